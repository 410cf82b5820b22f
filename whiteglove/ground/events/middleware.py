"""The place in the log from which a page's socket goes on."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from whiteglove.ground.events import live


class LiveCursorMiddleware:
    """Before a browser's page is made, note the place in the log.

    Before, so that what happens while the page is being made is told afterwards. Only a browser opening a page asks
    for text/html: partials and programs cost nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if known and "text/html" in request.headers.get("Accept", "") and not request.headers.get("HX-Request"):
            request.live_cursor = live.cursor()
        return self.get_response(request)
