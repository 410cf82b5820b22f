"""Inventories: what people say of themselves, scored into scales. Nothing is right, wrong or passed here. Pure.

An item is answered from 1 to as many points as the inventory has; a reversed one counts the other way round. A scale is
the mean of its items, from 0 to 100. Alpha (Cronbach) says how far the items of a scale go together among those who
answered; it is told with their number, and not before there are enough of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import variance

ENOUGH = 30  # people; alpha of fewer is mostly chance
ANSWERED = 0.75  # of a scale's items, or there is no mean of it
APART = 1.5  # points between the two of a pair, on average, from which answers look hasty
LOW, HIGH = 40, 70  # of 100: which of the three texts is shown

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Scale:
    """`low`, `middle`, `high`: what one may make of it oneself, each with something to try."""

    id: str
    name: str
    about: str
    low: str
    middle: str
    high: str


@dataclass(frozen=True)
class Item:
    id: str
    scale: str
    says: str
    reversed: bool = False


@dataclass(frozen=True)
class Inventory:
    id: str
    name: str
    about: str
    measures: str
    limits: str
    points: tuple[str, ...]
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    revision: tuple = field(default=(), compare=False)

    def keyed(self, item: Item, answer: int) -> int:
        return len(self.points) + 1 - answer if item.reversed else answer

    def of(self, scale: Scale) -> list[Item]:
        return [item for item in self.items if item.scale == scale.id]


@dataclass(frozen=True)
class Shown:
    """`value` is None where too little was answered."""

    scale: Scale
    value: int | None
    answered: int
    asked: int

    @property
    def says(self) -> str:
        if self.value is None:
            return ""
        return self.scale.low if self.value < LOW else self.scale.high if self.value >= HIGH else self.scale.middle


def inventory_from(content: Mapping, revision: tuple) -> Inventory:
    """From a checked part of a pack."""
    plain = {name: content[name] for name in ("id", "name", "about", "measures", "limits")}
    return Inventory(
        **plain, points=tuple(content["points"]), scales=tuple(Scale(**one) for one in content["scales"]),
        items=tuple(Item(**one) for one in content["items"]),
        pairs=tuple((first, second) for first, second in content.get("pairs", ())), revision=revision,
    )  # fmt: skip


def read_answers(inventory: Inventory, sent: Mapping[str, str]) -> dict[str, int]:
    """{item: point} of what a page sent; whatever isn't an item and a point of it is left out."""
    points = {str(point) for point in range(1, len(inventory.points) + 1)}
    return {item.id: int(sent[item.id]) for item in inventory.items if sent.get(item.id) in points}


def scored(inventory: Inventory, answers: Answers) -> list[Shown]:
    return [_shown(inventory, scale, answers) for scale in inventory.scales]


def _shown(inventory: Inventory, scale: Scale, answers: Answers) -> Shown:
    items = inventory.of(scale)
    values = [inventory.keyed(item, answers[item.id]) for item in items if item.id in answers]
    if not items or len(values) < ANSWERED * len(items):
        return Shown(scale, None, len(values), len(items))
    share = (sum(values) / len(values) - 1) / (len(inventory.points) - 1)
    return Shown(scale, int(share * 100 + 0.5), len(values), len(items))


def hasty(inventory: Inventory, answers: Answers) -> bool:
    """Pairs that say nearly the same were answered far apart, or everything was answered with one point."""
    items = {item.id: item for item in inventory.items}
    both = [(items[a], items[b]) for a, b in inventory.pairs if a in answers and b in answers]
    gaps = [abs(inventory.keyed(a, answers[a.id]) - inventory.keyed(b, answers[b.id])) for a, b in both]
    one_point = len(answers) == len(inventory.items) and len(set(answers.values())) == 1
    return one_point or (bool(gaps) and sum(gaps) / len(gaps) >= APART)


@dataclass(frozen=True)
class Reliability:
    """`alpha` is None where fewer than ENOUGH answered, or all alike."""

    scale: Scale
    people: int
    alpha: float | None


def reliability(inventory: Inventory, everybody: Iterable[Answers]) -> list[Reliability]:
    rows = list(everybody)
    return [_reliability(inventory, scale, rows) for scale in inventory.scales]


def _reliability(inventory: Inventory, scale: Scale, rows: Sequence[Answers]) -> Reliability:
    items = inventory.of(scale)
    whole = [[inventory.keyed(item, row[item.id]) for item in items] for row in rows
             if all(item.id in row for item in items)]  # fmt: skip
    return Reliability(scale, len(whole), alpha(whole) if len(whole) >= ENOUGH else None)


def alpha(rows: Sequence[Sequence[int]]) -> float | None:
    """Cronbach's: of people by items. None where it says nothing: one item, one person, or no two who differ."""
    items = len(rows[0]) if rows else 0
    if items < 2 or len(rows) < 2:
        return None
    total = variance([sum(row) for row in rows])
    if not total:
        return None
    return items / (items - 1) * (1 - sum(variance(column) for column in zip(*rows, strict=True)) / total)
