"""A run as its pages show it: what was said with the words that did something, and why mood moved. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .engine.debrief import Debrief, Moment, annotated
from .engine.reasons import LOST_ITEMS, REASONS
from .engine.scoring import CAPS, DEEDS, MANNER, ORDER, OUTCOME, Item, items_of
from .engine.state import Run, Sentence, Turn
from .engine.weighing import FAULTS

Named = Mapping[str, Mapping[str, str]]
PARTS = {"outcome": ("What came of it", OUTCOME), "deeds": ("What was done", DEEDS),
         "manner": ("How it was said", MANNER), "order": ("In what order", ORDER)}  # fmt: skip
CAPPED = {
    "breach": "something protected was let out", "trap": "something did harm",
    "untrue": "something was said that wasn't so",
    "disowned": "something that you had done was said not to be done",
    "passed_on": "it was handed on and was ours to solve", "gave_up": "the customer gave up",
    "left": "you left while something was open",
    "guessed": "it was answered and done before they had told what it was about",
    "tried_out": "several things were done that nobody asked for, or with wrong values",
    "undone": "nothing of what was due at the desk was done",
    "misstated": "an amount or a number was said or written down that isn't the one of this matter",
    "denies": "nearly half of what was said is that something isn't so",
    "terse": "little was said beyond what was due",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """Words of ours; `tone`: good, fault or "" where they did nothing. `names`: what they show."""

    text: str
    tone: str = ""
    names: str = ""


@dataclass(frozen=True)
class Chip:
    name: str
    tone: str


@dataclass(frozen=True)
class Line:
    """One turn of ours with what it did, and what the customer said to it."""

    number: int
    pieces: tuple[Piece, ...]
    deeds: tuple[str, ...]
    chips: tuple[Chip, ...]
    did: tuple[str, ...]
    said: str
    mood: int
    by: int
    moment: Moment | None = None
    written: str = ""  # what its author wrote, where it was said in other words

    @property
    def fall(self) -> int:
        return -self.by


@dataclass(frozen=True)
class Part:
    name: str
    points: int
    most: int

    @property
    def share(self) -> int:
        return round(100 * self.points / self.most) if self.most else 0


def lines_of(run: Run, entries: Sequence[Mapping[str, Any]], told: Debrief, named: Named) -> list[Line]:
    """Turn by turn; the opening is the first."""
    moments = {one.turn: one for one in told.moments}
    telling = telling_of(run)
    texts = ("", *(one.get("text", "") for one in entries))
    return [
        Line(
            turn.number, pieces_of(texts[turn.number], turn.heard.sentences, telling, named),
            tuple(f"{one.do.replace('_', ' ')} {one.value}".strip() for one in turn.heard.deeds),
            chips_of(turn, telling, named), tuple(annotated(turn)), turn.told, turn.state.mood,
            sum(one.mood for one in turn.moves), moments.get(turn.number), turn.said if turn.voiced else "",
        )
        for turn in run.turns
    ]  # fmt: skip


def telling_of(run: Run) -> frozenset[str]:
    """The behaviours that this customer, or the score, minds."""
    items = items_of(run.case)
    return frozenset(REASONS).union(FAULTS, *(one.shown for one in items))


def chips_of(turn: Turn, telling: frozenset[str], named: Named) -> tuple[Chip, ...]:
    found = sorted(telling & turn.heard.shown.keys(), key=lambda one: (one not in FAULTS, one))
    chips = (Chip(name_of(one, named), "fault" if one in FAULTS else "good") for one in found)
    return tuple(dict.fromkeys(chips))


def name_of(behaviour: str, named: Named) -> str:
    return named.get(behaviour, {}).get("name") or behaviour.rpartition(".")[2].replace("_", " ")


def pieces_of(text: str, sentences: Sequence[Sentence], telling: frozenset[str], named: Named) -> tuple[Piece, ...]:
    """The text in pieces, each with what its words show. Joined they are the text again."""
    spans = [span for one in _places(text, sentences) for span in _spans(text, *one, telling)]
    cuts = sorted({0, len(text), *(cut for start, end, _ in spans for cut in (start, end))})
    made = []
    for start, end in pairwise(cuts):
        shown = sorted({one for first, last, one in spans if first <= start and end <= last})
        tone = "" if not shown else "fault" if FAULTS.keys() & set(shown) else "good"
        made.append(Piece(text[start:end], tone, ", ".join(dict.fromkeys(name_of(one, named) for one in shown))))
    return tuple(made)


def _places(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, Sentence]]:
    """Where each sentence begins; those that aren't found as they stand are left out."""
    found, begin = [], 0
    for one in sentences:
        at = text.find(one.text, begin)
        if at >= 0:
            found.append((at, one))
            begin = at + len(one.text)
    return found


def _spans(text: str, begin: int, sentence: Sentence, telling: frozenset[str]) -> list[tuple[int, int, str]]:
    spans = []
    for behaviour, quote in sentence.shown.items():
        words = quote.strip()
        at = text.find(words, begin, begin + len(sentence.text)) if words else -1
        if behaviour in telling and at >= 0:
            spans.append((at, at + len(words), behaviour))
    return spans


def parts_of(result: Mapping[str, Any]) -> list[Part]:
    """The parts of a score in points; without deeds due, the others count for more."""
    parts = result.get("parts", {})
    weight = sum(most for name, (_, most) in PARTS.items() if name in parts) or 1
    return [
        Part(label, round(100 * most * parts[name] / weight), round(100 * most / weight))
        for name, (label, most) in PARTS.items() if name in parts
    ]  # fmt: skip


def caps_of(result: Mapping[str, Any], parts: Sequence[Part]) -> list[str]:
    """Why there are no more points than these, where that cost any."""
    whole = sum(one.points for one in parts)
    return [f"No more than {CAPS[one]} points, because {CAPPED[one]}." for one in result.get("caps", ())
            if CAPS[one] < whole]  # fmt: skip


def missed_of(told: Debrief) -> list[tuple[str, str]]:
    """(what wasn't seen, what to try)."""
    return [(_capital(item), LOST_ITEMS[item.id]) for item, shown in told.score.items if not shown]


def shown_of(told: Debrief) -> list[str]:
    return [_capital(item) for item, shown in told.score.items if shown]


def _capital(item: Item) -> str:
    return f"{item.about[0].upper()}{item.about[1:]}"
