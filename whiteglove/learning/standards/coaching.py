"""What the coach whispers about a reply being written: one fault, what is still missing, what is good. No database.

A whisper is short and never a judgement. Nothing is said about the first few words, and nothing about a sentence that
may still turn around ("I can't do that, but …") while it is being written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from whiteglove.ground.reader.reading import Finding, Reading
from whiteglove.learning.standards.findings import LONGEST_QUOTE

MOST = 3
WIDEST = 90  # characters: a longer line under words says nothing
QUOTED = 44  # characters of a question that are quoted
# The gravest first: of several faults the writer sees one.
FAULTS = (
    "fault.blame", "fault.dismissive", "fault.argues", "fault.doubt", "fault.not_my_job", "fault.policy", "fault.cant",
    "fault.overfamiliar", "fault.curt", "fault.passes_on", "fault.jargon", "fault.negative",
)  # fmt: skip
# Whether they are faults shows only with the end of the sentence, or with the next one.
OPEN_ENDED = {"fault.cant", "fault.negative", "fault.curt", "fault.policy"}
WAY_ON = {"alternative", "offers_options", "offers_help", "recommendation", "commitment", "compensation", "ownership"}
GOOD = {
    "greeting", "empathy", "apology", "reassurance", "reflection", "ownership", "timeline", "offers_options",
    "alternative", "thanks", "patience_thanks", "welcome", "name_used", "summary", "next_steps", "anything_else",
    "compensation", "advantage", "comprehension_check", "agreement_check", "follow_up_scheduled", "done",
    "positive_language", "well_wish",
}  # fmt: skip
SAD = {"emotion.angry", "emotion.frustrated", "emotion.disappointed", "emotion.worried"}
WRONGED = SAD - {"emotion.worried"}
PROMISES = {
    "commitment",
    "working",
    "coordination",
    "escalation",
    "progress_update",
    "vague_time",
    "process_explanation",
}
AHEAD = {
    "next_steps", "commitment", "instruction", "question", "question.open", "question.closed", "follow_up_scheduled",
    "offers_options", "agreement_check", "ownership", "working",
}  # fmt: skip
DATED = {"timeline", "follow_up_scheduled"}
ANSWERS_REQUEST = {"commitment", "done", "limitation", "fault.cant", "offers_options", "positive_language", "working"}


@dataclass(frozen=True)
class Situation:
    """`feels`, `asked`: emotions and questions in what the customer said since our last answer."""

    channel: str = "email"
    name: str = ""
    first: bool = True
    feels: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    solved: bool = False
    signed: bool = False
    known: frozenset[str] = frozenset()  # what our earlier answers showed


@dataclass(frozen=True)
class Draft:
    """`shown` behaviours, `sentences` of the reply as far as it is written."""

    shown: frozenset[str] = frozenset()
    sentences: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(len(one.split()) for one in self.sentences)


@dataclass(frozen=True)
class Item:
    id: str
    text: str


Asks = Callable[[Situation, Draft], str]


@dataclass(frozen=True)
class _Rule:
    """`asks` gives the words for what is missing, "" when nothing is. Silent before `after` words are written."""

    id: str
    by: frozenset[str]
    asks: Asks
    after: int = field(default=8)


def missing(around: Situation, draft: Draft, observed: Collection[str] = ()) -> list[Item]:
    """At most three things, the worthiest first.

    `observed`: behaviours that the steps of the pack's process look for, or none to go by; others aren't missed.
    """
    found = []
    for rule in RULES:
        wanted = not observed or not rule.by or rule.by & set(observed)
        if wanted and draft.words >= rule.after and not rule.by & draft.shown and (text := rule.asks(around, draft)):
            found.append(Item(rule.id, text))
    return found[:MOST]


def _when(around: Situation, draft: Draft) -> str:
    return "when" if draft.shown & PROMISES else ""


def _next(around: Situation, draft: Draft) -> str:
    return "" if around.solved or draft.shown & AHEAD else "the next step"


def _answer(around: Situation, draft: Draft) -> str:
    open_ones = [one for one in around.asked if not answers(one, draft)]
    return f"an answer to “{short(open_ones[0])}”" if open_ones else ""


def _greeting(around: Situation, draft: Draft) -> str:
    return "a greeting" if around.channel == "email" or around.first else ""


def _name(around: Situation, draft: Draft) -> str:
    fits = around.name and (around.channel == "email" or around.first)
    return f"{around.name}’s name" if fits else ""


def _farewell(around: Situation, draft: Draft) -> str:
    return "a closing line" if around.channel == "email" and not around.signed else ""


RULES = (
    _Rule("understanding", frozenset({"empathy", "reflection", "reassurance"}),
          lambda around, draft: "a word of understanding" if around.feels & SAD else ""),
    _Rule("apology", frozenset({"apology"}), lambda around, draft: "an apology" if around.feels & WRONGED else ""),
    _Rule("answer", frozenset(), _answer, 6),
    _Rule("when", frozenset(DATED), _when, 5),
    _Rule("next", frozenset(), _next, 12),
    _Rule("greeting", frozenset({"greeting", "welcome", "name_used"}), _greeting, 3),
    _Rule("name", frozenset({"name_used"}), _name, 5),
    _Rule("who", frozenset({"self_introduction"}),
          lambda around, draft: "who you are" if around.channel != "email" and around.first else "", 3),
    _Rule("else", frozenset({"anything_else", "satisfaction_check"}),
          lambda around, draft: "anything else?" if around.solved and around.channel != "email" else "", 4),
    _Rule("farewell", frozenset({"farewell", "well_wish"}), _farewell, 25),
)  # fmt: skip


_WHEN = re.compile(r"\b(?:when|how (?:long|soon)|what time|wann|quand|cuándo|quando|combien de temps)\b", re.I)
_MUCH = re.compile(r"\bhow (?:much|many)\b|\b(?:combien|cuánto|quanto|wie ?viel)", re.I)
_REQUEST = re.compile(r"^\W*(?:can|could|would|will|please|may)\b", re.I)
_YES_NO = re.compile(r"^\W*(?:yes|no|of course|certainly|sure|absolutely|indeed|unfortunately|i'm afraid)\b", re.I)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(  # words that link nothing
    re.findall(
        r"\w+",
        "about after again also another anything because been before being both could does doing done even "
        "every from have here into just know like more much must need only other please really said same "
        "should some soon still such tell than thank thanks that their them then there these they thing this "
        "time until very want well were what when where which while will with would yours your yourself ",
    )
)


def answers(question: str, draft: Draft) -> bool:
    """Whether the draft seems to take the question up. In doubt it does: a whisper too few is better."""
    if _WHEN.search(question):
        return bool(draft.shown & DATED)
    said = " ".join(draft.sentences)
    if _MUCH.search(question):
        return any(map(str.isdigit, said)) or bool(_stems(question) & _stems(said))
    if _REQUEST.search(question) and draft.shown & ANSWERS_REQUEST:
        return True
    if any(_YES_NO.search(one) for one in draft.sentences):
        return True
    stems = _stems(question)
    return not stems or bool(stems & _stems(said))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in (found.lower() for found in _WORD.findall(text[:4000])) if word not in _COMMON}


def short(question: str) -> str:
    """A question as it is quoted: its end where it is long, because that is where people ask."""
    words = " ".join(question.split())
    if len(words) <= QUOTED:
        return words
    return "… " + words[-QUOTED:].partition(" ")[2]


def fault_in(reading: Reading, caret: int | None = None, let_be: Collection[str] = ()) -> Finding | None:
    """The one fault to speak of: the gravest, of these the first. `let_be`: keys the writer has waved away."""
    found = [
        one for one in reading.findings if one.behaviour in FAULTS and key_of(one.behaviour, one.quote) not in let_be
    ]
    standing = [one for one in found if not _may_turn(reading, one, caret)]
    return min(standing, key=lambda one: (FAULTS.index(one.behaviour), one.start), default=None)


def key_of(behaviour: str, quote: str) -> str:
    """Names a fault by its kind and a digest of its words, wherever they stand: "fault.blame:1f…"."""
    return f"{behaviour}:{sha256(quote.strip()[:LONGEST_QUOTE].lower().encode()).hexdigest()[:16]}"


def _may_turn(reading: Reading, fault: Finding, caret: int | None) -> bool:
    if fault.behaviour not in OPEN_ENDED:
        return False
    sentence = reading.sentences[fault.sentence]
    # "No" is a whole sentence only when somebody has ended it.
    unfinished = caret is not None and sentence.start <= caret <= sentence.end and sentence.text[-1:] not in ".!?…"
    near = reading.in_sentence(fault.sentence) | reading.in_sentence(fault.sentence + 1)
    return unfinished or (fault.behaviour in ("fault.cant", "fault.negative") and bool(near & WAY_ON))


_BARE = re.compile(r"[ ,]{0,2}")


def good_places(reading: Reading, apart_from: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where the draft does well, joined where places touch, without what is marked otherwise."""
    made: list[tuple[int, int]] = []
    found = [one for one in reading.findings if one.behaviour in GOOD and 0 < one.end - one.start <= WIDEST]
    spans = sorted((one.start, one.end) for one in found)
    for start, end in spans:
        if any(start < other[1] and other[0] < end for other in apart_from):
            continue
        if made and (start <= made[-1][1] or _BARE.fullmatch(reading.message.text, made[-1][1], start)):
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
