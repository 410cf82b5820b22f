"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

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
    url = reverse(f"coaching:{to}", args=args)
    if request.htmx and request.htmx.target in IN_PLACE:
        toasts.say(request, says, undo_url=undo, undo_method=undo_by)
        return SeeOther(url)
    return answering.done(request, says, url, undo, undo_by, fresh="coaching:changed" if to == "talk" else "")
