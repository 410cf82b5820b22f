"""What became of promises in a time, by who had to keep them, team and kind: for whoever measures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from whiteglove.ground.people.models import Person

from .models import Commitment, Stage


@dataclass(frozen=True)
class Counted:
    """`person` and `team` are ids, None for nobody; `kind` "" or "call". `kept` holds those kept `late` too."""

    person: int | None
    team: int | None
    kind: str
    kept: int
    late: int
    broken: int
    reminded: int
    tried: int

    @property
    def settled(self) -> int:
        return self.kept + self.broken


def counted(person: Person) -> QuerySet[Commitment]:
    """The promises this person may count: through this everything that is counted goes."""
    return Commitment.objects.visible_to(person)


def promises_settled(person: Person, since: datetime, until: datetime) -> QuerySet[Commitment]:
    """The rows behind the numbers: kept or broken from `since` until just before `until`."""
    return counted(person).filter(state__in=[Stage.KEPT, Stage.BROKEN], ended_at__gte=since, ended_at__lt=until)


def promise_counts(person: Person, since: datetime, until: datetime) -> list[Counted]:
    """One statement. `reminded`: of how many somebody was reminded; `tried`: calls that reached nobody at first."""
    kept = Q(state=Stage.KEPT)
    rows = promises_settled(person, since, until).order_by().values_list("person", "ticket__team", "kind")
    found = rows.annotate(
        kept=Count("id", filter=kept),
        late=Count("id", filter=kept & Q(ended_at__gt=F("due_at"))),
        broken=Count("id", filter=Q(state=Stage.BROKEN)),
        reminded=Count("id", filter=Q(reminded_at__isnull=False)),
        tried=Count("id", filter=Q(tries__gt=0)),
    )
    return [Counted(*row) for row in found]
