"""Something done in the systems beside the desk, of which practice has none: it is said to be done."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import desk_queries
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Run, Sitting

LONGEST = 300


def do_deed(*, run: Run, by: Person, at: datetime, do: str, value: str = "") -> Event:
    """`do` is one of `desk_queries.beside`. The customer hears of it with the next answer."""
    theirs(run, by)
    if do not in desk_queries.beside(run.medium):
        raise Refused("Choose what you do.")
    with transaction.atomic():
        value = value.strip()[:LONGEST]
        facts = {"do": do, "value": value, "did": f"{do.replace('_', ' ')} {value}".strip()}
        return record("practice.did", subject=run.ticket, by=by, at=at, facts=facts, audience=run.topics)


def undo_deed(*, run: Run, by: Person, at: datetime, did: int) -> None:
    """As long as the customer hasn't heard of it."""
    theirs(run, by)
    with transaction.atomic():
        sitting = Sitting.objects.select_for_update(of=("self",)).get(run=run)
        found = Event.objects.about(run.ticket).named("practice.did").filter(pk=did).first()
        if found is None:
            raise Http404
        if sitting.heard >= did:
            raise Refused("The customer knows of it already.")
        record("practice.undid", subject=run.ticket, by=by, at=at, audience=run.topics,
               facts={"did": did, "what": found.facts["did"]})  # fmt: skip


def theirs(run: Run, by: Person) -> None:
    require(by, "practice.play", run)
    if run.person_id != by.pk or run.ticket_id is None:
        raise Http404
    if not run.is_open:
        raise Refused("This conversation is over.")
