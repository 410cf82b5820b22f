"""After a run: what was said with what it did, where mood turned, one thing to keep, one to try, and from where."""

from dataclasses import dataclass

from .reasons import ENDINGS, LOST_ITEMS, advice, reason
from .scoring import Score, score
from .state import Move, Run, Turn
from .survey import Survey, survey

TURNED = 6  # points of mood that make a turn
MOST_TURNS = 3
GRAVE = ("breach", "trap", "untrue", "disowned", "passed_on", "misstated")


@dataclass(frozen=True)
class Moment:
    """Where mood turned: the turn, by how much, and the moves that did it."""

    turn: int
    by: int
    why: tuple[str, ...]
    quote: str = ""

    @property
    def fall(self) -> int:
        return -self.by


@dataclass(frozen=True)
class Advice:
    """`turn`: from where it can be played again; 0 from the beginning."""

    says: str
    turn: int = 0
    quote: str = ""


@dataclass(frozen=True)
class Golden:
    """The same customer, served well: how long it took, and how mood went."""

    turns: int
    moods: tuple[int, ...]
    total: int
    instead: str = ""


@dataclass(frozen=True)
class Debrief:
    ending: str
    score: Score
    survey: Survey
    turns: tuple[Turn, ...]
    moments: tuple[Moment, ...]
    keep: Advice
    attempt: Advice
    never_told: tuple[str, ...]
    open: tuple[str, ...]
    moods: tuple[int, ...]
    golden: Golden | None


def debrief(run: Run, golden: Run | None = None) -> Debrief:
    case, scored = run.case, score(run)
    attempt = _attempt(run, scored)
    return Debrief(
        ending=ENDINGS[run.ending], score=scored, survey=survey(run), turns=run.turns, moments=_moments(run),
        keep=_keep(run, scored), attempt=attempt, moods=_moods(run),
        never_told=tuple(one.about for one in case.known_facts if one.id not in run.state.known),
        open=tuple(case.about(one) for one in run.state.open),
        golden=_golden(run, golden, attempt.turn) if golden else None,
    )  # fmt: skip


def annotated(turn: Turn) -> list[str]:
    """In words, what this turn of ours did: one line a move, the greatest first."""
    moved = sorted(turn.moves, key=lambda one: -abs(one.mood))
    return list(dict.fromkeys(f"{_signed(one.mood)} {_why(one)}" for one in moved))


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "−") if number else "±0"


def _why(move: Move) -> str:
    about = f": {move.about}" if move.about else ""
    quote = f" (“{move.quote.strip()}”)" if move.quote.strip() else ""
    return f"{reason(move.kind)}{about}{quote}"


def _moments(run: Run) -> tuple[Moment, ...]:
    """The turns in which mood moved most, in their order."""
    turned = [(sum(one.mood for one in turn.moves), turn) for turn in run.turns]
    great = sorted((one for one in turned if abs(one[0]) >= TURNED), key=lambda one: (-abs(one[0]), one[1].number))
    return tuple(
        Moment(turn.number, by, *_causes(turn, by))
        for by, turn in sorted(great[:MOST_TURNS], key=lambda one: one[1].number)
    )


def _causes(turn: Turn, by: int) -> tuple[tuple[str, ...], str]:
    way = sorted((one for one in turn.moves if one.mood * by > 0), key=lambda one: -abs(one.mood))
    return tuple(dict.fromkeys(_why(one) for one in way[:3])), next((one.quote for one in way if one.quote), "")


def _keep(run: Run, scored: Score) -> Advice:
    good = [(one.mood + one.trust, -turn.number, one, turn) for turn in run.turns for one in turn.moves if one.mood > 0]
    if good:
        _, _, move, turn = max(good, key=lambda one: one[:2])
        return Advice(f"Keep this: {_why(move)}.", turn.number, move.quote)
    shown = next((item for item, there in scored.items if there), None)
    return Advice(
        f"Keep this: whoever serves well {shown.about}, and you did." if shown else "You went through with it."
    )


def _attempt(run: Run, scored: Score) -> Advice:
    """The one thing that would have changed most: grave slips, then the worst move, then what was missing."""
    bad = [
        (one.kind not in GRAVE, one.mood * 2 + one.trust + 4 * one.patience, turn.number, one, turn)
        for turn in run.turns for one in turn.moves if advice(one.kind) and (one.mood < 0 or one.kind in GRAVE)
    ]  # fmt: skip
    if bad:
        *_, move, turn = min(bad, key=lambda one: one[:3])
        return Advice(f"{_sentence(_why(move))} {advice(move.kind)}", turn.number, move.quote)
    missing = next((item for item, there in scored.items if not there), None)
    if missing:
        return Advice(LOST_ITEMS[missing.id], 1 if missing.first else max(1, len(run.turns) - 1))
    return Advice("Try the same customer with another seed, or a harder one.")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _moods(run: Run) -> tuple[int, ...]:
    return tuple(one.state.mood for one in run.turns)


def _golden(run: Run, golden: Run, turn: int) -> Golden:
    """`instead`: what a good play said at about the same place in the matter."""
    before = set(run.turns[max(0, turn - 1)].state.known)
    there = next((one for one in golden.turns[1:] if not set(one.state.known) <= before), golden.turns[-1])
    return Golden(len(golden.turns) - 1, _moods(golden), score(golden).total, there.heard.text)
