"""What the verbs of this room have in common: words in one shape, whom an event is told."""

from datetime import datetime

from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused, Stale

MEANWHILE = (
    "This was changed meanwhile, by somebody else or in another window, so yours isn't saved yet. Save again if it "
    "should take the other's place."
)


def said(words: str, ask: str, longest: int, least: int = 1) -> str:
    """What was written, in one shape and no longer than that. Refused with `ask` where it is too short."""
    found = storable(one_line_end(words)).strip()[:longest].rstrip()
    if len(found) < least:
        raise Refused(ask)
    return found


def one_at_a_time(person: Person) -> None:
    """Two windows of theirs don’t do the same at the same moment. Inside a transaction; rows that point to them may be
    made meanwhile, or somebody who accepts and somebody who asks would wait for each other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def refuse_unseen(seen: str, now: str, new: str) -> None:
    """`seen`: the mark of the words a form was opened with, "" where nobody asks. Stale if others stand there `now`,
    unless they are the `new` ones themselves."""
    if seen and now not in (seen, new):
        raise Stale(MEANWHILE)


def tell(name: str, subject: Model, whom: int, by: Person | None, at: datetime, **facts: object) -> None:
    """To the one person it concerns besides whoever did it."""
    record(name, subject=subject, by=by, at=at, facts={"person": whom} | facts, audience=f"person:{whom}")
