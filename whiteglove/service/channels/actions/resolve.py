"""A person decides about a message nobody can be sure of, or that failed."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.channels.models import Outgoing

State = Outgoing.State
DECIDABLE = (State.UNCERTAIN, State.FAILED, State.BOUNCED)


def send_again(outgoing: Outgoing, *, by: Person | None, at: datetime) -> bool:
    """Queues it once more under the same Message-ID, so that mail programs show two copies as one.

    Goes to whoever didn't accept it; after a bounce or doubt to everybody. False if somebody decided before.
    """
    keep = {a: r for a, r in outgoing.results.items() if r["state"] == "accepted"}
    results = keep if outgoing.state == State.FAILED else {}
    return _decide(
        outgoing,
        DECIDABLE,
        "message.requeued",
        by,
        at,
        state=State.QUEUED,
        due_at=at,
        tries=0,
        error="",
        results=results,
        claimed_by="",
    )


def mark_sent(outgoing: Outgoing, *, by: Person | None, at: datetime) -> bool:
    """Somebody found out that it did arrive."""
    return _decide(outgoing, (State.UNCERTAIN,), "message.marked_sent", by, at, state=State.SENT, sent_at=at)


def _decide(outgoing: Outgoing, states: tuple, event: str, by: Person, at: datetime, **changes: object) -> bool:
    require(by, "channels.outgoing", outgoing)
    with transaction.atomic():
        decided = Outgoing.objects.filter(pk=outgoing.pk, state__in=states).update(**changes)
        if decided:
            record(
                event,
                subject=outgoing.ref,
                by=by,
                at=at,
                audience=outgoing.account.audience,
                facts={"outgoing": outgoing.pk},
            )
    return bool(decided)
