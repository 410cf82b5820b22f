"""Hand queued messages to the other side, never twice.

queued -> handing_over (persisted before the message ends) -> sent. A worker that dies before handing over leaves
a queued row, which is tried again. One that dies after it leaves `uncertain`, which only a person resolves.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels import backoff, claims, lanes, registry
from whiteglove.service.channels.actions.capture import capture, is_demo
from whiteglove.service.channels.actions.health import note_health
from whiteglove.service.channels.contract import (
    Health,
    Receipt,
    SendCancelled,
    SendLater,
    SendRefused,
    SendUncertain,
)
from whiteglove.service.channels.models import Blob, Outgoing

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
State = Outgoing.State
_whole = Prepared(lambda pk: Outgoing.objects.select_related("account", "raw", "by").filter(pk=pk))
_due = Prepared(
    lambda at, account: Outgoing.objects.due(at).filter(account=account).order_by("due_at", "id").values_list("pk")
)
_named = Prepared(lambda pk: Outgoing.objects.select_for_update().only("to", "cc", "bcc").filter(pk=pk))


def deliver_due(at: datetime | None = None, limit: int = 100, account_id: int | None = None) -> int:
    """Tries everything that is due (at `at`, or as the clock goes on), in order; returns how many were tried.

    By the clock each message is claimed at its own time: a slow server would outlive the lease of a common one.
    """
    return sum(_tried(pk, at or clock.now()) is not None for pk in _waiting(at or clock.now(), account_id)[:limit])


def _waiting(at: datetime, account_id: int | None) -> list[int]:
    """What is due, in order."""
    if account_id is not None:
        return [pk for (pk,) in _due(at, account_id)]
    return list(Outgoing.objects.due(at).order_by("due_at", "id").values_list("pk", flat=True))


def deliver(outgoing_id: int, at: datetime) -> Outgoing | None:
    """One try at one message, as it then is; None if it isn't due or another worker has it."""
    if (outgoing := _tried(outgoing_id, at)) is not None:
        outgoing.refresh_from_db()
    return outgoing


def _tried(outgoing_id: int, at: datetime) -> Outgoing | None:
    claim = claims.new()
    taken = (
        Outgoing.objects.due(at)
        .filter(pk=outgoing_id)
        .update(claimed_by=claim, due_at=at + LEASE, tries=F("tries") + 1)
    )
    if not taken:
        return None
    outgoing = _whole(outgoing_id)[0]
    try:
        _try(outgoing, at)
    except SendCancelled:
        log.info("outgoing %s was taken back", outgoing.pk)
    return outgoing


def sweep_abandoned(at: datetime) -> int:
    """Marks as uncertain what a worker was handing over when it died; frees what it had only claimed."""
    for row in Outgoing.objects.filter(state=State.QUEUED).exclude(claimed_by=""):
        if claims.is_dead(row.claimed_by):
            Outgoing.objects.filter(pk=row.pk, state=State.QUEUED, claimed_by=row.claimed_by).update(
                claimed_by="", due_at=at
            )
    handing = Outgoing.objects.filter(state=State.HANDING_OVER).select_related("account")
    lost = [o for o in handing if claims.is_dead(o.claimed_by) or (o.claimed_until and o.claimed_until <= at)]
    for outgoing in lost:
        if in_house(outgoing):
            _ours(outgoing).update(state=State.QUEUED, due_at=at, claimed_by="", claimed_until=None)
            continue
        _conclude(outgoing, State.UNCERTAIN, at, error="The sender stopped while the message was being handed over.")
    return len(lost)


def _try(outgoing: Outgoing, at: datetime) -> None:
    """Everything that can go wrong, and what it means for the message."""
    try:
        raw = _rendered(outgoing, at)
        receipt = _hand(outgoing, raw, at)
    except SendCancelled:
        raise
    except SendUncertain as error:
        _conclude(outgoing, State.UNCERTAIN, at, error=str(error))
    except SendRefused as error:
        _conclude(outgoing, State.FAILED, at, error=str(error))
    except SendLater as error:
        note_health(outgoing.account, Health("smtp", False, str(error)), at=at)
        _retry(outgoing, str(error), at)
    except Exception as error:
        log.exception("outgoing %s could not be sent", outgoing.pk)
        lanes.drop_broken_connection()
        _retry(outgoing, f"{type(error).__name__}: {error}", at)
    else:
        if not in_house(outgoing):
            note_health(outgoing.account, Health("smtp", True, "Mail is going out."), at=at)
        _answered(outgoing, receipt, at)


def in_house(outgoing: Outgoing) -> bool:
    """It stays in this database, so nothing about it is ever in doubt."""
    return "in_house" in registry.driver(outgoing.account.kind).abilities


def _rendered(outgoing: Outgoing, at: datetime) -> bytes:
    """The bytes that leave: made once, kept, and the same at every try. Nothing is kept of what was taken back.

    What stays in the house is kept as it is handed over (`_hand_over`): somebody looks at the chat it goes to.
    """
    if outgoing.raw:
        return outgoing.raw.content
    raw = registry.driver(outgoing.account.kind).render(outgoing, at)
    if in_house(outgoing):
        return raw
    with transaction.atomic():
        outgoing.raw = Blob.objects.keep(raw)
        if not _ours(outgoing).update(raw=outgoing.raw):
            raise SendCancelled
    return raw


def _hand(outgoing: Outgoing, raw: bytes, at: datetime) -> Receipt:
    hand_over = _hand_over(outgoing, raw, at)
    if is_demo() and not in_house(outgoing):
        hand_over()
        return capture(outgoing, raw, at=at)
    return registry.driver(outgoing.account.kind).send(outgoing, raw, hand_over=hand_over)


def _hand_over(outgoing: Outgoing, raw: bytes, at: datetime) -> Callable[[], None]:
    """What the driver calls right before the point of no return; in the house inside the transaction that keeps it."""

    def persist() -> None:
        ours = Outgoing.objects.filter(pk=outgoing.pk, state=State.QUEUED, claimed_by=outgoing.claimed_by)
        kept = {} if outgoing.raw_id else {"raw": Blob.objects.keep(raw)}
        if not ours.update(state=State.HANDING_OVER, claimed_until=at + LEASE, **kept):
            raise SendCancelled

    return persist


def _answered(outgoing: Outgoing, receipt: Receipt, at: datetime) -> None:
    """Every recipient's answer is kept; those told to wait are tried again, the others never."""
    said = {a: {"state": "accepted", "answer": ""} for a in receipt.accepted}
    said |= {a: {"state": "refused", "answer": answer} for a, answer in receipt.refused.items()}
    said |= {a: {"state": "later", "answer": answer} for a, answer in receipt.later.items()}
    outgoing.results = outgoing.results | said
    wrong = "; ".join(f"{a}: {s['answer']}" for a, s in outgoing.results.items() if s["state"] != "accepted")
    if outgoing.still_to_reach:
        _retry(outgoing, wrong, at)
    elif any(s["state"] == "accepted" for s in outgoing.results.values()):
        _conclude(outgoing, State.SENT, at, error=wrong)
    else:
        _conclude(outgoing, State.FAILED, at, error=wrong)


def _retry(outgoing: Outgoing, error: str, at: datetime) -> None:
    due = backoff.next_try(outgoing.tries, at, backoff.SENDING)
    reached = any(s["state"] == "accepted" for s in outgoing.results.values())
    with transaction.atomic():
        error = _without_the_erased(outgoing, error)
        if due is None or not outgoing.still_to_reach:
            _conclude(outgoing, State.SENT if reached else State.FAILED, at, error=error)
            return
        _ours(outgoing).update(
            state=State.QUEUED, due_at=due, claimed_by="", claimed_until=None, error=error[:2000],
            results=outgoing.results,
        )  # fmt: skip


EVENTS = {State.SENT: "message.sent_out", State.FAILED: "message.failed", State.UNCERTAIN: "message.uncertain"}


def _conclude(outgoing: Outgoing, state: str, at: datetime, *, error: str = "") -> None:
    """The end of a message's way, with the one event that says so."""
    with transaction.atomic():
        error = _without_the_erased(outgoing, error)
        refused = [a for a, s in outgoing.results.items() if s["state"] != "accepted"]
        ended = _ours(outgoing).update(
            state=state,
            error=error[:2000],
            results=outgoing.results,
            claimed_by="",
            claimed_until=None,
            sent_at=at if state == State.SENT else None,
        )
        if ended:
            record(
                EVENTS[state],
                subject=outgoing.ref,
                by=None,
                at=at,
                audience=outgoing.account.audience,
                facts={"outgoing": outgoing.pk, "error": error[:400], "refused": refused},
            )


def _without_the_erased(outgoing: Outgoing, error: str) -> str:
    """Locks the row: whoever was erased from it while the server had it is written nowhere again, nor what was said.

    Returns the error as it may be kept; inside a transaction.
    """
    now = _named(outgoing.pk)[0]
    erased = set(outgoing.everybody) - set(now.everybody)
    outgoing.to, outgoing.cc, outgoing.bcc = now.to, now.cc, now.bcc
    outgoing.results = {a: said for a, said in outgoing.results.items() if a not in erased}
    return "" if erased or outgoing.names_nobody else error


def _ours(outgoing: Outgoing):
    """The row while we still hold it, in hand or being handed over; a bounce may have been quicker."""
    return Outgoing.objects.filter(
        pk=outgoing.pk, state__in=[State.QUEUED, State.HANDING_OVER], claimed_by=outgoing.claimed_by
    )
