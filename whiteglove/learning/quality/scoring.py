"""From a scorecard and a conversation to points: each item with its verdict, its words and its reason. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .fitting import Fitting, Like
from .judgement import MISSED, NOT_APPLICABLE, PARTLY, Case, Judgement, Quote
from .judging import JUDGES
from .scorecard import Item, Scorecard, Section
from .transcript import AGENT, Facts, Transcript

BONUS = 5.0  # points that all bonuses together may add
DECIDED = "Decided after a dispute."
SHARE_OF = {"met": 1.0, "partly": 0.5, "missed": 0.0}


@dataclass(frozen=True)
class Scored:
    """An item, judged. `points` of `of`; both 0 where it doesn't count."""

    item: str
    section: str
    name: str
    verdict: str
    share: float | None
    why: str
    quotes: tuple[Quote, ...]
    points: float
    of: float
    bonus: bool = False


@dataclass(frozen=True)
class SectionScore:
    """`score`: 0 to 100; None where nothing in it could be judged."""

    id: str
    name: str
    score: float | None
    failed: bool = False


@dataclass(frozen=True)
class Result:
    """`total`: 0 to 100; None where nobody answered or nothing could be judged. `limited`: items that held it down."""

    card: str
    total: float | None
    sections: tuple[SectionScore, ...]
    items: tuple[Scored, ...]
    limited: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()


def score(
    card: Scorecard, talk: Transcript, facts: Facts, like: Like | None = None, decided: Mapping[str, str] | None = None
) -> Result:
    """`like`: likeness of meaning between sentences, -1 to 1; without it words alone are compared. `decided`: {item:
    verdict} that people have settled, which goes before what the program says."""
    case = Case(talk, facts, Fitting(talk, like), card.steps)
    judged = {item.id: overruled(_judge(item, case), (decided or {}).get(item.id)) for item in card.items}
    return totalled(card, judged, answered=bool(talk.of(AGENT)))


def overruled(one: Judgement, verdict: str | None) -> Judgement:
    return Judgement(verdict, SHARE_OF.get(verdict), DECIDED, one.quotes) if verdict else one


def _judge(item: Item, case: Case) -> Judgement:
    if not item.concerns(case.facts.channel, case.facts.kind):
        return Judgement(NOT_APPLICABLE, None, "It isn't asked of such conversations.")
    kind, about = item.judge
    return JUDGES[kind](case, about)


def totalled(card: Scorecard, judged: Mapping[str, Judgement], *, answered: bool = True) -> Result:
    """Points of judgements, whoever made them. An item that isn't among them doesn't count."""
    items = [_scored(item, judged[item.id]) for item in card.items if item.id in judged]
    by_id = {one.item: one for one in items}
    failed = [item for item in card.items if item.about.get("critical") and _missed(by_id.get(item.id))]
    sections = [_section(one, items, any(item.section == one.id for item in failed)) for one in card.sections]
    total = _total(card, sections, items) if answered else None
    limits = _limits(card, by_id)
    if total is not None:
        total = round(min([total, *limits.values()]), 1)
        total = 0.0 if any(item.about["critical"] == "whole" for item in failed) else total
    return Result(card.id, total, tuple(sections), tuple(items), tuple(limits), tuple(one.id for one in failed))


def _scored(item: Item, one: Judgement) -> Scored:
    counts = one.share is not None
    points = (one.share or 0.0) * item.weight
    of = item.weight if counts and not item.bonus else 0.0
    return Scored(item.id, item.section, item.name, one.verdict, one.share, one.why, one.quotes,
                  round(points if counts else 0.0, 2), of, item.bonus)  # fmt: skip


def _missed(one: Scored | None) -> bool:
    return one is not None and one.verdict == MISSED


def _section(section: Section, items: Iterable[Scored], failed: bool) -> SectionScore:
    own = [one for one in items if one.section == section.id and not one.bonus]
    of = sum(one.of for one in own)
    if not of:
        return SectionScore(section.id, section.name, None)
    share = 0.0 if failed else sum(one.points for one in own) / of
    return SectionScore(section.id, section.name, round(100 * share, 1), failed)


def _total(card: Scorecard, sections: Iterable[SectionScore], items: Iterable[Scored]) -> float | None:
    """Sections by their weight, and by how much of each could be judged: one item alone doesn't speak for four."""
    said = {one.section: 0.0 for one in items}
    whole = {one.id: sum(item.weight for item in one.items if not item.bonus) or 1.0 for one in card.sections}
    for one in items:
        said[one.section] += one.of
    weights = {one.id: one.weight * said.get(one.id, 0.0) / whole[one.id] for one in card.sections}
    known = [(one.score, weights[one.id]) for one in sections if one.score is not None]
    if not sum(weight for _, weight in known):
        return None
    mean = sum(value * weight for value, weight in known) / sum(weight for _, weight in known)
    return min(100.0, mean + min(BONUS, sum(one.points for one in items if one.bonus)))


def _limits(card: Scorecard, by_id: Mapping[str, Scored]) -> dict[str, float]:
    """{item: the most the whole can be}: an answer beside the matter isn't good, however kind. Half missed, half as
    strict."""
    found = {}
    for item in card.items:
        one = by_id.get(item.id)
        if "limits" not in item.about or one is None or one.share is None or one.verdict not in (MISSED, PARTLY):
            continue
        limit = float(item.about["limits"])
        found[item.id] = limit + (100 - limit) * one.share
    return found


def told(result: Result) -> dict[str, Any]:
    """As plain values, for JSON."""
    return {
        "card": result.card, "total": result.total, "limited": list(result.limited), "critical": list(result.critical),
        "sections": [vars(one) for one in result.sections],
        "items": [vars(one) | {"quotes": [vars(quote) for quote in one.quotes]} for one in result.items],
    }  # fmt: skip
