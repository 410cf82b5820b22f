"""How a queue of simulated customers was served in its time. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

MET, ESCALATED = "met", "escalated"
CHAT, PHONE = "chat", "phone"
Play = tuple[str, str]  # scenario, channel


@dataclass(frozen=True)
class Served:
    """One customer of the queue: how it ended ("" if nobody served them), what they answered (0: nothing), whether what
    the next colleague needs was noted. `wanted_on`: it was right to hand it on."""

    item: str
    ending: str = ""
    survey: int = 0
    noted: bool = False
    wanted_on: bool = False

    @property
    def resolved(self) -> bool:
        return self.ending == MET or (self.wanted_on and self.ending == ESCALATED)


@dataclass(frozen=True)
class Target:
    """`reached` and `aim` in its own unit; `share` of the aim, at most 1."""

    name: str
    reached: float
    aim: float
    unit: str

    @property
    def met(self) -> bool:
        return self.reached >= self.aim

    @property
    def share(self) -> float:
        return min(1.0, self.reached / self.aim) if self.aim else 1.0


def targets(served: Sequence[Served], aims: Mapping[str, int]) -> list[Target]:
    """Resolution rate, what customers said, documentation. Those nobody served count as neither."""
    count = len(served) or 1
    answered = [one.survey for one in served if one.survey]
    return [
        Target("Resolved", 100 * sum(one.resolved for one in served) / count, aims["resolved"], "%"),
        Target("Customers' answers", sum(answered) / len(answered) if answered else 0.0, aims["survey"], "of 5"),
        Target("Documented", 100 * sum(one.noted for one in served) / count, aims["documented"], "%"),
    ]


def score_of(found: Sequence[Target]) -> int:
    """100 only if every target is met; else as far as the least was."""
    if all(one.met for one in found):
        return 100
    return min(99, int(100 * min(one.share for one in found)))


def aims_of(aims: Mapping[str, int]) -> list[tuple[str, str]]:
    """The targets in words, before anything is served."""
    return [("Resolved", f"{aims['resolved']} % of the customers"),
            ("Customers' answers", f"{aims['survey']} of 5 on average"),
            ("Documented", f"{aims['documented']} % of the customers, in a note")]  # fmt: skip


def to_come(plays: Sequence[Play], begun: Collection[Play], going: Sequence[Play], at_once: int) -> list[Play]:
    """Who comes now, in the queue's order, so that `at_once` are there. The telephone rings only while nobody is in a
    call or a chat: whom one can't answer at all isn't a matter of skill."""
    there, found = [channel for _, channel in going], []
    for play in plays:
        if len(there) >= at_once:
            break
        if play in begun or (play[1] == PHONE and {CHAT, PHONE} & set(there)):
            continue
        found.append(play)
        there.append(play[1])
    return found
