"""What waits for a lead this week, asked of the rooms below: one function a line, each with their own queries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching import queries as coaching
from whiteglove.learning.coaching.models import Talk
from whiteglove.learning.coaching.programme import Kind
from whiteglove.learning.measures import sight
from whiteglove.learning.measures.aiming import Aim, aims
from whiteglove.learning.measures.asking import today
from whiteglove.learning.measures.goals import MISSED, NONE, beats
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.periods import named
from whiteglove.learning.quality import queries as quality
from whiteglove.learning.surveys import queries as surveys
from whiteglove.service.desk import escalations
from whiteglove.service.desk.models import Commitment
from whiteglove.service.desk.models.ticket import UNFINISHED

MOST = 99


@dataclass(frozen=True)
class Waits:
    """`count` things, behind `url`; `since`: when the first of them was due, came or is due; `late`: some are."""

    title: str
    icon: str
    url: str
    count: int
    says: str
    since: datetime | None = None
    late: bool = False

    @property
    def shown(self) -> str:
        return f"{MOST}+" if self.count > MOST else str(self.count)


def first_days(person: Person, at: datetime) -> tuple[datetime, datetime]:
    """The Monday this week began and the one on which it is over, where this person is. From Saturday on the next
    week is shown too."""
    here = person.local(at)
    monday = here.date() - timedelta(days=here.weekday())
    last = monday + timedelta(days=14 if here.weekday() > 4 else 7)
    begins, ends = (datetime.combine(day, time.min, here.tzinfo) for day in (monday, last))
    return begins, ends


def conversations(person: Person, at: datetime) -> list[tuple[Talk, Kind, Person, bool]]:
    """Of this week, and those that nobody has ended: (talk, kind, with whom, whether its time is over)."""
    _, ends = first_days(person, at)
    rows = [one for one in coaching.next_talks(person, 40) if one.planned_for < ends]
    return [(one, coaching.kind_of(one), one.with_whom(person), one.planned_for < at) for one in rows]


def upto(rows: QuerySet) -> int:
    """How many, as far as it is shown: what lies beyond costs nothing."""
    return rows.order_by()[: MOST + 1].count()


def reviews(person: Person, at: datetime) -> Waits:
    waiting = list(quality.samples_for(person))
    names = sorted({one.about.first_name for one in waiting})
    return Waits("Reviews to do", "check", reverse("quality:queue"), len(waiting), f"of {listed(names)}",
                 min((one.at for one in waiting), default=None))  # fmt: skip


def disputes(person: Person, at: datetime) -> Waits:
    """Of their teams, those somebody else decides too: nobody decides about a review of their own."""
    rows = quality.disputes_open(person).exclude(by=person)
    mine = rows.exclude(review__reviewer=person)
    first, count = mine.first(), upto(mine)
    says = f"{count} for you to decide, the first by" if first else "somebody else decides, as you reviewed it"
    return Waits("Open disputes", "flag", reverse("quality:disputes"), upto(rows), says, first and first.due_at,
                 bool(first and first.overdue(at)))  # fmt: skip


def promises(person: Person, at: datetime) -> Waits:
    rows = Commitment.objects.visible_to(person).overdue(at)
    first = rows.select_related("person").order_by("due_at", "id").first()
    who = f" by {first.person.first_name}" if first and first.person else ""
    return Waits("Promises past their time", "clock", f"{reverse('desk:promises')}?whose=team&state=open", upto(rows),
                 f"the first, given{who}, was due" if first else "", first.due_at if first else None, True)  # fmt: skip


def asked_for_help(person: Person, at: datetime) -> Waits:
    rows = escalations.seen(person).standing().filter(accepted_at__isnull=True, ticket__state__in=UNFINISHED)
    first = rows.order_by("at", "id").first()
    return Waits("Escalations nobody has taken on", "up", reverse("desk:escalations"), upto(rows), "the first came",
                 first.at if first else None, True)  # fmt: skip


def unhappy(person: Person, at: datetime) -> Waits:
    rows = surveys.answers(surveys.Chosen(waiting=True)).visible_to(person)
    first = rows.order_by("answered_at", "id").first()
    return Waits("Poor answers nobody has seen to", "smile", f"{reverse('surveys:answers')}?waiting=1", upto(rows),
                 "the first came", first.answered_at if first else None)  # fmt: skip


def suggestions(person: Person, at: datetime) -> Waits:
    rows = coaching.suggestions(person, "open")
    first = rows.order_by("-backed", "-id").first()
    return Waits("Suggestions waiting for a decision", "spark", reverse("coaching:suggestions"), upto(rows),
                 f"most supported: {first.title}" if first else "")  # fmt: skip


def looks(person: Person, at: datetime) -> Waits:
    rows = coaching.looks_to_take(person)
    first = rows.first()
    return Waits("Looks colleagues ask you for", "eye", reverse("coaching:examples"), upto(rows),
                 f"{first.by.first_name} asked" if first else "", first.shared_at if first else None)  # fmt: skip


def agreed(person: Person, at: datetime) -> Waits:
    rows = coaching.actions_of(person)
    first, day = rows.first(), person.local(at).date()
    says = f"{first.what}{f', until {first.until.day} {first.until:%B}' if first.until else ''}" if first else ""
    return Waits("What you agreed to do", "people", reverse("coaching:home"), upto(rows), says, None,
                 bool(first and first.late(day)))  # fmt: skip


LINES: tuple[Callable[[Person, datetime], Waits], ...] = (
    asked_for_help, promises, disputes, reviews, unhappy, looks, agreed, suggestions,
)  # fmt: skip


def waiting(person: Person, at: datetime) -> list[Waits]:
    """A fixed number of statements, and of no list more than is shown."""
    return [line(person, at) for line in LINES]


def listed(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


@dataclass(frozen=True)
class AtRisk:
    """`sure`: so far from it that chance doesn't explain it."""

    aim: Aim
    sure: bool


def at_risk(person: Person) -> tuple[list[AtRisk], int]:
    """Goals of this person's teams that aren't reached so far, and how many are judged at all."""
    whole = sight.scopes(person)[0]
    judged = [one for one in aims(Asked(whole, named("month", today()))) if one.now.verdict != NONE]
    return list(_missing(judged)), len(judged)


def _missing(judged: list[Aim]) -> Iterator[AtRisk]:
    for one in judged:
        told = one.now.figure
        if told.tells and not beats(one.goal, told.value):
            yield AtRisk(one, one.now.verdict == MISSED)
