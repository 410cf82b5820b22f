"""A judged conversation arranged for pages: sections with their items, each with what was said of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .judgement import VERDICTS
from .scorecard import Item, Scorecard

TONES = {"met": "positive", "partly": "warning", "missed": "negative"}
ICONS = {"met": "check", "partly": "more", "missed": "close", "na": "pause", "unknown": "help"}


@dataclass
class Row:
    """An item on a page. `own`: what a reviewer said of it; `auto`: what the program says; `dispute`: of it."""

    item: Item
    auto: Mapping[str, Any] | None = None
    own: Any = None
    dispute: Any = None

    @property
    def verdict(self) -> str:
        return self.own.verdict if self.own else self.auto["verdict"] if self.auto else ""

    @property
    def says(self) -> str:
        return VERDICTS.get(self.verdict, "Not judged yet")

    @property
    def tone(self) -> str:
        return TONES.get(self.verdict, "")

    @property
    def icon(self) -> str:
        return ICONS.get(self.verdict, "more")

    @property
    def auto_says(self) -> str:
        return VERDICTS.get(self.auto["verdict"], "") if self.auto else ""

    @property
    def advice(self) -> str:
        """What the card says to do next time."""
        return self.item.about.get("says", {}).get(self.verdict, "")


@dataclass
class Part:
    id: str
    name: str
    rows: list[Row]
    score: float | None = None

    @property
    def judged(self) -> bool:
        """Whether a person has said something of any of it."""
        return any(row.own for row in self.rows)


def parts_of(
    card: Scorecard | None, *, auto: Iterable[Mapping[str, Any]] = (), own: Iterable[Any] = (),
    disputes: Iterable[Any] = (), sections: Iterable[Mapping[str, Any]] = (), of: tuple[str, str] = ("", ""),
) -> list[Part]:  # fmt: skip
    """[] where the card is gone. `auto`: items as a score keeps them; `own`: verdicts of a review; `of`: channel and
    kind of the conversation, so that nobody is asked of a letter how it was spoken."""
    if card is None:
        return []
    told = {one["item"]: one for one in auto}
    mine = {one.item: one for one in own}
    against = {one.item: one for one in disputes}
    scores = {one["id"]: one["score"] for one in sections}
    found = [
        Part(section.id, section.name,
             [Row(item, told.get(item.id), mine.get(item.id), against.get(item.id)) for item in section.items
              if item.concerns(*of) or item.id in mine],
             scores.get(section.id))
        for section in card.sections
    ]  # fmt: skip
    return [part for part in found if part.rows]
