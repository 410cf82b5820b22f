"""How a door here answers after a change: say what was done, offer to take it back, and go on."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from whiteglove.ground.ui.toasts import say


class SeeOther(HttpResponseRedirect):
    status_code = 303


def done(request: HttpRequest, text: str, to: str, *args: int, undo: str = "", level: str = "info") -> HttpResponse:
    """Say `text`, beside an undo that posts to `undo`, and go to the page named `to`; htmx moves the whole page."""
    say(request, text, undo_url=undo, undo_method="POST", level=level)
    url = reverse(to, args=args)
    if not request.headers.get("HX-Request"):
        return SeeOther(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response
