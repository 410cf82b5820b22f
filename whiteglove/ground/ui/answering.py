"""How doors answer when a form can't be taken: the page stays with what was typed, and says why."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from whiteglove.ground.ui import toasts

View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    status_code = 303


def go(request: HttpRequest, url: str) -> HttpResponse:
    """The whole page there, whether htmx asked or a browser."""
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else SeeOther(url)


def done(
    request: HttpRequest, says: str, url: str, undo: str = "", undo_by: str = "DELETE", fresh: str = ""
) -> HttpResponse:
    """Say so, with an undo that sends `undo_by` to `undo`, and show the page at `url`. `fresh`: the event at which that
    page, where one is on it, fetches by itself what has changed, so that nothing typed beside it is lost."""
    toasts.say(request, says, undo_url=undo, undo_method=undo_by)
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if fresh and request.htmx and here == urlsplit(url).path:
        return toasts.tell(HttpResponse(status=204), fresh, {})
    return go(request, url)


def done_in(room: str) -> Callable[..., HttpResponse]:
    """The same for the pages of a room: `done(request, says, to, *args, undo, undo_by)` shows the one named `to`."""

    def done_there(
        request: HttpRequest, says: str, to: str, *args: Any, undo: str = "", undo_by: str = "DELETE"
    ) -> HttpResponse:
        return done(request, says, reverse(f"{room}:{to}", args=args), undo, undo_by)

    return done_there


def refused(request: HttpRequest, why: str, back: str) -> HttpResponse:
    """Without htmx, back to where it came from, or to the page named `back`."""
    toasts.say(request, why, level="error")
    if request.htmx:
        return HttpResponse(why, status=409, content_type="text/plain; charset=utf-8", headers={"HX-Reswap": "none"})
    came = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return SeeOther(came if known else reverse(back))


def refusals(kind: type[Exception], back: str) -> Callable[[View], View]:
    """For the doors of a room: what it refuses by an error of this `kind` is said in the error's own words."""

    def catching(view: View) -> View:
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except kind as no:
                return refused(request, str(no), back)

        return answering

    return catching


def read(form: Form, kind: type[Exception]) -> dict[str, Any]:
    """What was filled in. An error of this `kind` with the first thing that is wrong with it."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label or name.capitalize() if name in form.fields else "Form"
    raise kind(f"{label.rstrip('?')}: {errors[0]}")
