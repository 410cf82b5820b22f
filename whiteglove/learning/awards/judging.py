"""From scores to a result. Pure: numbers in, places out.

Each score is 1 to 5 for each criterion; a judge's total is their mean by the weights of the rubric. A nomination's mark
is the mean of its judges' totals, the spread their standard deviation. With `standardised`, each judge who scored three
or more has their totals moved to the mean and spread of all scores: the strict and the generous count the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev

LEAST, MOST = 1, 5
ENOUGH_TO_STANDARDISE = 3
Totals = Mapping[int, Mapping[int, float]]  # {judge: {nomination: total}}

AWARDED, NOBODY, TOO_FEW = "awarded", "nobody", "too_few"
OUTCOMES = {
    AWARDED: "Awarded", NOBODY: "Not awarded: none reached the mark it asks for",
    TOO_FEW: "No result: too few judges had no conflict",
}  # fmt: skip


def told(outcome: str, put_forward: int) -> str:
    """What came of a category, in words; "" before the results."""
    return "Nobody was put forward" if outcome == NOBODY and not put_forward else OUTCOMES.get(outcome, "")


@dataclass(frozen=True)
class Mark:
    """`heaviest`: the mean of the criterion that weighs most. `place`: 1 is the best; the same for a tie."""

    nomination: int
    mean: float
    spread: float
    middle: float
    heaviest: float
    judges: int
    place: int = 0


@dataclass(frozen=True)
class Outcome:
    """`winners`: more than one where a tie holds through all its rules; then they share it."""

    how: str
    marks: tuple[Mark, ...]
    winners: tuple[int, ...] = ()


def total(scores: Mapping[str, int], weights: Mapping[str, int]) -> float:
    return sum(scores[name] * weight for name, weight in weights.items()) / sum(weights.values())


def standardised(totals: Totals) -> dict[int, dict[int, float]]:
    every = [one for each in totals.values() for one in each.values()]
    mean, spread = (fmean(every), pstdev(every)) if every else (0.0, 0.0)
    return {judge: _moved(given, mean, spread) for judge, given in totals.items()}


def _moved(given: Mapping[int, float], mean: float, spread: float) -> dict[int, float]:
    if len(given) < ENOUGH_TO_STANDARDISE:
        return dict(given)
    own, middle = pstdev(given.values()), fmean(given.values())
    if own < 1e-9:  # the same for all: nothing but how generous they are
        return dict.fromkeys(given, mean)
    return {name: mean + spread * (one - middle) / own for name, one in given.items()}


def judged(
    nominations: Sequence[int],
    totals: Totals,
    heaviest: Totals,
    *,
    least_judges: int,
    least_mark: float,
    standardise: bool = False,
) -> Outcome:
    """`totals` and `heaviest` hold only scores that count: without conflicts, of nominations that stand.

    A category has a result once each of its nominations has enough judges: nobody loses because too few looked.
    Equal means (to a hundredth) are told apart by the median, then by the heaviest criterion, then by nothing.
    """
    counted = standardised(totals) if standardise else totals
    marks = [_mark(one, counted, heaviest) for one in nominations]
    if not marks:
        return Outcome(NOBODY, ())
    if any(one.judges < least_judges for one in marks):
        return Outcome(TOO_FEW, tuple(marks))
    ordered = sorted(marks, key=_key, reverse=True)
    placed = tuple(_at(one, 1 + sum(_key(each) > _key(one) for each in ordered)) for one in ordered)
    winners = tuple(one.nomination for one in placed if one.place == 1 and round(one.mean, 2) >= least_mark)
    return Outcome(AWARDED if winners else NOBODY, placed, winners)


def _mark(nomination: int, totals: Totals, heaviest: Totals) -> Mark:
    found = [each[nomination] for each in totals.values() if nomination in each]
    if not found:
        return Mark(nomination, 0.0, 0.0, 0.0, 0.0, 0)
    heavy = [each[nomination] for each in heaviest.values() if nomination in each]
    return Mark(nomination, fmean(found), pstdev(found), median(found), fmean(heavy), len(found))


def _key(one: Mark) -> tuple[float, float, float]:
    return round(one.mean, 2), round(one.middle, 2), round(one.heaviest, 2)


def _at(one: Mark, place: int) -> Mark:
    return Mark(one.nomination, one.mean, one.spread, one.middle, one.heaviest, one.judges, place)
