"""What was done at the desk, as the customer's engine knows it. Pure: events in, words and deeds out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .engine.state import Deed

# What a simulated customer notices at once; the rest is noticed with the next of these.
SPEAKS = frozenset({"ticket.replied", "ticket.solved", "ticket.escalated"})
TAKEN_BACK = {
    "ticket.reply_undone": "message", "ticket.note_undone": "message", "practice.undid": "did",
    "ticket.escalation_withdrawn": "escalation",
}  # fmt: skip
# What can be chosen again and again: the last choice counts.
CHOSEN = {"ticket.kind_set": "kind", "ticket.priority_set": "priority"}


@dataclass(frozen=True)
class Happened:
    id: int
    name: str
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """`said` and `deeds` since the last turn; `last`: the event up to which this is; `spoke`: when we spoke first;
    `wrote`: the messages that say it."""

    said: str
    deeds: tuple[Deed, ...]
    last: int
    spoke: datetime | None
    solved: bool
    wrote: tuple[int, ...] = ()


def told(events: Iterable[Happened], words: Mapping[str, str]) -> Told:
    """`words`: what was written, by "message:5" and "escalation:7"."""
    rows = list(events)
    gone = {(fact, one.facts.get(fact)) for one in rows if (fact := TAKEN_BACK.get(one.name))}
    stands = [one for one in rows if not taken_back(one, gone)]
    wrote = [one.facts["message"] for one in stands if one.name == "ticket.replied"]
    said = [words.get(f"message:{one}", "") for one in wrote]
    deeds = [deed for one in last_of_their_kind(stands) for deed in deeds_in(one, words)]
    loud = [one for one in stands if one.name in SPEAKS]
    return Told(
        "\n\n".join(filter(None, said)), tuple(deeds), rows[-1].id if rows else 0, loud[0].at if loud else None,
        any(one.facts.get("state") == "solved" for one in loud[-1:]), tuple(wrote),
    )  # fmt: skip


def last_of_their_kind(rows: list[Happened]) -> list[Happened]:
    """Without those of a choice that was changed again before anybody heard of it."""
    last = {one.name: one.id for one in rows if one.name in CHOSEN}
    return [one for one in rows if last.get(one.name, one.id) == one.id]


def taken_back(one: Happened, gone: set[tuple[str, Any]]) -> bool:
    own = ("did", one.id) if one.name == "practice.did" else None
    named = {(fact, one.facts.get(fact)) for fact in ("message", "escalation") if fact in one.facts}
    return one.name not in TAKEN_BACK and bool(gone & (named | ({own} if own else set())))


def deeds_in(one: Happened, words: Mapping[str, str]) -> list[Deed]:
    facts = one.facts
    if one.name == "practice.did":
        return [Deed(facts["do"], facts["value"])]
    if one.name == "ticket.noted":
        return [Deed("note", words.get(f"message:{facts['message']}", ""))]
    if one.name == "ticket.identity_confirmed":
        return [Deed("verify")]
    if one.name == "ticket.escalated":
        return [Deed("escalate", words.get(f"escalation:{facts['escalation']}", ""))]
    if one.name == "ticket.macro_used":
        return [Deed("macro", facts["macro"])]
    if one.name == "ticket.tagged":
        return [Deed("tag", facts["tag"])]
    if one.name in CHOSEN:
        return [Deed(CHOSEN[one.name], facts["new"])]
    if one.name == "ticket.solved" or (one.name == "ticket.replied" and facts.get("then") == "solve"):
        return [Deed("solve")]
    return []
