"""Remove for good what messages said and whom they named; that there were some stays."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, Q

from whiteglove.service.channels.models import Arrival, Blob, ChatFile, ChatLine, ChatSession, ChatVisitor, Outgoing
from whiteglove.service.channels.models.arrival import ERASED as GONE

State = Outgoing.State
CHUNK = 500


def forget_arrivals(*, ids: Iterable[int], senders: Iterable[str] = ()) -> int:
    """Raw bytes, sender and subject of these arrivals, and of any other from these addresses. Returns how many.

    The dedupe key stays: the same mail, delivered again, mustn't come back as a new one.
    """
    with transaction.atomic():
        found = Arrival.objects.filter(pk__in=list(ids)) | Arrival.objects.filter(sender__in=list(senders))
        rows = list(found.values_list("pk", "raw_id"))
        nothing = Blob.objects.keep(b"")
        for some in _chunks([pk for pk, _ in rows]):
            Arrival.objects.filter(pk__in=some).update(
                raw=nothing.sha256, sender="", subject="", envelope={}, outcome={}, error="", reason=GONE, due_at=None,
                state=Arrival.State.SET_ASIDE,
            )  # fmt: skip
        drop_unused({raw for _, raw in rows})
    return len(rows)


def empty_arrival(arrival: Arrival) -> None:
    """While it is being filed: nothing of what it said is kept, and that it came stays."""
    raw, nothing = arrival.raw_id, Blob.objects.keep(b"")
    Arrival.objects.filter(pk=arrival.pk).update(raw=nothing.sha256, envelope={})
    arrival.sender = arrival.subject = ""
    drop_unused({raw})


def forget_outgoings(*, ids: Iterable[int]) -> int:
    """What we wrote and to whom, and the reports on it; what hasn't left yet never will. Returns how many."""
    with transaction.atomic():
        rows = dict(Outgoing.objects.filter(pk__in=list(ids)).values_list("pk", "raw_id"))
        for some in _chunks(sorted(rows)):
            found = Outgoing.objects.filter(pk__in=some)
            found.filter(state=State.QUEUED).update(state=State.CANCELLED, claimed_by="")
            found.update(
                to=[], cc=[], bcc=[], subject="", text="", html="", headers={}, attachments=[], results={}, error="",
                in_reply_to="", references=[], raw=None,
            )  # fmt: skip
        _forget_reports(rows)
        drop_unused({raw for raw in rows.values() if raw})
    return len(rows)


def forget_recipients(*, ids: Iterable[int], named: Callable[[str], bool], at: datetime) -> int:
    """Take the addresses that are `named` out of these messages, which were for others too. Returns how many had one.

    The bytes that left, or were to leave, name every recipient: they go, and are made anew if it is still to be sent.
    """
    with transaction.atomic():
        rows = Outgoing.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
        found = [one for one in rows if any(map(named, one.everybody))]
        raw = {one.raw_id for one in found if one.raw_id}
        for one in found:
            _take_out(one, named, at)
        _forget_reports({one.pk for one in found})
        drop_unused(raw)
    return len(found)


def _take_out(outgoing: Outgoing, named: Callable[[str], bool], at: datetime) -> None:
    for field in ("to", "cc", "bcc"):
        setattr(outgoing, field, [row for row in getattr(outgoing, field) if not named(row[1])])
    outgoing.results = {address: said for address, said in outgoing.results.items() if not named(address)}
    outgoing.error, outgoing.raw = "", None
    if outgoing.state == State.QUEUED and outgoing.names_nobody:
        outgoing.state, outgoing.claimed_by = State.CANCELLED, ""
    elif outgoing.state == State.QUEUED and outgoing.claimed_by:
        # Whoever has it in hand would write to all: they lose it, and it is tried anew.
        outgoing.claimed_by, outgoing.due_at = "", at
    outgoing.save(update_fields=["to", "cc", "bcc", "results", "error", "raw", "state", "claimed_by", "due_at"])


def forget_ids(*, ids: Iterable[int], gone: Collection[str]) -> None:
    """Message-IDs of somebody's mails out of what our later mails to others say they follow."""
    rows = Outgoing.objects.filter(pk__in=list(ids)).only("in_reply_to", "references")
    for one in rows:
        kept = [reference for reference in one.references if reference not in gone]
        parent = "" if one.in_reply_to in gone else one.in_reply_to
        if (kept, parent) != (one.references, one.in_reply_to):
            Outgoing.objects.filter(pk=one.pk).update(references=kept, in_reply_to=parent)


def _forget_reports(outgoings: Collection[int]) -> None:
    """Delivery reports quote what they are about, and name whom it didn't reach."""
    told = Arrival.objects.filter(state=Arrival.State.SET_ASIDE, outcome__has_key="outgoing")
    about = told.values_list("pk", "outcome__outgoing")
    forget_arrivals(ids=[pk for pk, outgoing in about.iterator() if outgoing in outgoings])


def drop_unused(digests: Iterable[str]) -> None:
    """Delete blobs that nothing points at any more: no row by its key, and nothing a room `holds` in another way."""
    with transaction.atomic():
        # Locked before anybody is asked, as `Blob.objects.hold` does before it is written down.
        wanted = (
            Blob.objects.select_for_update().filter(pk__in=list(digests)).order_by("pk").values_list("pk", flat=True)
        )
        unused = set(wanted)
        for holds in _holders:
            unused -= holds(unused)
        for blob in Blob.objects.filter(pk__in=unused).defer("stored"):
            _drop(blob)


def _drop(blob: Blob) -> None:
    try:
        with transaction.atomic():
            blob.delete()
    except ProtectedError:
        # The same bytes belong to somebody else's message too.
        pass


def hold_chats(*, sessions: Collection[int]) -> None:
    """Lock these chats and who said them, as a visitor does who says something: from now on nothing comes in."""
    visitors = ChatVisitor.objects.filter(sessions__in=sessions).values("pk")
    held = ChatVisitor.objects.select_for_update().filter(pk__in=visitors).order_by("pk")
    theirs = [pk for (pk,) in held.values_list("pk")]
    list(ChatSession.objects.select_for_update().filter(visitor__in=theirs).order_by("pk").values_list("pk"))


def forget_chats(*, sessions: Collection[int]) -> int:
    """What was said in these chats, and by their visitors in one that isn't filed yet; visitors who have no other.
    Returns how many lines.

    Whoever still has the page open begins as somebody new.
    """
    with transaction.atomic():
        visitors = set(ChatSession.objects.filter(pk__in=sessions).values_list("visitor", flat=True))
        forgotten = ChatSession.objects.filter(Q(pk__in=sessions) | Q(visitor__in=visitors, ref=""))
        numbers = set(forgotten.values_list("pk", flat=True))
        files = ChatFile.objects.filter(line__session__in=numbers)
        digests = set(files.values_list("blob_id", flat=True))
        files.delete()
        said = ChatLine.objects.filter(session__in=numbers)
        forget_outgoings(ids=[pk for pk in said.values_list("letter", flat=True) if pk])
        lines = said.delete()[0]
        drop_unused(digests)
        _forget_waiting(numbers)
        ChatSession.objects.filter(pk__in=numbers).delete()
        ChatVisitor.objects.filter(pk__in=visitors, sessions=None).delete()
    return lines


def _forget_waiting(sessions: Collection[int]) -> None:
    """Lines that aren't filed yet: nobody is their sender until they are."""
    waiting = Arrival.objects.unfinished().filter(kind="chat").values_list("pk", "envelope")
    forget_arrivals(ids=[pk for pk, envelope in waiting.iterator() if envelope.get("session") in sessions])


Holds = Callable[[Collection[str]], set[str]]
_holders: list[Holds] = []


def holder(holds: Holds) -> Holds:
    """A room that names blobs otherwise than by a foreign key says here which of these digests it still needs."""
    _holders.append(holds)
    return holds


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
