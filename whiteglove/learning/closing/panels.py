"""What this room hangs into the desk's pages and into setup."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.slots import panel
from whiteglove.learning.closing import queries, shown
from whiteglove.service.desk.errors import Unready
from whiteglove.service.desk.models import State, Ticket


@panel("desk.head", order=40, permit="desk.see", template="closing/panels/head.html")
def head(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("ticket.solving", order=10, permit="desk.solve", template="closing/panels/solving.html")
def solving(request: HttpRequest, ticket: Ticket, unready: Unready, sheet: str = "") -> dict[str, Any]:
    """The questions, with what the program sees; those it can't see are asked."""
    unmet = unready.shown
    rows = shown.rows_of(unmet.answers, unmet.closing.questions, unmet.held_up)
    planned = any(one.id == "follow_up" and not one.is_open for one in rows)
    return {"unmet": unmet, "rows": rows, "days": DAYS, "why": unmet.word.get("why", ""), "planned": planned,
            "plan": unmet.word.get("plan", ""), "sheet": sheet}  # fmt: skip


DAYS = (1, 2, 3, 5, 7, 14)


@panel("ticket.sidebar", order=45, permit="closing.see", template="closing/panels/closed.html")
def closed(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """Beside a solved ticket: what was checked before, and whether we ask again. Nothing is asked of any other."""
    if ticket.state != State.SOLVED:
        return None
    check, follow_up = queries.check_of(ticket), queries.follow_up_of(ticket)
    rows = shown.kept_rows(check) if check else []
    return {"check": check, "rows": rows, "done": sum(one.done for one in rows), "follow_up": follow_up, "days": DAYS}
