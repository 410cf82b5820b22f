"""What this room puts into the house whose every door is knocked at."""

from datetime import timedelta

from tests.house.samples import FUTURE, Samples
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.gatherings.actions.after import renew_feed
from whiteglove.learning.gatherings.actions.plan import Plan, publish, schedule
from whiteglove.learning.gatherings.calendars import token_of

# All who work here may see all gatherings; what isn't hosted by somebody is refused by its own tests.
TEAM_BOUND: set[str] = set()
AHEAD = FUTURE - timedelta(days=30)


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    lee = Person.objects.get(email="lee@whiteglove.example")
    plan = Plan(title="Calm on the phone", starts_at=FUTURE, ends_at=FUTURE + timedelta(hours=1), hosts=[lee])
    row = schedule(plan=plan, by=lee, at=AHEAD)
    publish(gathering=row, by=admin, at=AHEAD)
    samples.parts |= {
        "gatherings:pk": row.pk, "gatherings:public_id": row.public_id,
        "gatherings:token": token_of(renew_feed(by=lee, at=AHEAD)),
    }  # fmt: skip
