"""How often a skill is seen in somebody's replies, and which one is worth working on. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .evidence.replies import Reply
from .programme import Skill

EXAMPLES = 2


@dataclass(frozen=True)
class Rate:
    """The skill is seen in `hits` of `of` replies it is about. `fitting`: replies as they should be, `lacking`: those
    that show its lack or its fault, the latest first."""

    skill: Skill
    hits: int
    of: int
    fitting: tuple[Reply, ...] = ()
    lacking: tuple[Reply, ...] = ()

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def gap(self) -> float:
        """How far from what is wanted; 0 where it is reached."""
        away = self.skill.aim - self.share if self.skill.more else self.share - self.skill.aim
        return max(0.0, away)

    @property
    def went_well(self) -> int:
        """In how many it was as wanted."""
        return self.hits if self.skill.more else self.of - self.hits


def rate_of(skill: Skill, replies: Sequence[Reply]) -> Rate:
    about = [one for one in replies if _concerns(skill, one)]
    shown = [one for one in about if one.shows(skill.behaviours)]
    others = [one for one in about if not one.shows(skill.behaviours)]
    fitting, lacking = (shown, others) if skill.more else (others, shown)
    return Rate(skill, len(shown), len(about), tuple(fitting[::-1][:EXAMPLES]), tuple(lacking[::-1][:EXAMPLES]))


def _concerns(skill: Skill, reply: Reply) -> bool:
    return skill.when == "any" or (reply.first if skill.when == "first" else reply.upset)


def one_of(rates: Iterable[Rate], few: int, but: Iterable[str] = ()) -> Rate | None:
    """The one farthest from what is wanted, seen often enough to be more than chance; of equals, the one seen in more
    replies. `but`: those worked on already."""
    known = set(but)
    fitting = [one for one in rates if one.of >= few and one.gap > 0 and one.lacking and one.skill.id not in known]
    return max(fitting, key=lambda one: (round(one.gap, 3), one.of, one.skill.id), default=None)
