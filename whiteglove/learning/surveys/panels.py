"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.service.desk.models import State, Ticket

from . import links, queries, tongue

command(key="surveys.answers", label="What customers say", url_name="surveys:answers", permit="surveys.see",
        icon="smile")  # fmt: skip
command(key="surveys.setup", label="Setup: surveys", url_name="surveys:setup", permit="surveys.setup", icon="smile")


@panel("nav.learn", order=45, permit="surveys.see", template="ui/nav_item.html")
def answers(request: HttpRequest) -> dict[str, Any]:
    url = address("surveys:answers")
    return {"url": url, "label": "What customers say", "icon": "smile", "current": request.path.startswith(url)}


@panel("setup.pages", order=42, permit="surveys.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("surveys:setup"), "icon": "smile", "title": "Surveys",
            "says": "What customers are asked once a matter is solved, when, and in which words."}  # fmt: skip


@panel("ticket.band", order=25, permit="desk.see", template="surveys/panels/bad.html")
def bad_answer(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """The latest bad answer that nobody has seen to, where the ticket stays solved: else somebody has it in hand, and
    finds the answer in the column beside."""
    found = queries.waiting_in(ticket.pk) if ticket.state == State.SOLVED else None
    return {"one": found, "may_see_to": may(request.user, "surveys.see_to", found)} if found else None


@panel("ticket.sidebar", order=35, permit="desk.see", template="surveys/panels/side.html", lazy=True)
def side(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    """What was asked and answered, and why nobody was asked."""
    found = queries.of_ticket(ticket.pk)
    return {"surveys": found, "now": clock.now(), "waiting": queries.waiting_in(ticket.pk) if found else None}


@panel("request.below", order=10, template="surveys/panels/portal.html")
def in_the_portal(request: HttpRequest, ticket: Ticket, guest: Any, language: str) -> dict[str, Any] | None:
    """A solved request asks how it went, whether the mail has left or not; to whose it is alone."""
    if ticket.state != State.SOLVED or ticket.customer_id != guest.customer.pk:
        return None
    found = queries.open_in(ticket.pk, guest.customer.pk, clock.now())
    if found is None:
        return None
    words = found.words(language)
    url = reverse("survey:page", args=[links.token_of(found.survey.pk)]) + f"?in={language}&from=portal"
    return {"standing": found, "url": url, "survey_says": tongue.says(language), **words}
