"""How customers sounded at first and at last. Pure."""

from whiteglove.learning.standards.models import EMOTIONS

from .replies import Heard, Said
from .shape import Evidence, Share

BETTER, WORSE = "better", "worse"


def from_turns(said: Said) -> list[Evidence]:
    """A conversation that went from upset to calm, or the other way; and one in which somebody was angry all along."""
    found = [_turn(heard) for heard in _answered(said)]
    return [one for one in found if one]


def _answered(said: Said) -> list[list[Heard]]:
    """The customer's messages of each ticket, where one came after an answer too."""
    first: dict[int, object] = {}
    for reply in said.replies:
        first.setdefault(reply.ticket, reply.at)
    return [heard for ticket, heard in said.heard.items()
            if len(heard) > 1 and ticket in first and heard[-1].at > first[ticket] > heard[0].at]  # fmt: skip


def _turn(heard: list[Heard]) -> Evidence | None:
    begin, end = heard[0], heard[-1]
    if end.worth > begin.worth:
        says = f"The customer sounded {_word(begin)} at first and {_word(end)} in the end."
        return Evidence(BETTER, says, end.ticket, 2.0, end.message, end.quote, end.at)
    if end.worth < 0:
        same = end.worth == begin.worth
        says = f"The customer still sounded {_word(end)}." if same else f"The customer came to sound {_word(end)}."
        return Evidence(WORSE, says, end.ticket, -1.5 if same else -2.0, end.message, end.quote, end.at)
    return None


def _word(one: Heard) -> str:
    return EMOTIONS[one.emotion][0] if one.emotion in EMOTIONS else "calm"


def share_calmed(said: Said) -> Share:
    """Of the conversations that began upset, how many didn't end so."""
    upset = [heard for heard in _answered(said) if heard[0].worth < 0]
    return Share("Upset customers who sounded better at the end", sum(one[-1].worth >= 0 for one in upset),
                 len(upset), "calmed")  # fmt: skip
