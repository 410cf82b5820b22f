"""Which playbooks are offered for a ticket, and because of what. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .steps import Said

USUAL, MOST = 50, 3


@dataclass(frozen=True)
class Situation:
    """`heard`: what the customer's messages show, in order; `last`: the last of these messages, whose mood counts."""

    kind: str = ""
    heard: Sequence[Said] = ()
    last: int = 0
    verified: bool = False
    declined: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offer:
    """`because` as a sentence goes on after the name; `quote`: the customer's words, if words offer it."""

    id: str
    name: str
    says: str
    steps: int
    because: str
    quote: str = ""
    message: int = 0


def offers(playbooks: Mapping[str, Mapping[str, Any]], here: Situation, most: int = MOST) -> list[Offer]:
    """Those with a reason, in the pack's order, without what somebody declined."""
    found = [
        (one.get("order", USUAL), name, made)
        for name, one in playbooks.items() if name not in here.declined and (made := _offer(one, here))
    ]  # fmt: skip
    return [made for _, _, made in sorted(found, key=lambda each: each[:2])][:most]


def _offer(playbook: Mapping[str, Any], here: Situation) -> Offer | None:
    on = playbook.get("offered", {})
    about = (playbook["id"], playbook["name"], playbook["says"], len(playbook["steps"]))
    if not here.verified and (said := _latest(on.get("unverified", ()), here.heard)):
        return Offer(*about, "their identity isn't confirmed", said.quote, said.message)
    now = [one for one in here.heard if one.message == here.last]
    if said := _latest(on.get("emotions", ()), now):
        return Offer(*about, "of how they sound", said.quote, said.message)
    if here.kind and here.kind in on.get("kinds", ()):
        return Offer(*about, "of the ticket's kind")
    # A kind that somebody has set weighs more than what was read.
    if not here.kind and (said := _latest(on.get("intents", ()), here.heard)):
        return Offer(*about, "of what they ask", said.quote, said.message)
    return None


def _latest(names: Iterable[str], heard: Sequence[Said]) -> Said | None:
    wanted = set(names)
    return next((one for one in reversed(heard) if one.behaviour in wanted), None)
