"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.quality import queries
from whiteglove.service.desk.models import Ticket

COMMANDS = (
    ("mine", "Reviews and scores of your work", "quality:home", "quality.see", "chart"),
    ("queue", "Conversations to review", "quality:queue", "quality.review", "check"),
    ("disputes", "Disputes of reviews", "quality:disputes", "quality.see", "flag"),
    ("calibrations", "Calibrations of reviewers", "quality:calibrations", "quality.calibrate", "people"),
)
for key, label, url_name, permit, icon in COMMANDS:
    command(key=f"quality.{key}", label=label, url_name=url_name, permit=permit, icon=icon)


@panel("nav.learn", order=55, permit="quality.see", template="ui/nav_item.html")
def quality(request: HttpRequest) -> dict[str, Any]:
    url = address("quality:home")
    return {"url": url, "label": "Quality", "icon": "check", "current": request.path.startswith(url)}


@panel("ticket.sidebar", order=40, permit="quality.see", template="quality/panels/score.html", lazy=True)
def score(request: HttpRequest, ticket: Ticket) -> dict[str, Any] | None:
    """After it was solved, never while somebody writes; to whom it concerns and their leads."""
    if ticket.is_unfinished:
        return None
    found = queries.standing_score(ticket.pk)
    person = found.person_id if found else queries.answered_by(ticket)
    own, lead = person == request.user.pk, may(request.user, "quality.review", ticket)
    if not own and not lead:
        return None
    reviews = queries.reviews_seen(request.user).filter(ticket=ticket)[:5]
    return {"score": found, "reviews": reviews, "may_review": lead and person is not None and not own}
