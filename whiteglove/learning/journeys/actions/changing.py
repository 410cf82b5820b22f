"""What every verb of this room does: look who may, lock the row, change it, tell whose journey it is."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.models import Application, Evidence
from whiteglove.learning.journeys.models.judged import State
from whiteglove.learning.journeys.rules import Journey
from whiteglove.learning.requirements.saying import listed
from whiteglove.service.desk.errors import Refused

T = TypeVar("T", Application, Evidence)
ENOUGH = 40  # characters, below which nobody can judge


def journey() -> Journey:
    found = queries.journey()
    if found is None:
        raise Refused("No journey is offered: the packs in force bring none.")
    return found


def review(by: Person, whose: Person) -> None:
    """Whoever decides about somebody looks after them, and isn't they."""
    require(by, "journeys.review", whose)
    if by.pk == whose.pk:
        raise Refused("Somebody else decides about your own journey.")


def said(words: str, ask: str, longest: int = 4000, least: int = 1) -> str:
    """What was written, in one shape. Refused with `ask` where it is too little."""
    found = words.replace("\r\n", "\n").replace("\x00", "").strip()[:longest]
    if len(found) < least:
        raise Refused(ask)
    return found


def locked(row: T) -> T:
    return type(row).objects.select_for_update(of=("self",)).select_related("person").get(pk=row.pk)


def undecided(row: T, by: Person) -> T:
    """Locked, waiting, and open to this reviewer."""
    found = locked(row)
    if not found.is_waiting:
        raise Refused("Somebody decided on it meanwhile.")
    return taken_back_by(found, by)


def taken_back_by(row: T, by: Person) -> T:
    """Not by whoever decided first where a second look opened it again: that would be deciding too."""
    if by.pk in queries.not_again(row):
        raise Refused("You decided on it once, and it is looked at again: somebody else decides now.")
    return row


def other_hands(by: Person, whose: Person) -> dict[str, bool]:
    """Two who decide about each other: somebody else does, where there is anybody. Where there isn't, the log says so
    for good: what it is told besides."""
    others = queries.in_turn(whose, by)
    if others:
        names = listed([one.first_name for one in others], "or")
        raise Refused(f"{whose.first_name} decided about you before, so {names} decides about {whose.first_name}.")
    return {"each_other": True} if others is not None else {}


def settle_on(row: Application | Evidence, state: State, reason: str, by: Person | None, at: datetime | None) -> None:
    row.state, row.reason, row.decided_by, row.decided_at = state, reason, by, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def tell(name: str, subject: Model, person: int, by: Person | None, at: datetime, **facts: object) -> None:
    """Ids and numbers: what somebody wrote isn't told."""
    record(name, subject=subject, by=by, at=at, facts={"person": person} | facts,
           audience=f"person:{person}")  # fmt: skip
