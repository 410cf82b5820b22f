"""Everything the evidence says about somebody's conversations in a while."""

from collections.abc import Mapping
from dataclasses import dataclass

from .evidence.clocks import from_clocks
from .evidence.escalations import from_escalations
from .evidence.news import from_articles
from .evidence.numbers import from_goals, from_measures, that_show_it
from .evidence.promises import from_promises
from .evidence.readings import from_readings, share_without_faults
from .evidence.replies import Said, said_in
from .evidence.reviews import from_disputes, from_reviews
from .evidence.scores import from_scores
from .evidence.shape import Evidence, Number, Share, Window
from .evidence.surveys import from_surveys
from .evidence.turns import from_turns, share_calmed
from .goals import from_own_goals
from .programme import Programme, Skill


@dataclass(frozen=True)
class Heard:
    """What was written and heard in a window, and `shares` of it in the order they are told."""

    said: Said
    shares: tuple[Share, ...]

    @property
    def conversations(self) -> int:
        return len({one.ticket for one in self.said.replies})


@dataclass(frozen=True)
class Gathered(Heard):
    """Besides: what was `found`, and `numbers`, `goals`, `shown`, `reviews`, `news`, as far as it is asked for."""

    found: tuple[Evidence, ...] = ()
    numbers: tuple[Number, ...] = ()
    goals: tuple[Number, ...] = ()
    shown: tuple[Evidence, ...] = ()
    reviews: tuple[Evidence, ...] = ()
    news: tuple[Number, ...] = ()


def hear(window: Window, skills: Mapping[str, Skill]) -> Heard:
    """What the time before is compared by."""
    said = said_in(window)
    return Heard(said, _shares(said, skills))


def _shares(said: Said, skills: Mapping[str, Skill]) -> tuple[Share, ...]:
    return share_without_faults(said, skills.values()), share_calmed(said)


def gather(window: Window, programme: Programme, names: Mapping[str, str], sources: frozenset[str]) -> Gathered:
    """A fixed number of statements, and none for what no item of the agenda asks for; `names` of behaviours."""
    said, skills, few = said_in(window), programme.skills, programme.few
    found = (*from_readings(said, list(skills.values()), names), *from_turns(said), *from_promises(window),
             *from_clocks(window), *from_escalations(window), *from_surveys(window),
             *from_scores(window, few))  # fmt: skip
    counts = sources & {"trend", "year"}
    return Gathered(
        said, _shares(said, skills), found,
        tuple(from_measures(window)) if counts else (),
        (*from_own_goals(window), *from_goals(window)) if "goals" in sources else (),
        tuple(that_show_it(window)) if "year" in sources else (),
        (*from_reviews(window), *from_disputes(window)) if "reviews" in sources else (),
        tuple(from_articles(window)) if "news" in sources else (),
    )  # fmt: skip
