"""What practice hangs into the workspace: the band, the task, and what can be done beside the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.practice import desk_queries
from whiteglove.service.desk.models import Ticket

command(key="practice.desk", label="Practice: customers I am serving", url_name="desk:practice",
        permit="desk.practise", icon="chat")  # fmt: skip


@panel("nav.main", order=11, permit="desk.practise", template="ui/nav_item.html")
def served(request: HttpRequest) -> dict[str, Any] | None:
    """For whoever learns, it is their desk; who answers real customers finds it under Practice."""
    if request.user.at_the_desk:
        return None
    url = address("desk:practice")
    here = request.path.startswith(address("desk:queue"))
    return {"url": url, "label": "Practice desk", "icon": "inbox", "current": here}


@panel("ticket.band", order=1, permit="desk.practise", template="practice/desk/band.html")
def band(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """Violet, across the top: that nobody real is there, and where it stands."""
    run = desk_queries.run_of(ticket) if ticket.rehearsed else None
    return {"stands": desk_queries.stands(run, clock.now()), "debrief": debrief_of(run.pk)} if run else None


def debrief_of(run: int) -> str:
    return reverse("practice:debrief", args=[run])


@panel("ticket.sidebar", order=5, permit="desk.practise", template="practice/desk/task.html")
def task(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """What there is to do, what the company's systems show, and what can be done in them."""
    run = desk_queries.run_of(ticket) if ticket.rehearsed else None
    if run is None:
        return None
    case = desk_queries.stands(run, clock.now()).case
    deeds = [(one, one.replace("_", " ")) for one in desk_queries.beside(run.medium)]
    return {"run": run, "case": case, "deeds": deeds}


@panel("desk.head", order=50, permit="desk.practise", template="practice/desk/head.html")
def spoken_files(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("composer.below", order=8, permit="desk.practise", template="practice/spoken.html")
def spoken(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """A call with one's voice, where the browser can."""
    on_the_phone = ticket.rehearsed and ticket.channel == "phone" and kind == "reply"
    return {"language": ticket.customer.language or "en"} if on_the_phone else None


@panel("practice.queue", order=10, permit="practice.see", template="practice/desk/more.html")
def more(request: HttpRequest) -> dict[str, Any]:
    return {}
