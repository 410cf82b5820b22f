"""A person decides about a message nobody can be sure of, or that failed."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.channels.models import Outgoing

State = Outgoing.State
DECIDABLE = (State.UNCERTAIN, State.FAILED, State.BOUNCED)


def send_again(outgoing: Outgoing, *, by: Person | None, at: datetime) -> bool:
    """Queues it once more under the same Message-ID, so that mail programs show two copies as one.

    Goes to whoever didn't accept it; after a bounce or doubt to everybody. False if somebody decided before,
    or nobody is left to send it to: they were erased.
    """
    keep = {a: r for a, r in outgoing.results.items() if r["state"] == "accepted"}
    results = keep if outgoing.state == State.FAILED else {}
    return _decide(
        outgoing,
        Outgoing.objects.to_somebody().filter(state__in=DECIDABLE),
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
    doubtful = Outgoing.objects.filter(state=State.UNCERTAIN)
    return _decide(outgoing, doubtful, "message.marked_sent", by, at, state=State.SENT, sent_at=at)


def _decide(outgoing: Outgoing, open_: QuerySet, event: str, by: Person, at: datetime, **changes: object) -> bool:
    """`open_`: of which messages this can still be decided."""
    require(by, "channels.outgoing", outgoing)
    with transaction.atomic():
        decided = open_.filter(pk=outgoing.pk).update(**changes)
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
