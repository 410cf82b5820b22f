"""The coach's whisper about a reply being written: what the page shows, with places as a browser counts them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from whiteglove.ground.people.models import Person
from whiteglove.ground.reader.masking import Secret, secrets
from whiteglove.ground.reader.reading import AGENT, Finding, Message, Reading
from whiteglove.ground.reader.wording import alternative, reason
from whiteglove.learning.standards.coach_situation import Known, here_now, known_of
from whiteglove.learning.standards.coaching import (
    SAD,
    Draft,
    Item,
    fault_in,
    good_places,
    key_of,
    missing,
)
from whiteglove.learning.standards.reader_in_force import InForce
from whiteglove.service.desk.models import Ticket

LONGEST = 20_000  # characters
GOOD, FAULT, SECRET = "good", "fault", "secret"
Place = Callable[[int], int]


@dataclass(frozen=True)
class Swap:
    """`text` for what stands from `start` to `end`, counted as a browser does."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Whisper:
    """`marks`: (start, end, good | fault | secret), in order. `key` names the fault, for waving it away."""

    marks: list[tuple[int, int, str]] = field(default_factory=list)
    why: str = ""
    key: str = ""
    instead: Swap | None = None
    missing: list[Item] = field(default_factory=list)
    masks: list[Swap] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of the numbers to mask


def whisper(
    ticket: Ticket, person: Person, text: str, caret: int | None = None, let_be: Collection[str] = ()
) -> Whisper:
    """About `text` as far as it is written. `caret`: where in it, as a browser counts. Nothing is kept of it."""
    here = here_now()
    # Asked with nothing yet when somebody begins to write: then all is ready by the first pause.
    known = known_of(ticket, person, here) if here else None
    if here is None or known is None or not text.strip():
        return Whisper(**_secret(secrets(text), utf16(text)))
    reading = here.read(Message(AGENT, text), known.conversation, closely=False)
    return of_reading(here, known, reading, caret, let_be)


def of_reading(here: InForce, known: Known, reading: Reading, caret: int | None, let_be: Collection[str]) -> Whisper:
    text = reading.message.text
    place = utf16(text)
    fault = fault_in(reading, None if caret is None else _from_utf16(text, caret), let_be)
    bad = [(fault.start, fault.end)] if fault else []
    found = secrets(text)
    secret = _secret(found, place)
    kept = bad + [(one.start, one.end) for one in found]
    good = [(place(start), place(end), GOOD) for start, end in good_places(reading, kept)]
    marks = good + [(place(start), place(end), FAULT) for start, end in bad] + secret.pop("marks")
    draft = Draft(reading.shown, tuple(one.text for one in reading.sentences))
    return Whisper(
        marks=sorted(marks),
        missing=missing(known.situation, draft, known.observed),
        **_spoken(here, known, reading, fault, place),
        **secret,
    )


def _spoken(here: InForce, known: Known, reading: Reading, fault: Finding | None, place: Place) -> dict:
    behaviour = here.reader.behaviours.get(fault.behaviour) if fault else None
    if fault is None or behaviour is None:
        return {}
    sentence = reading.sentences[fault.sentence]
    other = alternative(
        behaviour, reading.message.text, (fault.start, fault.end), (sentence.start, sentence.end),
        language=reading.language or "en", upset=bool(known.situation.feels & SAD),
        is_fault=lambda said: fault_in(here.read(Message(AGENT, said), known.conversation, closely=False)) is not None,
    )  # fmt: skip
    instead = Swap(place(other.start), place(other.end), other.text) if other else None
    return {"why": reason(behaviour, fault.quote), "key": key_of(fault.behaviour, fault.quote), "instead": instead}


def _secret(found: list[Secret], place: Place) -> dict:
    """What should be masked; it is looked for whether or not a reader is in force."""
    return {
        "marks": [(place(one.start), place(one.end), SECRET) for one in found],
        "masks": [Swap(place(one.start), place(one.end), one.masked) for one in found],
        "names": sorted({one.name for one in found}),
    }


def utf16(text: str) -> Place:
    """Places in `text` as JavaScript counts them: what lies beyond the first plane counts twice."""
    if text.isascii() or max(text) < "\U00010000":
        return lambda place: place
    return lambda place: len(text[:place].encode("utf-16-le")) // 2


def _from_utf16(text: str, place: int) -> int:
    if text.isascii() or max(text) < "\U00010000":
        return place
    return len(text.encode("utf-16-le")[: place * 2].decode("utf-16-le", "ignore"))
