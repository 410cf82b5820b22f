"""What a judge looks at, and what it says: a verdict, a share of the points, a reason, the words that show it. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .fitting import Fitting
from .scorecard import ProcessStep
from .transcript import Facts, Found, Line, Transcript

MET, PARTLY, MISSED, NOT_APPLICABLE, CANT_TELL = "met", "partly", "missed", "na", "unknown"
VERDICTS = {MET: "Met", PARTLY: "Partly", MISSED: "Missed", NOT_APPLICABLE: "Doesn't apply", CANT_TELL: "Can't tell"}
EVIDENCE = 4  # quotations of each item; more proves nothing further
LONGEST = 300


@dataclass(frozen=True)
class Quote:
    """Words that show it: text[start:end] of the message. `line` counts from 0, `message` is its number at the desk."""

    line: int
    message: int
    start: int
    end: int
    words: str
    behaviour: str = ""


@dataclass(frozen=True)
class Judgement:
    """`share`: 0 to 1 of the item's points, None where it doesn't count."""

    verdict: str
    share: float | None
    why: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Case:
    """All that a judge looks at."""

    talk: Transcript
    facts: Facts
    fit: Fitting
    steps: Mapping[str, ProcessStep] = field(default_factory=dict)


Judge = Callable[[Case, Any], Judgement]


def quote(line: Line, one: Found) -> Quote:
    return Quote(line.number, line.message, one.start, one.end, one.quote[:LONGEST], one.behaviour)


def quote_of(line: Line, place: int) -> Quote:
    start, end = line.spans[place]
    return Quote(line.number, line.message, start, end, line.text[start:end][:LONGEST])


def judged(share: float | None, why: str, quotes: Sequence[Quote] = ()) -> Judgement:
    if share is None:
        return Judgement(CANT_TELL, None, why, tuple(quotes[:EVIDENCE]))
    verdict = MET if share >= 0.8 else MISSED if share <= 0.2 else PARTLY
    apart = {(one.line, one.start, one.words): one for one in reversed(quotes)}
    return Judgement(verdict, round(share, 3), why, tuple([*apart.values()][::-1][:EVIDENCE]))


def nothing(why: str) -> Judgement:
    return Judgement(NOT_APPLICABLE, None, why)
