"""Work off what arrived: parse, filter, file. One message is one transaction."""

import logging
import traceback
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record, together
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import instant, update_to
from whiteglove.ground.lib.statements import count_of, database
from whiteglove.service.channels import backoff, claims, filing, filters, lanes, queries, registry
from whiteglove.service.channels.actions.forget import forget_arrivals
from whiteglove.service.channels.actions.note_bounce import note_bounce
from whiteglove.service.channels.contract import Filed, InboundMessage
from whiteglove.service.channels.models import Arrival, Outgoing

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
BATCH = 25
MOST_TRIES = len(backoff.FILING) + 1


_with_ids = Prepared(lambda ids: _held().filter(pk__in=ids).order_by("id"))
_waiting = Prepared(
    lambda at: Arrival.objects.pending(at).filter(tries__lt=MOST_TRIES).order_by("due_at", "id")
    .values_list("pk", "tries")[:BATCH]
)  # fmt: skip
_in_hand = Prepared(lambda: Arrival.objects.unfinished().exclude(claimed_by="").values_list("pk", "claimed_by"))
_hopeless = Prepared(lambda at: Arrival.objects.pending(at).filter(tries__gte=MOST_TRIES))


class Taken(Exception):
    """Another worker dealt with it meanwhile."""


def process(arrival_id: int, at: datetime) -> Arrival:
    """Files one arrival now, if it is waiting and nobody else holds it; returns it as it then is."""
    claim = claims.new()
    if _claim([arrival_id], claim, at):
        _work_off(_held().get(pk=arrival_id), at)
    return _held().get(pk=arrival_id)


def drain(at: datetime | None = None, limit: int = 500) -> int:
    """Works off everything that is due (at `at`, or as the clock goes on); returns how many were taken in hand.

    Fresh messages are claimed a few at a time. One that was tried before is claimed alone, so that a message
    that kills its worker can't take others along.
    """
    release_the_dead(at or clock.now())
    done = 0
    while done < limit and (batch := _claim_batch(at or clock.now())):
        for arrival in batch:
            _work_off(arrival, at or clock.now())
        done += len(batch)
    return done


def release_the_dead(at: datetime) -> None:
    """Frees what a killed process of this machine held, and gives up on what killed too many."""
    for pk, claim in _in_hand():
        if claims.is_dead(claim):
            Arrival.objects.unfinished().filter(pk=pk, claimed_by=claim).update(claimed_by="", due_at=at)
    for arrival in _hopeless(at):
        _keep_failure(arrival, "Its worker stopped every time it was tried.", at)


def _held():
    return Arrival.objects.select_related("account__team", "raw")


def _claim(ids: list[int], claim: str, at: datetime) -> int:
    """Takes those of them that are `pending` and not hopeless; returns how many."""
    here = database()
    sql = (
        "UPDATE channels_arrival SET claimed_by = %s, due_at = %s, tries = tries + 1 "
        "WHERE state IN ('stored', 'failed') AND due_at <= %s AND tries < %s "
        f"AND id IN ({', '.join(['%s'] * len(ids))})"
    )
    return count_of(sql, [claim, instant(at + LEASE, here), instant(at, here), MOST_TRIES, *ids], here)


def _claim_batch(at: datetime) -> list[Arrival]:
    rows = _waiting(at)
    fresh = [pk for pk, tries in rows if tries == 0] or [pk for pk, _ in rows[:1]]
    if not fresh:
        return []
    claim = claims.new()
    _claim(fresh, claim, at)
    held = [arrival for arrival in _with_ids(fresh) if arrival.claimed_by == claim]
    # An empty hand means that another worker was quicker: look again.
    return held or _claim_batch(at)


def _work_off(arrival: Arrival, at: datetime) -> None:
    try:
        _settle(arrival, at)
    except Taken:
        log.info("arrival %s was settled by another worker", arrival.pk)
    except Exception as error:
        # A poison message never stops the rest: whatever it raises is kept beside it.
        log.warning("arrival %s could not be filed: %s", arrival.pk, error)
        lanes.drop_broken_connection()
        _keep_failure(arrival, _said(error), at)


def _settle(arrival: Arrival, at: datetime) -> None:
    anyway = arrival.outcome.get("anyway", False)
    if not anyway and (verdict := filters.too_large(arrival.raw.size)):
        with transaction.atomic():
            _finish(arrival, Arrival.State.SET_ASIDE, verdict.reason, {})
        return
    inbound = understand(arrival, at)
    # `_finish` ends either way by a conditional update: if another worker has it by now, all of this is undone.
    with transaction.atomic(), together():
        pace = filters.pace_of(inbound, at)
        verdict = None if anyway else filters.judge(arrival, inbound, pace)
        if verdict:
            _set_aside(arrival, inbound, verdict, at)
        else:
            _file(arrival, filters.with_noise(inbound, pace), at)


def understand(arrival: Arrival, at: datetime) -> InboundMessage:
    """The parsed message, in the mailbox it belongs to; no transaction is open meanwhile."""
    driver = registry.driver(arrival.kind)
    inbound = driver.parse(arrival.raw.content, envelope=arrival.envelope, at=at)
    arrival.account = arrival.account or _route(arrival, inbound)
    if arrival.account:
        inbound = driver.in_mailbox(inbound, arrival.account)
    arrival.sender, arrival.subject = storable(inbound.sender.address.lower(), 254), storable(inbound.subject, 200)
    return inbound


def storable(text: str, length: int) -> str:
    """Text that every database takes: no NUL, no lone surrogates, cut to fit."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:length]


def _route(arrival: Arrival, inbound: InboundMessage):
    """By envelope first, then by the header; a message that names none of ours goes to the default mailbox."""
    named = [*arrival.envelope.get("to", []), *(p.address for p in (*inbound.to, *inbound.cc))]
    return queries.account_for(named, arrival.kind) or queries.default_account(arrival.kind)


def _set_aside(arrival: Arrival, inbound: InboundMessage, verdict: filters.Verdict, at: datetime) -> None:
    """A report on a message whose customer was erased names them and quotes it, so nothing of it is kept."""
    # Locked, so that an erasure either finds the report or is found by it.
    about = Outgoing.objects.select_for_update().filter(pk=verdict.facts.get("outgoing")).first()
    if verdict.bounced:
        note_bounce(verdict.bounced, inbound, at=at)
    _finish(arrival, Arrival.State.SET_ASIDE, verdict.reason, verdict.facts)
    if about and about.names_nobody:
        forget_arrivals(ids=[arrival.pk])


def _file(arrival: Arrival, inbound: InboundMessage, at: datetime) -> None:
    filed = _conducted(arrival, inbound)
    outcome = {"ticket": filed.ticket_id, "message": filed.message_id, "action": filed.action, "why": list(filed.why)}
    _finish(
        arrival, Arrival.State.FILED, "", outcome | ({"warnings": list(inbound.warnings)} if inbound.warnings else {})
    )
    record(
        "message.arrived",
        subject=arrival,
        by=None,
        at=at,
        facts={"arrival": arrival.pk, "account": arrival.account_id, **outcome} | {"flags": asdict(inbound.flags)},
    )


def _conducted(arrival: Arrival, inbound: InboundMessage) -> Filed:
    """Filed by the room above; a channel with conversations of its own holds the conversation meanwhile."""
    driver, file = registry.driver(arrival.kind), filing.filer(arrival.kind)
    return driver.conduct(inbound, arrival, file) if "conversations" in driver.abilities else file(inbound, arrival)


def _finish(arrival: Arrival, state: str, reason: str, outcome: dict) -> None:
    settled = {"state": state, "reason": reason, "outcome": outcome, "error": "", "due_at": None, "claimed_by": ""}
    found_out = {"account": arrival.account_id, "sender": arrival.sender, "subject": arrival.subject}
    # The instance stays, because the caller needs its claim if the transaction fails after all.
    if not update_to(arrival, settled | found_out, state=arrival.state, claimed_by=arrival.claimed_by):
        raise Taken


def _keep_failure(arrival: Arrival, error: str, at: datetime) -> None:
    due = backoff.next_try(arrival.tries, at, backoff.FILING)
    with transaction.atomic():
        held = Arrival.objects.unfinished().filter(pk=arrival.pk, claimed_by=arrival.claimed_by)
        kept = held.update(
            state=Arrival.State.FAILED,
            error=error,
            due_at=due,
            claimed_by="",
            sender=arrival.sender,
            subject=arrival.subject,
        )
        if kept and due is None:
            record("mail.given_up", subject=arrival, by=None, at=at, audience="admin", facts={"error": error[-400:]})


def _said(error: Exception) -> str:
    """What went wrong and where, short enough for a page and for a row; without NULs for PostgreSQL."""
    text = "".join(traceback.format_exception(error))
    return storable(f"{type(error).__name__}: {error}"[:500] + f"\n\n{text[-3000:]}", 4000)
