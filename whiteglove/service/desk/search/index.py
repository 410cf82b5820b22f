"""Write a ticket's searchable text, in the transaction that changed the ticket."""

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.statements import database
from whiteglove.service.desk.models import Message, MessageKind, SearchText, State, Tagging, Ticket

from . import postgres, sqlite
from .document import Document, buckets, marks, stream
from .files import APART, file_names

READ = ("kind", "new_text", "text", "quoted_text", "signature", "sender_name", "sender_address", "moved_from_id")
_said_in = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket).standing().order_by("at", "id").annotate(names=file_names())
    .values_list(*READ, "names")
)  # fmt: skip
_tags_of = Prepared(lambda ticket: Tagging.objects.filter(ticket=ticket).values_list("tag__name"))
_text_of = Prepared(
    lambda ticket: SearchText.objects.filter(ticket=ticket).defer(*(["words"] if engine() is postgres else []))
)


def engine():
    return postgres if database().vendor == "postgresql" else sqlite


def index(ticket: Ticket, new: bool = False, said: list[dict] | None = None) -> None:
    """A merged ticket leaves the index: its messages are found where they live now.

    `new`: it is in its first change and has no text or tags yet, so that mail intake is spared asking. `said`: its
    messages as `facts_about` gives them, if they are at hand.
    """
    old = None if new else _text_of.first(ticket.pk)
    known = (old.seq, old.words if engine() is sqlite else "") if old else None
    if ticket.state == State.MERGED:
        if known:
            engine().forget(ticket.pk, known)
        return
    doc = document(ticket, new, said)
    if old and old.at == doc.at:
        write(ticket.pk, doc, old.seq, known)
    else:
        engine().put_on_top(ticket.pk, doc.at, stream(doc), marks(doc), known)


def write(ticket_id: int, doc: Document, seq: int, known: tuple[int, str] | None) -> None:
    """In the place it has in the order of time."""
    words = engine().vector(stream(doc), [*marks(doc), *buckets(seq)])
    if known and known == (seq, words):
        return
    engine().put(ticket_id, seq, doc.at, words, known)


def facts_about(message: Message) -> dict:
    """What the index reads of a message. Its `files` are at hand, if it has any."""
    names = APART.join(file.name for file in getattr(message, "files", ()))
    return {name: getattr(message, name) for name in READ} | {"names": names}


def document(ticket: Ticket, new: bool = False, said: list[dict] | None = None) -> Document:
    """Three statements: the messages, the tags, the customer with their addresses; one for what was `said` just now."""
    if said is None:
        said = [dict(zip((*READ, "names"), row, strict=True)) for row in _said_in(ticket.pk)]
    customer = ticket.customer
    people = [customer.name, *(address.value for address in customer.reached_at)]
    people += [part for row in said if row["kind"] == MessageKind.INBOUND
               for part in (row["sender_name"], row["sender_address"])]  # fmt: skip
    return Document(
        number=ticket.pk,
        lane=ticket.team_id or 0,
        at=ticket.last_message_at or ticket.opened_at,
        state=ticket.state,
        kind=ticket.kind,
        priority=ticket.priority,
        channel=ticket.channel,
        form=ticket.place.address if ticket.place_id else "",
        assignee=ticket.assignee_id,
        escalated=ticket.escalated,
        people=list(dict.fromkeys(filter(None, people))),
        tags=[] if new else [name for (name,) in _tags_of(ticket.pk)],
        numbers=sorted({row["moved_from_id"] for row in said if row["moved_from_id"]}),
        texts=[ticket.subject, *texts(said)],
    )


def texts(said: list[dict]) -> list[str]:
    """New words only, because a quotation repeats an earlier message; the first one whole, it may be forwarded.

    A customer's signature holds their telephone number, say; under every mail the same, it counts once. After a
    message come the names of its files.
    """
    spoken = [row for row in said if row["kind"] != MessageKind.AUTOMATIC]
    found = [part for row in spoken for part in (row["new_text"] or row["text"], *(row["names"] or "").split(APART))]
    wrote = [row for row in said if row["kind"] == MessageKind.INBOUND]
    return [*filter(None, [*dict.fromkeys(row["signature"] for row in wrote), *_quoted_first(wrote)]), *found]


def _quoted_first(wrote: list[dict]) -> list[str]:
    return [wrote[0]["quoted_text"]] if wrote else []
