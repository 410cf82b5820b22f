"""When a chat needed somebody else, and when they came, as its clock for specialists sees it. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from whiteglove.service.sla.facts import AGENT, Fact

ASKED, JOINED, DECLINED = "specialist_asked", "specialist_joined", "specialist_declined"


@dataclass
class Need:
    """Whether somebody else is waited for, who had the chat before, and whether it has come back to them. `away`: the
    chat is over, so that nobody sits waiting."""

    open: bool = False
    away: bool = False
    giver: int | None = None
    back: bool = False


def of_specialists(events: Iterable[Any]) -> Iterator[Fact]:
    """`events` in order, with `name`, `at` and `facts`. The customer waits from the first time the chat is passed on or
    escalated, however often it goes on or comes back, until somebody else takes it or answers; who answers after it
    came back to them needed nobody."""
    need = Need()
    for event in events:
        if event.facts.get("state") in ("solved", "merged"):
            need.open = False
        become = READ.get(event.name)
        name = become(need, event.facts) if become else ""
        if name:
            need.open = name == ASKED
            yield Fact(name, event.at, AGENT)


def asked(need: Need, facts: dict) -> str:
    need.back = False
    if need.open or need.away:
        return ""
    need.giver = facts.get("before")
    return ASKED


def taken(need: Need, facts: dict) -> str:
    if not need.open or not facts.get("own"):
        return ""
    return DECLINED if facts.get("to") == need.giver else JOINED


def answered(need: Need, facts: dict) -> str:
    if need.open and facts.get("answers"):
        return JOINED
    return DECLINED if need.open and need.back else ""


def left(need: Need, _facts: dict) -> str:
    need.away, need.open = True, False
    return ""


def wrote(need: Need, facts: dict) -> str:
    need.away = need.away and facts.get("channel") == "email"
    return ""


def came_back(need: Need, _facts: dict) -> str:
    need.back = True
    return ""


def joined(need: Need, _facts: dict) -> str:
    return JOINED if need.open else ""


def declined(need: Need, _facts: dict) -> str:
    return DECLINED if need.open else ""


READ: dict[str, Callable[[Need, dict], str]] = {
    "ticket.chat_left": left,
    "ticket.customer_wrote": wrote,
    "ticket.passed_on": asked,
    "ticket.escalated": asked,
    "ticket.assigned": taken,
    "ticket.taken_over": taken,
    "ticket.replied": answered,
    "ticket.pass_refused": came_back,
    "ticket.escalation_returned": came_back,
    "ticket.escalation_accepted": joined,
    "ticket.escalation_resolved": declined,
    "ticket.escalation_withdrawn": declined,
    "ticket.handover_undone": declined,
}
