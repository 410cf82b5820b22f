"""Everything the evidence says about somebody's conversations in a while."""

from collections.abc import Mapping
from dataclasses import dataclass

from .evidence.clocks import from_clocks, share_met
from .evidence.escalations import from_escalations
from .evidence.promises import from_promises, share_kept
from .evidence.readings import from_readings, share_without_faults
from .evidence.replies import Said, said_in
from .evidence.shape import Evidence, Share, Window
from .evidence.surveys import from_surveys, share_satisfied
from .evidence.turns import from_turns, share_calmed
from .programme import Skill


@dataclass(frozen=True)
class Gathered:
    """`found` in the window; `shares` of it in the order they are told."""

    window: Window
    said: Said
    found: tuple[Evidence, ...]
    shares: tuple[Share, ...]

    @property
    def conversations(self) -> int:
        return len({one.ticket for one in self.said.replies})


def gather(window: Window, skills: Mapping[str, Skill], names: Mapping[str, str]) -> Gathered:
    """A fixed number of statements; `names` of behaviours."""
    said, known = said_in(window), list(skills.values())
    found = [*from_readings(said, known, names), *from_turns(said), *from_promises(window), *from_clocks(window),
             *from_escalations(window), *from_surveys(window)]  # fmt: skip
    shares = (share_without_faults(said, known), share_calmed(said), share_kept(window), share_met(window),
              share_satisfied(window))  # fmt: skip
    return Gathered(window, said, tuple(found), shares)
