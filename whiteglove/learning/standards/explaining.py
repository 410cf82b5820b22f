"""Why the reader says so: how a finding was decided, and which sentences of the pack come nearest to it."""

from dataclasses import dataclass

from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Finding, Sentence
from whiteglove.ground.reader.reading import Message as Said
from whiteglove.ground.reader.reading import Reading as Read
from whiteglove.ground.reader.rungs import CALIBRATED, NAMES, RETRAINED
from whiteglove.service.desk.models import Message

from .findings import PERSON, Found
from .models import Reading
from .queries import behaviours, text_of
from .reader_in_force import in_force

LEARNT = "It reads like sentences that show it, by all that was learnt from labelled conversations."
HOW = {
    "rule": "Its words are among the patterns that show it.",
    "added": LEARNT,
    "model": LEARNT,
    NAMES[CALIBRATED]: "The reader's word, weighed by your team's answers.",
    NAMES[RETRAINED]: "It reads like sentences your team says show it.",
    PERSON: "Somebody of your team found it, not the reader.",
}


@dataclass(frozen=True)
class Why:
    """`like`, `unlike`: the nearest exemplar and counterexample; "" where nothing compares sentences."""

    about: str
    how: str
    like: str = ""
    unlike: str = ""


def why(message: Message, behaviour: str, start: int) -> Why | None:
    """Of a finding in the sentence that begins at `start`; None where nothing like it was found. Makes the reader if
    this process has none: a second, and 50 ms for the sentences of a behaviour nobody has asked about yet."""
    reading = Reading.objects.filter(message=message).order_by("-id").first()
    found = _found(reading, behaviour, start) if reading else None
    if found is None:
        return None
    about = behaviours().get(behaviour, {"about": ""})["about"]
    like, unlike = _nearest(message, reading, found)
    return Why(about, HOW.get(found["rung"], ""), like, unlike)


def _found(reading: Reading, behaviour: str, start: int) -> Found | None:
    mine = (one for one in reading.findings if one["behaviour"] == behaviour)
    return next((one for one in mine if reading.sentences[one["sentence"]][0] == start), None)


def _nearest(message: Message, reading: Reading, found: Found) -> tuple[str, str]:
    here = in_force()
    if here is None or found["behaviour"] not in here.reader.behaviours:
        return "", ""
    text, (start, end) = text_of(message), reading.sentences[found["sentence"]]
    one = Finding(found["behaviour"], 0, found["start"], found["end"], found["quote"], found["score"], found["rung"])
    alone = Read(
        Said(CUSTOMER if message.is_inbound else AGENT, text), reading.language,
        (Sentence(start, end, text[start:end]),), (one,),
    )  # fmt: skip
    with here.lock:
        [told] = here.reader.explained(alone).findings
    return told.exemplar, told.counterexample
