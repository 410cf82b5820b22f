"""A word after the deed: "Solved." with an undo for ten seconds.

`say()` keeps the toast with the session's messages, so it survives a redirect. A page shows it itself; an answer to
htmx carries it in the `HX-Trigger` header (`ToastMiddleware`).
"""

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

SECONDS = 10
LEVELS = {"info": messages.INFO, "error": messages.ERROR}


def say(
    request: HttpRequest,
    text: str,
    *,
    undo_url: str = "",
    undo_method: str = "DELETE",
    level: str = "info",
    seconds: int = SECONDS,
) -> None:
    """Show `text` for `seconds`; with `undo_url` beside a button that sends `undo_method` there."""
    undo = json.dumps({"url": undo_url, "method": undo_method, "seconds": seconds}) if undo_url else ""
    messages.add_message(request, LEVELS[level], text, extra_tags=undo, fail_silently=True)


def drain(request: HttpRequest) -> list[dict]:
    """The toasts waiting for this person: `{"text", "level", "undo": {"url", "method", "seconds"} | None}`."""
    return [
        {
            "text": str(one.message),
            "level": "error" if one.level >= messages.ERROR else "info",
            "undo": json.loads(one.extra_tags) if one.extra_tags.startswith("{") else None,
        }
        for one in messages.get_messages(request)
    ]


def tell(response: HttpResponse, name: str, detail: object = None, when: str = "HX-Trigger") -> HttpResponse:
    """Add one event to the response's `HX-Trigger` header (or `when`: after the swap), keeping those already there."""
    known = json.loads(response.headers.get(when, "{}"))
    # ASCII only: header values travel as latin-1.
    response.headers[when] = json.dumps({**known, name: detail}, ensure_ascii=True)
    return response


class ToastMiddleware:
    """Hand waiting toasts to an htmx request; anything else leaves them for the next page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self.hears(request, response) and (waiting := drain(request)):
            tell(response, "ui:toasts", {"toasts": waiting})
        return response

    def hears(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Whether this answer is a partial whose page stays and handles it (409 and 422 bring their own words)."""
        partial = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
        handled = response.status_code < 300 or response.status_code in {409, 422}
        return bool(partial) and handled and not self.leaves(response)

    @staticmethod
    def leaves(response: HttpResponse) -> bool:
        """Whether the page is about to be replaced, so that the next one must say it."""
        return any(name in response.headers for name in ("HX-Redirect", "HX-Refresh", "HX-Location"))
