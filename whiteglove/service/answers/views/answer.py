"""How a door answers after a change: say what was done and go on."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from whiteglove.ground.ui.toasts import say


class SeeOther(HttpResponseRedirect):
    status_code = 303


def done(request: HttpRequest, text: str, to: str, *args: object, level: str = "info") -> HttpResponse:
    """Say `text` and go to the page named `to`; an htmx request moves the whole page there."""
    say(request, text, level=level)
    url = reverse(to, args=args)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return SeeOther(url)
