"""What the wall shows of one team, and how several become one. Pure: values in, values out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

# From the happiest to the heaviest: (name of the emotion, word, drawing, tone).
MOODS = (
    ("emotion.satisfied", "satisfied", "smile", "positive"),
    ("", "calm", "check", ""),
    ("emotion.confused", "confused", "help", ""),
    ("emotion.worried", "worried", "info", "warning"),
    ("emotion.disappointed", "disappointed", "down", "warning"),
    ("emotion.frustrated", "frustrated", "alert", "warning"),
    ("emotion.angry", "angry", "bolt", "negative"),
)
FEW = 5  # messages from which on a mood is told


@dataclass(frozen=True)
class Due:
    """A ticket as the wall names it: whoever passes by reads no customer's name and no subject."""

    pk: int
    kind: str
    at: datetime
    who: str = ""


@dataclass(frozen=True)
class Here:
    """`chats` they have now; None for whoever takes none."""

    pk: int
    name: str
    chats: int | None = None


@dataclass
class Figures:
    """Of one lane: a team, or 0 for what belongs to none."""

    waiting: int = 0
    unassigned: int = 0
    overdue: int = 0
    soon: int = 0
    oldest: datetime | None = None
    asked: int = 0
    asked_since: datetime | None = None
    chats: int = 0
    chats_waiting: int = 0
    replies: int = 0
    moods: Counter = field(default_factory=Counter)
    due: list[Due] = field(default_factory=list)
    people: list[Here] = field(default_factory=list)

    @property
    def heard(self) -> int:
        return sum(self.moods.values())

    @property
    def mood(self) -> list[dict]:
        """Each mood that was heard: its share in percent for the bar, and its number; [] for too few messages."""
        if self.heard < FEW:
            return []
        rows = [(word, icon, tone, self.moods[name]) for name, word, icon, tone in MOODS if self.moods[name]]
        return [
            {"word": word, "icon": icon, "tone": tone, "many": many, "share": round(many / self.heard * 100, 1)}
            for word, icon, tone, many in rows
        ]


COUNTED = ("waiting", "unassigned", "overdue", "soon", "asked", "chats", "chats_waiting", "replies")


def together(all_of: Iterable[Figures], most: int = 8) -> Figures:
    """Several teams as one: numbers add up, whoever is in two teams is here once."""
    found, people, due = Figures(), {}, []
    for one in all_of:
        for name in COUNTED:
            setattr(found, name, getattr(found, name) + getattr(one, name))
        found.oldest = earliest(found.oldest, one.oldest)
        found.asked_since = earliest(found.asked_since, one.asked_since)
        found.moods.update(one.moods)
        people |= {here.pk: here for here in one.people}
        due += one.due
    found.people = sorted(people.values(), key=lambda here: (here.chats is None, here.name))
    found.due = sorted(due, key=lambda one: one.at)[:most]
    return found


def earliest(*times: datetime | None) -> datetime | None:
    return min(filter(None, times), default=None)
