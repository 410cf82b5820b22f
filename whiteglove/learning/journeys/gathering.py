"""Gathers what is known of somebody, for the pure rules to say where they stand. About a dozen statements, however much
was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime
from zoneinfo import ZoneInfo

from whiteglove.ground.people.models import Person
from whiteglove.learning.measures.case_files import zone_name
from whiteglove.learning.requirements.facts import Decision, Done, Facts, Held, Result, Stretch, grouped

from . import seen
from .models import Application, Evidence
from .rules import Journey


def day_of(at: datetime) -> date:
    """By the house's zone, as every day that is counted."""
    return at.astimezone(ZoneInfo(zone_name())).date()


def known_of(person: Person, journey: Journey, *earlier: Journey) -> Facts:
    """Without a beginning: `standing` sets it for each level. `earlier`: as they were when somebody was admitted, whose
    tests and certificates may have other names."""
    zone, names = ZoneInfo(zone_name()), names_in(journey, *earlier)

    def day(at: datetime) -> date:
        return at.astimezone(zone).date()

    handed = list(Evidence.objects.filter(person=person, journey=journey.id).order_by("id"))
    deeds = accepted(handed)
    whose = in_the_house(person, zone)
    came, counts = seen.attended(whose), seen.counted(whose)
    counted = {name: firsts([*counts.get(name, ()), *deeds.get(name, ())]) for name in counts.keys() | deeds.keys()}
    # The same series counts once in each stretch among activities, and not at all where it is a duty by itself.
    others = [Done(name, on) for name, on in came if name not in names.get("attended", ())]
    counted["activities"] = [*counted.get("activities", ()), *others]
    results = seen.tests(person, names.get("test", ()), day)
    badges = seen.credentials(person, names.get("credential", ()), day)
    return Facts(
        tests=grouped((quiz, Result(percent, on)) for quiz, percent, on in results),
        counted=counted,
        attended=grouped((name, Done(name, on)) for name, on in came),
        completed=grouped((name, Done(name, on)) for name, on in seen.completed(person, day)),
        evidence={name: firsts(found) for name, found in deeds.items()},
        waiting=waiting(handed),
        tenure=times(handed, journey, day),
        profile=frozenset(seen.profile(person)),
        credentials=grouped((name, Held(begins, until)) for name, begins, until in badges),
        decisions=decisions(person, journey, day),
    )


def names_in(*journeys: Journey) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in dict.fromkeys(journeys):
        for kind, names in one.names().items():
            found[kind] = found.get(kind, set()) | names
    return found


def in_the_house(person: Person, zone: ZoneInfo) -> Person:
    """The same person for rooms that reckon by whose days they ask: admission and deeds go by one calendar."""
    found = copy(person)
    found.time_zone = zone.key
    return found


def firsts(deeds: Iterable[tuple[str, date]]) -> list[Done]:
    """The same book read again in another year isn't another one: each counts on its first day alone."""
    found: dict[str, date] = {}
    for what, on in deeds:
        found[what] = min(on, found.get(what, on))
    return [Done(what, on) for what, on in found.items()]


def accepted(handed: Iterable[Evidence]) -> dict[str, list[tuple[str, date]]]:
    return grouped((one.about, (one.same, one.first)) for one in handed if one.state == "accepted" and not one.is_time)


def waiting(handed: Iterable[Evidence]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in handed:
        if one.is_waiting:
            found[one.about] = found.get(one.about, 0) + 1
    return found


def times(handed: Iterable[Evidence], journey: Journey, day: seen.Day) -> Mapping[str, list[Stretch]]:
    """What lasts still was confirmed on a day: some time after it, it has to be confirmed anew."""
    found: dict[str, list[Stretch]] = {}
    for one in handed:
        if one.is_time and one.state == "accepted":
            until = journey.counts_until(day(one.decided_at))
            found.setdefault(one.about, []).append(Stretch(one.first, min(one.last or until, until)))
    return found


def decisions(person: Person, journey: Journey, day: seen.Day) -> dict[str, list[Decision]]:
    rows = Application.objects.decided().filter(person=person, journey=journey.id).order_by("decided_at", "id")
    return grouped(
        (f"level-{one.level}", Decision(one.state == "accepted", day(one.decided_at), one.reason)) for one in rows
    )
