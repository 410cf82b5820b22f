"""How every door here answers after a change: go on to a page and say what was done, or why not."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.ui.toasts import say


class SeeOther(HttpResponseRedirect):
    """303: whatever the method was, fetch the next page by GET."""

    status_code = 303


def go(request: HttpRequest, to: str, *args) -> HttpResponse:
    """On to the page named `to`; an htmx request moves the whole page there."""
    url = reverse(to, args=args)
    if not request.headers.get("HX-Request"):
        return SeeOther(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def done(request: HttpRequest, text: str, to: str, *args, undo: str = "", by: str = "DELETE") -> HttpResponse:
    """Say `text`, beside an undo that sends `by` to the URL `undo`, and go on to the page named `to`."""
    say(request, text, undo_url=undo, undo_method=by)
    return go(request, to, *args)


def or_say_why(to: str) -> Callable:
    """Turn a refusal of the rules into a word on the page named `to`, which takes the view's first argument."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def kind(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Refused as refused:
                say(request, str(refused), level="error")
                return go(request, to, *[kwargs["pk"]] if "pk" in kwargs else [])

        return kind

    return around
