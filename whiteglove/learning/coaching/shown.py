"""What pages of this room show, worked out before their templates ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person

from . import queries
from .actions.prepare import worked_on
from .models import Agreed, Focus
from .programme import Programme, Skill
from .skills import Rate


@dataclass(frozen=True)
class ActionRow:
    """`whose`: "you" or a first name; `tone` the class of its day."""

    row: Agreed
    whose: str
    late: bool
    tone: str


def action_rows(rows: Iterable[Agreed], person: Person, today: date) -> list[ActionRow]:
    return [
        ActionRow(one, "you" if one.owner_id == person.pk else one.owner.first_name, one.late(today),
                  "is-over" if one.late(today) else "")
        for one in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class InWork:
    """A skill that is worked on, before it was chosen and since."""

    focus: Focus
    skill: Skill
    before: Rate
    since: Rate
    few: int

    @property
    def told(self) -> list[tuple[str, Any, bool]]:
        """[(when, rate, whether it is too few to be a share)]"""
        return [("Before", self.before, self.before.of < self.few), ("Since", self.since, self.since.of < self.few)]


def skills_in_work(agent: Person, programme: Programme | None, reader: Person) -> list[InWork]:
    """As `reader` may know them. Read from the conversations each time: a handful of statements for each skill, and few
    are worked on at once."""
    if programme is None:
        return []
    now, other = clock.now(), reader if reader.pk != agent.pk else None
    rows = [(one, worked_on(one, programme, now, other)) for one in queries.focuses_of(agent.pk)[:3]]
    return [InWork(one, made.since.skill, made.before, made.since, programme.few) for one, made in rows if made]
