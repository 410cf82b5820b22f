"""How a door answers after a change: say what was done and go on."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whiteglove.ground.ui import answering
from whiteglove.ground.ui.toasts import say


def done(request: HttpRequest, text: str, to: str, *args: object, level: str = "info") -> HttpResponse:
    """Say `text` and go to the page named `to`; an htmx request moves the whole page there."""
    say(request, text, level=level)
    return answering.go(request, reverse(to, args=args))
