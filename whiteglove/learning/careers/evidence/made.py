"""What somebody made or did for others, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.urls import reverse

from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.careers.counting.languages import NAME as LANGUAGES
from whiteglove.learning.careers.counting.languages import tongues
from whiteglove.learning.careers.counting.made import DEEDS, Deed, done, given
from whiteglove.learning.coaching.models import Example, Suggestion, Talk
from whiteglove.learning.community.giving import sorts
from whiteglove.learning.quality.models import Calibration, Review
from whiteglove.service.desk.models import Macro, Ticket
from whiteglove.service.knowledge.models import Article

from .page import HIDDEN, SIZE, Row, Rows, Wanted


@dataclass(frozen=True)
class Shown:
    """`says`, filled with the field `of`; `page` that opens it by the key `by`. Only where `near(viewer)` holds that
    key, or where the viewer has the `permit`."""

    says: str
    of: str
    page: str
    by: str = "pk"
    near: Callable[[Person], QuerySet] | None = None
    permit: str = ""


SHOWN = {
    "articles.published": Shown("{}", "translation__title", "knowledge:article", "translation__article",
                                Article.objects.visible_to),
    "misses.settled": Shown("“{}”", "words", "knowledge:misses", "", permit="knowledge.misses"),
    "bot.settled": Shown("{}", "how", "answers:missed", "", permit="answers.see"),
    "bot.flows": Shown("Version {}", "number", "answers:missed", "", permit="answers.see"),
    "macros.written": Shown("{}", "macro__name", "desk:macro", "macro", Macro.objects.visible_to),
    "suggestions.made": Shown("{}", "title", "coaching:suggestion", near=Suggestion.objects.visible_to),
    "suggestions.done": Shown("{}", "title", "coaching:suggestion", near=Suggestion.objects.visible_to),
    "examples.shared": Shown("{}", "title", "coaching:example", near=Example.objects.visible_to),
    "talks.held": Shown("With {}", "agent__name", "coaching:talk", near=Talk.objects.visible_to),
    "reviews.given": Shown("Review of #{}", "ticket_id", "quality:review", near=Review.objects.visible_to),
    "calibrations.judged": Shown("Conversation #{}", "ticket_id", "quality:calibration", "calibration",
                                 Calibration.objects.visible_to),
    "reader.corrected": Shown("{}", "behaviour", "desk:ticket", "message__ticket", Ticket.objects.visible_to),
}  # fmt: skip


def made(wanted: Wanted) -> Rows:
    name = wanted.one.of[0]
    if name == LANGUAGES:
        return spoken(wanted)
    if name not in DEEDS:
        return gave(wanted)
    deed, shown = DEEDS[name], SHOWN[name]
    rows = latest(deed, done(deed, wanted.asked, wanted.one.within))
    page = page_after(rows, order=("-id",), after=wanted.after, size=SIZE)
    keys = [one.pk for one in page.rows]
    fields = ("pk", deed.at, shown.of, shown.by or "pk")
    told = {pk: rest for pk, *rest in rows.model.objects.filter(pk__in=keys).values_list(*fields)}
    open_to = seen(shown, wanted.viewer, {key for *_, key in told.values()})
    return Rows(tuple(_row(shown, *told[pk], open_to) for pk in keys if pk in told), page.cursor)


def spoken(wanted: Wanted) -> Rows:
    """A row for each language: there are never many."""
    known = tongues(wanted.asked, wanted.one.within).get(wanted.asked.people[0], [])
    return Rows(tuple(
        Row(f"{one.language}: {one.replies} replies", "no, the most used one" if one.most_used else f"{one.counts:g}",
            one.last)
        for one in known
    ))  # fmt: skip


def gave(wanted: Wanted) -> Rows:
    """What was given to colleagues: of the few hundred of a year the page after a place in them."""
    if wanted.one.own and wanted.asked.reader is not None:
        return Rows(())
    name, start = wanted.one.of[0], number(wanted.after)
    known = given(name, wanted.asked, wanted.one.within).get(wanted.asked.people[0], [])
    shown = known[start : start + SIZE]
    told = sorts()[name].show(wanted.viewer, {one.shows for one in shown}) if shown else {}
    pairs = [(one, *told.get(one.shows, (HIDDEN, ""))) for one in shown]
    rows = tuple(Row(what, "1", one.at, url) for one, what, url in pairs)
    return Rows(rows, str(start + SIZE) if len(known) > start + SIZE else "")


def latest(deed: Deed, rows: QuerySet) -> QuerySet:
    """Of what counts once the last time."""
    if deed.each == "pk":
        return rows
    return rows.filter(pk__in=rows.order_by().values(deed.each).annotate(last=Max("pk")).values("last"))


def seen(shown: Shown, viewer: Person, keys: set[int]) -> set[int]:
    if shown.near is None:
        return keys if may(viewer, shown.permit) else set()
    return set(shown.near(viewer).filter(pk__in=keys).values_list("pk", flat=True))


def _row(shown: Shown, at, of, key: int, open_to: set[int]) -> Row:
    if key not in open_to:
        return Row(HIDDEN, "1", at)
    return Row(shown.says.format(of), "1", at, reverse(shown.page, args=[key] if shown.by else []))
