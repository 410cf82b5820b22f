"""What an attempt shows topic by topic: where somebody is strong, and where there is a gap. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

STRONG, FAIR = 85, 60  # percent from which a topic is called so
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Topic:
    """`id`: the label its questions carry. `learn`: what helps whoever has a gap here."""

    id: str
    name: str
    learn: str = ""


@dataclass(frozen=True)
class Shown:
    """`asked`: how many questions it rests on, which are always few."""

    topic: Topic
    asked: int
    percent: int

    @property
    def state(self) -> str:
        return "strong" if self.percent >= STRONG else "fair" if self.percent >= FAIR else "gap"


def by_topic(topics: Sequence[Topic], worth: Iterable[tuple[frozenset[str], Fraction | float]]) -> list[Shown]:
    """From (labels of a question, share of its point): the weakest first, topics nothing was asked of left out."""
    graded = list(worth)
    mine = [(topic, [Fraction(share) for labels, share in graded if topic.id in labels]) for topic in topics]
    found = [Shown(topic, len(all), int(sum(all) / len(all) * 100 + HALF)) for topic, all in mine if all]
    return sorted(found, key=lambda one: one.percent)
