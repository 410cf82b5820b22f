"""Read what customers wrote and what we replied, once by each reader; raise what a supervisor may want to hear."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_all
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Conversation
from whiteglove.ground.reader.reading import Message as Said
from whiteglove.ground.reader.reading import Reading as Read
from whiteglove.learning.standards.findings import answered, kept_of
from whiteglove.learning.standards.models import Reading
from whiteglove.learning.standards.models.reading import emotion_of
from whiteglove.learning.standards.queries import answers_to, text_of
from whiteglove.learning.standards.reader_in_force import InForce, in_force
from whiteglove.service.desk.models import Message, MessageKind, Ticket

from .let_be import answer_as_let_be
from .raise_signals import raise_signals

BEFORE = 8  # messages before the one that is read


def unread(version: str = "") -> QuerySet[Message]:
    """Inbound messages and replies without a reading; with `version`, those whose latest isn't by that reader, though
    it may have read them before another did. Never notes."""
    readings = Reading.objects.filter(message=OuterRef("pk"))
    readings = readings.filter(version=version).counting() if version else readings
    return readable().filter(~Exists(readings))


def readable() -> QuerySet[Message]:
    said = Q(kind=MessageKind.INBOUND, flags=[]) | Q(kind=MessageKind.REPLY)
    return Message.objects.filter(said, undone_at__isnull=True)


def tickets_to_read(again: bool = False) -> list[int]:
    """Ids of tickets with messages to read (`again`: also what the reader in force wasn't the last to read), the latest
    first."""
    here = in_force()
    if here is None:
        return []
    waiting = unread(here.version if again else "").values("ticket_id").distinct()
    return list(waiting.order_by("-ticket_id").values_list("ticket_id", flat=True))


def read_ticket(*, ticket: int, at: datetime, again: bool = False) -> int:
    """Read what has none yet (`again`: what the reader in force wasn't the last to read) and keep it. Returns how many
    messages.

    Whatever runs twice finds nothing left to do. Without behaviours in force nothing is read.
    """
    here = in_force()
    if here is None:
        return 0
    found = _unread_again(here.version, ticket) if again else _unread(ticket)
    waiting = [pk for (pk,) in found]
    if not waiting:
        return 0
    said, new = _with_those_before(ticket, waiting), set(waiting)
    made = [(one, _read(here, said, place)) for place, one in enumerate(said) if one.pk in new]
    return keep(here, ticket, made, at)


def _near(ticket: int) -> QuerySet[Message]:
    return readable().filter(ticket=ticket).select_related("customer", "author", "ticket__customer")


_unread = Prepared(lambda ticket: unread().filter(ticket=ticket).in_order().values_list("pk"))
_unread_again = Prepared(lambda version, ticket: unread(version).filter(ticket=ticket).in_order().values_list("pk"))
_at = Prepared(lambda pk: Message.objects.filter(pk=pk).values_list("at"))
_earlier = Prepared(
    lambda ticket, at, same, first: (
        _near(ticket).filter(Q(at__lt=at) | Q(at=same, pk__lt=first)).order_by("-at", "-id")[:BEFORE]
    )
)
_later = Prepared(
    lambda ticket, at, same, first: _near(ticket).filter(Q(at__gt=at) | Q(at=same, pk__gte=first)).in_order()
)


def _with_those_before(ticket: int, waiting: list[int]) -> list[Message]:
    """The messages to read and as many before the first of them as a reading looks at, in order."""
    first, (at,) = waiting[0], _at(waiting[0])[0]
    return [*_earlier(ticket, at, at, first)[::-1], *_later(ticket, at, at, first)]


def _read(here: InForce, said: Sequence[Message], place: int) -> Read:
    return here.read(as_said(said[place]), around(said[: place + 1]))


def around(said: Sequence[Message]) -> Conversation:
    """What is known around the last of these messages, those before it included."""
    last = said[-1]
    names = {last.ticket.customer.name, *(one.sender_name for one in said if one.is_inbound)}
    return Conversation(
        messages=[as_said(one) for one in said[-BEFORE - 1 : -1]],
        customer_names=sorted(filter(None, names)),
        agent_names=sorted({one.author.name for one in said if one.author_id}),
        channel=last.ticket.goes_on_by,
    )


def as_said(message: Message) -> Said:
    side = CUSTOMER if message.is_inbound else AGENT
    return Said(side, text_of(message), message.at, message.language.partition("-")[0])


def keep(here: InForce, ticket: int, made: Iterable[tuple[Message, Read]], at: datetime) -> int:
    """One transaction: rows, signals, a nudge for open pages. What was erased or taken back meanwhile is left out."""
    with transaction.atomic():
        now = Ticket.every.select_for_update(of=("self",)).get(pk=ticket)
        made = {one.pk: (one, read) for one, read in made}
        # Locked, so that an erasure either finds the reading or is found by it.
        standing = {one.pk: one for one in readable().select_for_update(of=("self",)).filter(pk__in=list(made))}
        same = {pk: pair for pk, pair in made.items() if pk in standing and text_of(standing[pk]) == text_of(pair[0])}
        done = _make_room(list(same), here.version)
        new = [pair for pk, pair in same.items() if pk not in done]
        rows = [_row(here, message, read, at) for message, read in new]
        answer_as_let_be(ticket=ticket, read=list(zip((message for message, _ in new), rows, strict=True)))
        count = insert_all(rows, if_new=True)
        if count:
            raise_signals(ticket=now, readings=rows, at=at)
            record("reading.kept", subject=f"reading:{ticket}", by=None, at=at, audience=now.topics,
                   facts={"messages": count})  # fmt: skip
    return count


def _make_room(messages: list[int], version: str) -> set[int]:
    """Those that this reader was the last to read. What it read before another did is removed, so that its new reading
    is the latest; and a message sounds as its latest reading says."""
    earlier = Reading.objects.filter(message__in=messages)
    last = dict(earlier.order_by("id").values_list("message", "version"))
    done = {message for message, one in last.items() if one == version}
    if other := last.keys() - done:
        earlier.filter(message__in=other, version=version).delete()
        earlier.filter(message__in=other).update(emotion="")
    return done


def _row(here: InForce, message: Message, read: Read, at: datetime) -> Reading:
    sentences, findings = kept_of(read)
    findings = answered(findings, sentences, text_of(message), answers_to(message.pk))
    return Reading(
        message_id=message.pk, version=here.version, revision_id=here.revision_id, language=read.language[:12],
        sentences=sentences, findings=findings, emotion=emotion_of(findings) if message.is_inbound else "", at=at,
    )  # fmt: skip
