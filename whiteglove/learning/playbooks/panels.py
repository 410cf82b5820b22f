"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.playbooks import beside
from whiteglove.service.desk.models import Ticket

command(key="playbooks.all", label="Read the playbooks", url_name="playbooks:all", permit="playbooks.read",
        icon="list")  # fmt: skip


@panel("desk.head", order=30, permit="desk.see", template="playbooks/panels/head.html")
def head(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("ticket.sidebar", order=25, permit="desk.see", template="playbooks/panels/beside.html", lazy=True)
def playbook(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """The playbook that is open beside a ticket, or those that are offered; only listens where there is neither."""
    return {"beside": beside.beside(ticket, request.user), "may_use": may(request.user, "playbooks.use", ticket)}
