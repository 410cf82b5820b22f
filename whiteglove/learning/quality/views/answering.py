"""How this room's doors answer: a toast and the page again, or words of refusal."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.ui import answering, toasts
from whiteglove.service.desk.errors import Refused


def done(request: HttpRequest, says: str, to: str, *where: Any, undo: str = "", method: str = "DELETE") -> HttpResponse:
    """Said, and the page it leads to. A part of a page is moved there as a whole."""
    if says:
        toasts.say(request, says, undo_url=undo, undo_method=method)
    return answering.go(request, reverse(to, args=where))


def attempt(request: HttpRequest, change: Callable[..., Any], **about: Any) -> tuple[Any, str]:
    """(what it gave, "") or (None, why not); why is said too."""
    try:
        return change(by=request.user, at=clock.now(), **about), ""
    except Refused as no:
        toasts.say(request, str(no), level="error")
        return None, str(no)
