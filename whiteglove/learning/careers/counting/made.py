"""What people made or did for others, one statement each (contributions.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import count
from whiteglove.learning.coaching.models import Example, Suggestion, Talk
from whiteglove.learning.community.giving import Given, sorts
from whiteglove.learning.quality.models import Review
from whiteglove.learning.standards.models import Correction
from whiteglove.service.answers.models import Flow, Settlement
from whiteglove.service.desk.models import MacroVersion
from whiteglove.service.knowledge.models import Publication, SearchMiss

from .asked import Asked, Told
from .languages import NAME as LANGUAGES
from .languages import languages


@dataclass(frozen=True)
class Deed:
    """`rows` that count, by the person in `by` at the instant in `at`; `each`: what counts once, however often."""

    rows: Callable[[], QuerySet]
    by: str = "by"
    at: str = "at"
    each: str = "pk"
    nameless: str = ""  # rows for which this is set say nobody's name to others


NONE = count(0)
DEEDS = {
    "articles.published": Deed(Publication.objects.all, each="translation__article"),
    "misses.settled": Deed(SearchMiss.objects.all, "settled_by", "settled_at"),
    "bot.settled": Deed(Settlement.objects.standing),
    "bot.flows": Deed(Flow.objects.all),
    "macros.written": Deed(lambda: MacroVersion.objects.filter(macro__owner__isnull=True), each="macro"),
    "suggestions.made": Deed(Suggestion.objects.counted, each="title"),
    "suggestions.done": Deed(Suggestion.objects.counted, at="done_at", each="title"),
    "examples.shared": Deed(lambda: Example.objects.shared().for_all(), at="shared_at", nameless="nameless"),
    "talks.held": Deed(Talk.objects.held, "lead", "ended_at"),
    "reviews.given": Deed(lambda: Review.objects.given().ordinary(), "reviewer", "given_at"),
    "calibrations.judged": Deed(
        lambda: Review.objects.given().filter(calibration__isnull=False), "reviewer", "given_at"
    ),
    "reader.corrected": Deed(Correction.objects.standing),
}


def made(asked: Asked, indicators: list[Indicator]) -> Told:
    told: Told = {}
    for one in indicators:
        name = one.of[0]
        if one.own and asked.reader is not None:
            continue
        if name == LANGUAGES:
            numbers = languages(asked, one.within)
        elif name in DEEDS:
            numbers = numbers_of(DEEDS[name], asked, one.within)
        else:
            numbers = {person: len(known) for person, known in given(name, asked, one.within).items()}
        told[one] = dict.fromkeys(asked.people, NONE) | {person: count(number) for person, number in numbers.items()}
    return told


def given(name: str, asked: Asked, within: int) -> dict[int, list[Given]]:
    """{person: what they gave colleagues, each thing once, the latest first}. One statement."""
    sort = sorts().get(name)
    found: dict[int, dict[str, Given]] = {}
    for one in sort.find(asked.people, asked.since(within), asked.at) if sort else ():
        found.setdefault(one.person, {}).setdefault(one.key, one)
    return {person: sorted(known.values(), key=lambda one: (one.at, one.shows), reverse=True)
            for person, known in found.items()}  # fmt: skip


def numbers_of(deed: Deed, asked: Asked, within: int) -> dict[int, int]:
    """{person: how many}. One statement."""
    rows = done(deed, asked, within).order_by()
    return dict(rows.values_list(deed.by).annotate(number=Count(deed.each, distinct=True)))


def done(deed: Deed, asked: Asked, within: int) -> QuerySet:
    about = {f"{deed.by}__in": asked.people, f"{deed.at}__gte": asked.since(within), f"{deed.at}__lte": asked.at}
    return hidden_from(asked.reader, deed).filter(**about)


def hidden_from(reader: Person | None, deed: Deed) -> QuerySet:
    """Without what was given namelessly, where somebody else reads it."""
    rows = deed.rows()
    return rows.filter(**{deed.nameless: False}) if reader is not None and deed.nameless else rows
