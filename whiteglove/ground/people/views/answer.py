"""How every door here answers after a change: go on to a page and say what was done, or why not."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.ui import answering
from whiteglove.ground.ui.toasts import say


def go(request: HttpRequest, to: str, *args) -> HttpResponse:
    """On to the page named `to`; an htmx request moves the whole page there."""
    return answering.go(request, reverse(to, args=args))


def done(request: HttpRequest, text: str, to: str, *args, undo: str = "", by: str = "DELETE") -> HttpResponse:
    """Say `text`, beside an undo that sends `by` to the URL `undo`, and go on to the page named `to`."""
    return answering.done(request, text, reverse(to, args=args), undo, by)


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
