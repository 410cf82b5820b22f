"""Take everything along: a conversation, or all a person may see, as JSON lines, streamed."""

import csv
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import StringIO

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, QuerySet

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require

from .models import Attachment, Commitment, Message, Ticket
from .queries import promises

CHUNK = 200
TICKET = (
    "id", "subject", "state", "kind", "priority", "complex", "channel", "opened_at", "changed_at", "solved_at",
    "customer_id", "customer__name", "team__name", "assignee__name", "merged_into_id", "place__address",
)  # fmt: skip
MESSAGE = (
    "id", "ticket_id", "kind", "at", "author__name", "sender_name", "sender_address", "to", "cc", "text", "new_text",
    "quoted_text", "html", "language", "message_id", "in_reply_to", "references", "explanation", "undone_at",
    "bounced_at", "moved_from_id",
)  # fmt: skip
FILE = ("message_id", "name", "type", "size", "blob_id", "content_id")
COMMITMENT = (
    "id", "ticket_id", "message_id", "promise", "kind", "phone", "tries", "who", "person__name", "words",
    "condition", "due_words", "due_at",
    "state", "offered_at", "confirmed_at", "ended_at",
)  # fmt: skip
EVENT = ("id", "name", "at", "by_id", "facts")


def export_conversation(ticket: Ticket, person: Person, files: bool = True) -> Iterator[str]:
    """Lines of JSON, each ending in a line feed: the ticket, its messages, their files (base64), what happened."""
    require(person, "desk.export", ticket)
    return lines_of([ticket.pk], files)


def export_all(person: Person, files: bool = False) -> Iterator[str]:
    """Every conversation this person may see, a few hundred at a time, never all in memory."""
    require(person, "desk.export")
    return _everything(person, files)


def _everything(person: Person, files: bool) -> Iterator[str]:
    last = 0
    while ids := list(
        Ticket.objects.visible_to(person).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        yield from lines_of(ids, files)
        last = ids[-1]


def lines_of(ids: list[int], files: bool) -> Iterator[str]:
    tickets = Ticket.objects.filter(pk__in=ids).order_by("pk")
    tags = dict.fromkeys(ids, ())
    for pk, name in tickets.filter(taggings__isnull=False).values_list("pk", "taggings__tag__name"):
        tags[pk] = (*tags[pk], name)
    for row in tickets.values(*TICKET):
        yield _line("ticket", row | {"tags": sorted(tags[row["id"]])})
    messages = Message.objects.filter(ticket_id__in=ids).order_by("ticket_id", "at", "id")
    for row in messages.values(*MESSAGE).iterator(CHUNK):
        yield _line("message", row)
    for file in Attachment.objects.filter(message__ticket_id__in=ids).select_related("blob").iterator(20):
        row = {name: getattr(file, name) for name in FILE}
        yield _line("file", row | ({"content": b64encode(file.blob.content).decode()} if files else {}))
    for row in rows_of(Commitment.objects.filter(ticket_id__in=ids).order_by("ticket_id", "id")):
        yield _line("commitment", row)
    events = Event.objects.filter(subject_type="ticket", subject_id__in=ids).order_by("subject_id", "id")
    for row in events.values(*EVENT, "subject_id").iterator(CHUNK):
        yield _line("event", row)


def rows_of(promises: QuerySet[Commitment]) -> Iterator[dict]:
    """Promises as rows; "what" says of every line which kind it is, so what was promised is the "promise"."""
    return promises.annotate(promise=F("what")).values(*COMMITMENT).iterator(CHUNK)


def promises_of(person: Person, whose: str, state: str, csv_: bool = False, *, calls: bool = False) -> Iterator[str]:
    """The promises of a list this person sees, as lines of JSON or CSV."""
    require(person, "desk.export")
    rows = rows_of(promises(person, whose=whose, state=state, calls=calls).order_by("due_at", "id"))
    return _sheet(rows) if csv_ else (_line("commitment", row) for row in rows)


def _sheet(rows: Iterator[dict]) -> Iterator[str]:
    yield cells(COMMITMENT)
    for row in rows:
        yield cells([row[name] for name in COMMITMENT])


def cells(values: Iterable[object]) -> str:
    """One line of CSV. What a spreadsheet would take for a formula gets an apostrophe before it."""
    line = StringIO()
    shown = (
        value.isoformat() if hasattr(value, "isoformat") else "" if value is None else str(value) for value in values
    )
    csv.writer(line).writerow(f"'{one}" if one[:1] in tuple("=+-@\t") else one for one in shown)
    return line.getvalue()


def _line(what: str, row: dict) -> str:
    return json.dumps({"what": what} | row, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n"
