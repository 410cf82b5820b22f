"""A journey as a pack describes it: levels, each with what admits, its duties, what completes it, its badge. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from whiteglove.learning.requirements.conditions import Condition, condition, named
from whiteglove.learning.requirements.renewal import recurring
from whiteglove.learning.requirements.spans import after

PART = "journeys"
ADMISSION, DUTY, COMPLETION, BADGE = "admission", "duty", "completion", "badge"
KINDS = {ADMISSION: "To be admitted", DUTY: "Duties", COMPLETION: "To complete it", BADGE: "What it gives"}


@dataclass(frozen=True)
class HandIn:
    """What may be handed in for a duty, where the product doesn't see it: it counts under `name` once accepted."""

    name: str
    asks: str


@dataclass(frozen=True)
class Duty:
    """`j`: its number in the journey; `counts`: what counts, and how often, in words. `not_yet`: why it can't be done
    yet."""

    id: str
    j: str
    kind: str
    name: str
    says: str
    counts: str
    asks: Condition
    hand_in: HandIn | None = None
    not_yet: str = ""

    @property
    def recurs(self) -> bool:
        return any(True for _ in recurring(self.asks))


@dataclass(frozen=True)
class Level:
    number: int
    name: str
    inscription: str
    says: str
    duties: tuple[Duty, ...]
    badge: str

    def of_kind(self, *kinds: str) -> tuple[Duty, ...]:
        return tuple(one for one in self.duties if one.kind in kinds)

    @property
    def admission(self) -> Duty:
        return self.of_kind(ADMISSION)[0]

    @property
    def badge_name(self) -> str:
        return self.of_kind(BADGE)[0].name

    @property
    def to_do(self) -> tuple[Duty, ...]:
        """What has to be met to complete it."""
        return self.of_kind(DUTY, COMPLETION)

    @property
    def recurring(self) -> tuple[Duty, ...]:
        return tuple(one for one in self.to_do if one.recurs)

    def asks_for(self, kind: str, name: str) -> bool:
        return any((kind, name) in named(one.asks) for one in self.duties)

    def duty(self, id: str) -> Duty | None:
        return next((one for one in self.duties if one.id == id), None)


def opened(journey: Journey, there: Callable[[str, str], bool]) -> Journey:
    """Without a `not_yet` where all that the duty asks for is `there` (kind, name) by now."""

    def now(one: Duty) -> Duty:
        ready = one.not_yet and all(there(kind, name) for kind, name in named(one.asks))
        return replace(one, not_yet="") if ready else one

    levels = (replace(level, duties=tuple(map(now, level.duties))) for level in journey.levels)
    return replace(journey, levels=tuple(levels))


@dataclass(frozen=True)
class Role:
    """Time in it is stated with its days, and confirmed."""

    id: str
    name: str
    asks: str


@dataclass(frozen=True)
class Journey:
    """`goes_on`: for so many months after its confirmation, a time that still lasts goes on counting."""

    id: str
    name: str
    says: str
    roles: tuple[Role, ...]
    levels: tuple[Level, ...]
    goes_on: int

    def level(self, number: int) -> Level | None:
        return next((one for one in self.levels if one.number == number), None)

    def role(self, id: str) -> Role | None:
        return next((one for one in self.roles if one.id == id), None)

    def duty(self, id: str) -> tuple[Level, Duty] | None:
        return next(((level, duty) for level in self.levels if (duty := level.duty(id))), None)

    def hand_in(self, name: str) -> HandIn | None:
        """What is asked of evidence of that name."""
        return next((one.hand_in for one in self.every() if one.hand_in and one.hand_in.name == name), None)

    def every(self) -> Iterator[Duty]:
        for level in self.levels:
            yield from level.duties

    def names(self) -> dict[str, set[str]]:
        """{kind: names} of everything its conditions ask for."""
        found: dict[str, set[str]] = {}
        for one in self.every():
            for kind, name in named(one.asks):
                found.setdefault(kind, set()).add(name)
        return found

    def counts_until(self, confirmed: date) -> date:
        return after(confirmed, self.goes_on)


def journey_of(id: str, plain: Mapping[str, Any]) -> Journey:
    roles = tuple(Role(one["id"], one["name"], one["asks"]) for one in plain["roles"])
    levels = tuple(_level(one) for one in plain["levels"])
    return Journey(id, plain["name"], plain["says"], roles, levels, plain["goes_on"])


def _level(plain: Mapping[str, Any]) -> Level:
    duties = [_duty(plain["admission"], ADMISSION)]
    duties += [_duty(one, DUTY) for one in plain["duties"]]
    duties += [_duty(one, COMPLETION) for one in plain.get("completion", ())]
    duties.append(_duty(plain["badge"] | {"requires": {"credential": plain["badge"]["achievement"]}}, BADGE))
    return Level(plain["number"], plain["name"], plain["inscription"], plain["says"], tuple(duties),
                 plain["badge"]["achievement"])  # fmt: skip


def _duty(plain: Mapping[str, Any], kind: str) -> Duty:
    given = plain.get("hand_in")
    return Duty(
        plain["id"], plain["j"], kind, plain["name"], plain.get("says", ""), plain.get("counts", ""),
        condition(plain["requires"]), HandIn(given["name"], given["asks"]) if given else None, plain.get("not_yet", ""),
    )  # fmt: skip
