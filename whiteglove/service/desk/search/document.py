"""A ticket as the index sees it: its words in order, and marks for everything a search may filter by. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .ask import form_mark, marks_of_day, tag_mark
from .words import words

# Nothing is found across the border between two messages.
BORDER = "@"
# The newest words win far beyond what anybody writes.
MOST_BYTES = 600_000
# PostgreSQL takes 1 MB a document: the bytes of each word once, and its places. So little text is never too much.
ROOM, SURELY_FITS = 1_000_000, 150_000
ENTRY, PLACE, MOST_PLACES = 6, 2, 256


@dataclass(frozen=True)
class Document:
    """`texts` in order, the oldest first; `people`: names and addresses of who wrote."""

    number: int
    lane: int
    at: datetime
    state: str = "open"
    kind: str = ""
    priority: str = "normal"
    channel: str = "email"
    form: str = ""
    assignee: int | None = None
    escalated: bool = False
    people: Iterable[str] = ()
    tags: Iterable[str] = ()
    numbers: Iterable[int] = ()
    texts: Iterable[str] = field(default_factory=list)


def marks(doc: Document) -> list[str]:
    found = ["@all", f"@lane{doc.lane}", f"@n{doc.number}", f"@is{doc.state}", f"@priority{doc.priority}"]
    found += [f"@kind{doc.kind}"] if doc.kind else []
    found += [f"@channel{doc.channel}"] if doc.channel != "email" else []
    found += [form_mark(doc.form)] if doc.form else []
    found += [f"@to{doc.assignee}"] if doc.assignee else ["@isunassigned"] if doc.state == "open" else []
    found += ["@isescalated"] if doc.escalated else []
    found += [tag_mark(tag) for tag in doc.tags] + [f"@n{number}" for number in doc.numbers]
    found += [f"@f{word}" for person in doc.people for word in words(person)]
    return list(dict.fromkeys([*found, *marks_of_day(doc.at.astimezone(UTC).date())]))


def stream(doc: Document) -> list[str]:
    """The words in reading order with a border between two texts; people's names and addresses are words too."""
    found: list[str] = []
    size = 0
    for text in [str(doc.number), *doc.people, *reversed(list(doc.texts))]:
        said = words(text[:MOST_BYTES])
        size += sum(map(len, said)) + len(said)
        if size > MOST_BYTES:
            said = said[: max(0, len(said) - (size - MOST_BYTES) // 4)]
        found += [*said, BORDER]
        if size > MOST_BYTES:
            break
    return found if size < SURELY_FITS else _that_fit(found)


def _that_fit(found: list[str]) -> list[str]:
    """As many of them, from the first on, as there is room for: other scripts take several bytes for a letter."""
    left, places = ROOM, dict.fromkeys(found, 0)
    for number, word in enumerate(found):
        if not places[word]:
            left -= len(word.encode()) + ENTRY
        places[word] += 1
        left -= PLACE if places[word] <= MOST_PLACES else 0
        if left < 0:
            return found[:number]
    return found


# Stretches of 512, 8,192 and 131,072 documents by recency, each with its mark.
GRAINS = ((9, "s"), (13, "m"), (17, "l"))


def buckets(seq: int) -> list[str]:
    """Marks of the stretches of recency a document lies in."""
    return [f"@{letter}{seq >> grain}" for grain, letter in GRAINS]
