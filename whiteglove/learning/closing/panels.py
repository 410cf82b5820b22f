"""What this room hangs into the desk's pages and into setup."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui import palette
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.closing import queries, shown
from whiteglove.service.desk.errors import Unready
from whiteglove.service.desk.models import DeskRules, State, Ticket


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
    rows, may_plan = shown.kept_rows(check) if check else [], may(request.user, "closing.plan", ticket)
    return {"check": check, "rows": rows, "done": sum(one.done for one in rows), "follow_up": follow_up, "days": DAYS,
            "may_plan": may_plan, "ticket": ticket}  # fmt: skip


@panel("composer.below", order=4, permit="desk.reply", template="closing/panels/update.html")
def update(request: HttpRequest, ticket: Ticket, kind: str = "reply") -> dict[str, Any] | None:
    """That the customer of a complex matter should hear from us, and words to begin with; once the clock warns."""
    owed = queries.update_owed(ticket) if kind == "reply" else None
    now = clock.now()
    if owed is None or not (owed.due_at <= now or (owed.warn_at and owed.warn_at <= now)):
        return None
    closing, rules = queries.in_force(), DeskRules.current()
    words = {"name": ticket.customer.first_name, "subject": ticket.title, "number": str(ticket.pk)}
    begin = (
        closing.update(ticket.customer.language or "en", **words, company=rules.company, agent="") if closing else ""
    )
    says = "An update was due" if owed.due_at <= now else "An update is due"
    return {"says": says, "due": owed.due_at, "words": begin.strip()}


@panel("page.foot", order=30, permit="desk.reply", template="closing/panels/news.html")
def news(request: HttpRequest) -> dict[str, Any]:
    """Says on any page that an update has begun to press; asks nothing until one has."""
    return {}


@panel("nav.main", order=15, permit="closing.see", template="ui/nav_item.html")
def follows(request: HttpRequest) -> dict[str, Any]:
    url = address("closing:updates")
    return {"url": url, "label": "What follows", "icon": "clock", "current": request.path.startswith("/closing/")}


@panel("setup.pages", order=46, permit="closing.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("closing:setup"), "icon": "check", "title": "Before and after solving",
            "says": "The questions before a ticket is solved, and whom we ask again some days later."}  # fmt: skip


COMMANDS = (
    ("updates", "Updates due on complex matters", "closing:updates", "closing.see", "clock"),
    ("follow_ups", "Follow-ups after solving", "closing:follow_ups", "closing.see", "forward"),
    ("checks", "How tickets were checked before solving", "closing:checks", "closing.counts", "chart"),
    ("setup", "Setup: before and after solving", "closing:setup", "closing.setup", "check"),
)
for key, label, url_name, permit, icon in COMMANDS:
    palette.command(key=f"closing.{key}", label=label, url_name=url_name, permit=permit, icon=icon)
