"""The framework in force, and how people stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role
from whiteglove.ground.people.policy import may
from whiteglove.learning.coaching import queries as coaching
from whiteglove.learning.coaching.models import Pairing
from whiteglove.learning.practice.schema import PART as SCENARIOS

from .counting.asked import Asked
from .counting.gathered import counted
from .framework import PART, Capability, Framework, framework
from .heat import levels_in
from .levels import Seen, Standing, standing
from .models import Claim, Opinion, Remembered

HOLDS = timedelta(days=1)  # how long remembered levels are shown, should nobody count them again
AT_MOST = 200  # people who are counted while somebody waits


def in_force() -> Framework | None:
    """None where no pack loaded has capabilities. One short statement."""
    revision = packs.ruling(PART)
    return _of(revision) if revision else None


@lru_cache(maxsize=8)
def _of(revision: packs.Known) -> Framework:
    return framework(packs.content(PART, revision))


def standings(
    found: Framework, people: Iterable[Person], at: datetime, reader: Person | None = None
) -> dict[int, dict[str, Standing]]:
    """{person: {capability: how they stand}}; `reader`: who reads it, where it isn't the person."""
    known = counted(found, Asked(tuple(one.pk for one in people), at, reader))
    return {
        person: {id: standing(one, numbers[id], by_others=reader is not None) for id, one in found.capabilities.items()}
        for person, numbers in known.items()
    }


def standing_of(
    found: Framework, one: Capability, person: Person, at: datetime, reader: Person | None = None
) -> Standing:
    """What evidence shows of one capability alone, to the person or to `reader`."""
    return standings(replace(found, capabilities={one.id: one}), [person], at, reader)[person.pk][one.id]


@dataclass(frozen=True)
class Said:
    """What stands of what somebody says of themselves, and of what their lead says, by capability."""

    claims: dict[str, Claim]
    opinions: dict[str, Opinion]

    def seen(self, one: Standing) -> Seen:
        own, lead = self.claims.get(one.capability.id), self.opinions.get(one.capability.id)
        return Seen(one, own.level if own else None, lead.level if lead else None)


def said(person: Person) -> Said:
    """Two statements."""
    claims = Claim.objects.standing().filter(person=person)
    opinions = Opinion.objects.standing().filter(about=person).select_related("by")
    return Said({one.capability: one for one in claims}, {one.capability: one for one in opinions})


def history(person: Person, capability: str) -> list[Claim | Opinion]:
    """All that was said of one capability, the latest first."""
    claims = Claim.objects.filter(person=person, capability=capability)
    opinions = Opinion.objects.filter(about=person, capability=capability).select_related("by", "claim")
    return sorted([*claims, *opinions], key=lambda one: (one.at, isinstance(one, Opinion), one.pk), reverse=True)[:200]


def claims_waiting(reader: Person) -> QuerySet:
    """What people they look after say of themselves and wait for a word on, the longest first."""
    rows = Claim.objects.waiting().filter(person__in=people_of(reader).exclude(pk=reader.pk))
    return rows.select_related("person").order_by("at", "pk")


def counted_under(found: Framework, reader: Person) -> str:
    """What remembered levels hold for: these capabilities, seen with these teams."""
    whole = repr((packs.ruling(PART), list(found.capabilities), reader.role, sorted(reader.team_ids)))
    return sha256(whole.encode()).hexdigest()


def levels_of(
    found: Framework, people: Collection[Person], at: datetime, reader: Person
) -> tuple[dict[int, dict[str, int]], datetime]:
    """{person: {capability: level}} as they were last counted for `reader`, and when that was. Whoever isn't among
    those remembered is counted now."""
    row = Remembered.objects.filter(reader=reader, at__gt=at - HOLDS).first()
    known = row.levels if row and row.under == counted_under(found, reader) else {}
    new = [one for one in people if str(one.pk) not in known][:AT_MOST]
    told = {one.pk: levels_in(found, known[str(one.pk)]) for one in people if str(one.pk) in known}
    shown = standings(found, new, at, reader) if new else {}
    told |= {pk: {id: one.level for id, one in map_of.items()} for pk, map_of in shown.items()}
    return told, row.at if row and known else at


def people_of(reader: Person) -> QuerySet:
    """Whom `reader` looks after, as the permit says it for one; administrators: leads too."""
    roles = {*GIVEN_BY_LEADS, Role.LEAD} if reader.role == Role.ADMIN else GIVEN_BY_LEADS
    return Person.objects.visible_to(reader).active().filter(role__in=roles).order_by("name", "pk")


def leads_of(person: Person) -> list[Person]:
    """Who confirms what they say of themselves: who coaches them, else the leads of their teams; of leads,
    administrators."""
    if person.role not in GIVEN_BY_LEADS:
        return list(Person.objects.administrators().exclude(pk=person.pk))
    coach = Pairing.objects.standing().filter(agent=person).select_related("lead").first()
    return [coach.lead] if coach and may(coach.lead, "careers.see", person) else coaching.leads_of(person)


def customers() -> dict[str, str]:
    """{scenario: its name} of simulated customers in force."""
    revision = packs.ruling(SCENARIOS)
    content: dict[str, Any] = packs.content(SCENARIOS, revision) if revision else {}
    return {id: one["name"] for id, one in content.items() if "name" in one}
