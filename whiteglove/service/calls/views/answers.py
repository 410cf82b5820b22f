"""How these doors answer: words and headers only; nothing is decided here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.ui import toasts
from whiteglove.service.calls import queries
from whiteglove.service.calls.models import Sheet
from whiteglove.service.desk.errors import Refused


def sheet_in_sight(request: HttpRequest, pk: int) -> Sheet:
    found = queries.sheet_for(request.user, pk) if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found


def done(request: HttpRequest, sheet: Sheet, says: str = "", **undo: str) -> HttpResponse:
    """The change is made: the sheet shows it by itself."""
    if says:
        toasts.say(request, says, **undo)
    if not request.htmx:
        return redirect("calls:sheet", sheet.pk)
    return toasts.tell(HttpResponse(status=204), "call:changed", {"call": sheet.call_id})


def go(request: HttpRequest, name: str, *args: Any) -> HttpResponse:
    """To another page, also where htmx asked."""
    answer = redirect(name, *args)
    if not request.htmx:
        return answer
    response = HttpResponse(status=204)
    response["HX-Redirect"] = answer.url
    return response


def refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is refused becomes a 409 with its own words; the page stays as it was."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as no:
            return refused(request, str(no))

    return answering


def refused(request: HttpRequest, why: str) -> HttpResponse:
    toasts.say(request, why, level="error")
    response = HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    response.headers["HX-Reswap"] = "none"
    return toasts.tell(response, "call:changed", {})


def first_error(form: Form) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "Something is missing.")
