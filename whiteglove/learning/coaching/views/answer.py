"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any
from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from whiteglove.ground.ui import answering, toasts
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.service.desk.errors import Refused

# Forms of the conversation's page that are replaced by themselves, so that nothing typed beside them is lost.
IN_PLACE = ("note-form", "agree-form", "talk-head", "skills", "notes", "agreed", "carried", "agenda", "goals")


refusals = answering.refusals(Refused, "coaching:home")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def done(request: HttpRequest, says: str, to: str, *args: Any, undo: str = "", undo_by: str = "DELETE") -> HttpResponse:
    """Say so, with an undo that sends `undo_by` to `undo`, and show the page named `to`."""
    toasts.say(request, says, undo_url=undo, undo_method=undo_by)
    url = reverse(f"coaching:{to}", args=args)
    if not request.htmx or request.htmx.target in IN_PLACE:
        return SeeOther(url)
    response = HttpResponse(status=204)
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    if to == "talk" and here == url:
        return toasts.tell(response, "coaching:changed", {})
    response.headers["HX-Refresh" if here == url else "HX-Redirect"] = "true" if here == url else url
    return response
