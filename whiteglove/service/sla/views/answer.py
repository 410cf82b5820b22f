"""How a door here answers after a change: say what was done, offer to take it back, and go on."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whiteglove.ground.ui import answering
from whiteglove.ground.ui.toasts import say


def done(request: HttpRequest, text: str, to: str, *args: int, undo: str = "", level: str = "info") -> HttpResponse:
    """Say `text`, beside an undo that posts to `undo`, and go to the page named `to`; htmx moves the whole page."""
    say(request, text, undo_url=undo, undo_method="POST", level=level)
    return answering.go(request, reverse(to, args=args))
