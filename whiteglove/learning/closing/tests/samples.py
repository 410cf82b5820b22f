"""What stands in this room when every door is knocked at: Charged twice was solved, and somebody asks again."""

from datetime import UTC, datetime

from whiteglove.ground.people.models import Team
from whiteglove.learning.closing.models import FollowUp
from whiteglove.service.desk.models import Solution

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FUTURE = datetime(2126, 1, 1, tzinfo=UTC)
TEAM_BOUND = {"closing:follow_up", "closing:plan"}


def furnish(samples, support: Team) -> None:
    ticket = samples.parts["desk:ticket"]
    solution = Solution.objects.create(ticket_id=ticket, at=AT, ended_at=AT)
    asked = FollowUp.objects.create(ticket_id=ticket, solution=solution, how="reminder", at=AT, due_at=FUTURE)
    samples.parts |= {"closing:pk": asked.pk, "closing:ticket": ticket, "closing:key": "mode"}
