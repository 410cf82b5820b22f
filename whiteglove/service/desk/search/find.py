"""Search everything a person may see, newest conversation first."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce, NullIf, Substr

from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import NO_TEAM, Message, MessageKind, Ticket
from whiteglove.service.desk.queries import PAGE, Page, listed

from .ask import Question, understand
from .files import APART, file_names
from .index import engine
from .snippets import Piece, snippet

# For snippets: how many messages of a page's tickets, and how much of each.
MOST_LOOKED_AT = 200
LOOKED_INTO = 4_000


@dataclass(frozen=True)
class Hit:
    """A ticket, and the words around what was found: pieces of text, each found or not."""

    ticket: Ticket
    snippet: tuple[Piece, ...]


def find(person: Person, words: str, after: str = "", size: int = PAGE) -> Page:
    """`Page` of `Hit`. Never raises on anything typed; `after` is a page's `next`. See ask.py for what may be typed."""
    question = understand(words)
    if question.empty or not person.at_the_desk:
        return Page([])
    below = int(after) if is_number(after) else None
    found = engine().find(question, allowed(person), below, size + 1)
    return Page(hits([ticket for _, ticket in found[:size]], question), str(found[size - 1][0]) if found[size:] else "")


def allowed(person: Person) -> list[str]:
    """Marks of which a conversation must carry one to be found: the same rule as `Ticket.objects.visible_to`."""
    if person.role == "admin":
        return ["@all"]
    return [*(f"@lane{lane}" for lane in [NO_TEAM, *sorted(person.team_ids)]), f"@to{person.pk}"]


def hits(ids: list[int], question: Question) -> list[Hit]:
    tickets = listed(ids)
    said = texts_of(ids) if question.shown else {}
    return [
        Hit(tickets[pk], snippet([*said.get(pk, ()), tickets[pk].subject], question.shown) or shown(tickets[pk]))
        for pk in ids
        if pk in tickets
    ]


def shown(ticket: Ticket) -> tuple[Piece, ...]:
    return (Piece(ticket.preview, False),) if ticket.preview else ()


def texts_of(ids: list[int]) -> dict[int, list[str]]:
    """The newest messages of each ticket, the newest first, then the names of their files; a page's worth in one
    statement."""
    short = Substr(Coalesce(NullIf("new_text", Value("")), "text", output_field=TextField()), 1, LOOKED_INTO)
    rows = Message.objects.filter(ticket_id__in=ids).standing().exclude(kind=MessageKind.AUTOMATIC)
    found: dict[int, list[str]] = defaultdict(list)
    files: dict[int, list[str]] = defaultdict(list)
    for ticket, text, names in rows.order_by("-id").values_list("ticket_id", short, file_names())[:MOST_LOOKED_AT]:
        found[ticket].append(text)
        files[ticket] += (names or "").split(APART)
    return {ticket: [*texts, *files[ticket]] for ticket, texts in found.items()}
