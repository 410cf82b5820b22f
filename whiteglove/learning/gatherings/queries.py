"""What the pages of this room read, and what other rooms ask."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from whiteglove.ground.lib.text import mark_of
from whiteglove.ground.packs import in_force
from whiteglove.ground.people.models import Person

from .models import Feedback, Gathering, Seat
from .models.seat import How
from .schema import PART

# Below that, what was said could be put down to somebody.
FEWEST_VOICES = 3


SAID = ("title", "kind", "about", "where", "link", "seats", "certifies", "materials", "recording", "questions")


def mark(said: Mapping[str, Any], hosts: Iterable[Person]) -> str:
    """Of all that an organiser says of a gathering."""
    times = [said[name].timestamp() for name in ("starts_at", "ends_at")]
    return mark_of(*times, *(said[name] for name in SAID), sorted(one.pk for one in hosts))


def mark_now(gathering: Gathering) -> str:
    return mark(vars(gathering), gathering.hosts.all())


def attended_by(person: Person) -> list[tuple[str, date]]:
    """(name of the series, day) of each gathering they were in. The same one twice stands here twice."""
    rows = Seat.objects.attended().filter(person=person).select_related("gathering").order_by("gathering__starts_at")
    return [(one.gathering.name, _day_of(one, person)) for one in rows]


def _day_of(seat: Seat, person: Person) -> date:
    """When they were there: who watches a recording is there on the day they do, by their own calendar."""
    if seat.how == How.RECORDING and seat.marked_at:
        return seat.marked_at.astimezone(person.zone).date()
    return seat.gathering.day


def date_of(name: str, at: datetime) -> Gathering | None:
    """Of a series: the next date, else the last one whose recording counts."""
    rows = Gathering.objects.standing().filter(name=name)
    recorded = rows.over(at).exclude(recording="").exclude(questions=[])
    return rows.not_over(at).order_by("starts_at").first() or recorded.order_by("-starts_at").first()


def series() -> Mapping[str, Any]:
    """{name: what the pack in force says of it}."""
    ruling = in_force.ruling(PART)
    return in_force.content(PART, ruling) or {} if ruling else {}


def coming(at: datetime) -> QuerySet[Gathering]:
    return Gathering.objects.not_over(at).counted().order_by("starts_at", "id")


def past(at: datetime) -> QuerySet[Gathering]:
    """Those that took place; the newest come first."""
    return Gathering.objects.standing().over(at)


def seats_of(person: Person, gatherings: Iterable[Gathering]) -> dict[int, Seat]:
    """{gathering: the seat of that person, whatever became of it}."""
    rows = Seat.objects.filter(person=person, gathering__in=[one.pk for one in gatherings])
    return {one.gathering_id: one for one in rows}


def seat_of(person: Person, gathering: Gathering) -> Seat | None:
    return Seat.objects.filter(person=person, gathering=gathering).first()


def list_of(gathering: Gathering) -> list[Seat]:
    """All who have a seat, wait for one, or watched; those who wait in their order."""
    rows = Seat.objects.filter(gathering=gathering).exclude(state="left").select_related("person", "marked_by")
    return list(rows.order_by("at", "id")[:5000])


def calendar_of(person: Person) -> list[Gathering]:
    """Those in which they have a seat or which they host, called off ones too: a program strikes them out."""
    seats = Seat.objects.taken().filter(person=person).values("gathering")
    hosted = Gathering.hosts.through.objects.filter(person=person).values("gathering")
    return list(Gathering.objects.filter(Q(pk__in=seats) | Q(pk__in=hosted)).order_by("-starts_at", "-id")[:200])


def said_of(gathering: Gathering) -> dict[str, Any] | None:
    """Sums and words of what was said, without who said it. None below three voices."""
    rows = list(Feedback.objects.filter(gathering=gathering).order_by("id")[:5000])
    if len(rows) < FEWEST_VOICES:
        return None
    return {
        "voices": len(rows), "words": [one.words for one in rows if one.words],
        "asked": [_sum("Useful", [one.useful for one in rows]), _sum("Clear", [one.clear for one in rows])],
    }  # fmt: skip


def _sum(label: str, given: list[int]) -> dict[str, Any]:
    counts = Counter(given)
    return {"label": label, "mean": sum(given) / len(given), "counts": [(one, counts[one]) for one in range(5, 0, -1)]}
