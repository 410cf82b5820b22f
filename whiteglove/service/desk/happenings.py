"""What happened to a ticket, as its clocks see it: events and messages become facts. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from whiteglove.service.channels.contract import goes_on_by
from whiteglove.service.sla.facts import AGENT, CUSTOMER, SYSTEM, Fact

from .callbacks import of_callbacks
from .specialists import of_specialists

TRAITS = {"ticket.kind_set": "kind", "ticket.priority_set": "priority", "ticket.complex_set": "complex"}


@dataclass(frozen=True)
class Happened:
    """One event: its name, when, and what it said (with the state it led to)."""

    name: str
    at: datetime
    facts: dict


@dataclass(frozen=True)
class Wrote:
    """One message that stands; `void`: an out-of-office, which nobody has to answer, or ours that was stopped."""

    kind: str
    at: datetime
    void: bool = False


@dataclass(frozen=True)
class TookIn:
    """A ticket that was merged into this one: when, and whether it waited on us then."""

    at: datetime
    open: bool


@dataclass
class Story:
    """All that a ticket consists of which is only being opened, so that nothing just written is read again.

    `events` in order, with `name`, `at` and `facts`; `messages` in order.
    """

    events: list[Any] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)

    def facts(self, team: int | None) -> list[Fact]:
        happened = [Happened(event.name, event.at, event.facts) for event in self.events]
        said = [Wrote(row.kind, row.at, bool(row.flags)) for row in self.messages if row.kind != "note"]
        return facts_of(happened, said, team)


def facts_of(events: Iterable[Happened], messages: Iterable[Wrote], team: int | None = None) -> list[Fact]:
    """`team` is the ticket's team now; where it was before is told by the events that moved it."""
    happened, said = _from_people_on(_as_if_never_merged(list(events)), list(messages))
    facts = [*_of_events(happened, _first_team(happened, team)), *_of_messages(said), *of_callbacks(happened)]
    began = _began_as(happened)
    if began in ("chat", "phone"):
        facts += _by_mail_again(happened, began)
    return [*facts, *_of_chat(happened, said), *of_specialists(happened)] if began == "chat" else facts


def _from_people_on(events: list[Happened], messages: list[Wrote]) -> tuple[list[Happened], list[Wrote]]:
    """While the answer bot attends, and once its answer has helped, nobody of ours is waited for: the ticket begins,
    and the customer asks, when people are first wanted. Nothing has happened for its clocks before."""
    if not any(event.name == "ticket.bot_attends" for event in events):
        return events, messages
    first = _people_wanted(events)
    if first is None:
        return [], []
    since, early, later = events[first].at, events[:first], events[first + 1 :]
    opened = next(event for event in early if event.name == "ticket.opened")
    opened = replace(opened, at=since, facts=opened.facts | {"state": "open", "side": CUSTOMER})
    traits = [
        replace(event, at=since, facts=event.facts | {"state": "open"})
        for event in early
        if event.name in TRAITS or "moved" in event.facts
    ]
    after = [row for row in messages if row.at > since or (row.at == since and row.kind == "reply")]
    return [opened, *traits, *later], [Wrote("inbound", since), *after]


def _people_wanted(events: list[Happened]) -> int | None:
    """The place of the event by which people are first waited for; None as long as nobody is."""
    done = False
    for place, event in enumerate(events):
        if event.name == "ticket.bot_left" and event.facts["waited_for"]:
            return place
        if event.name in ("ticket.bot_left", "ticket.bot_attends"):
            done = event.name == "ticket.bot_left"
        elif done and event.facts.get("state", "solved") not in ("solved", "waiting"):
            return place
    return None


def _began_as(events: list[Happened]) -> str:
    return next((event.facts.get("channel", "") for event in events if event.name == "ticket.opened"), "")


def from_merges_on(own: Sequence[Wrote], brought: Mapping[TookIn, Sequence[Wrote]]) -> list[Wrote]:
    """What was said, as the clocks of the ticket that lives on see it: what merges brought counts from the merge on.

    So nothing it owes is late, or answered, before it had to do with it: what was answered in the other ticket after
    its own customer had asked is answered at the merge, and somebody the other one left waiting begins to wait here.
    """
    found = list(own)
    for took, said in brought.items():
        asked = max((one.at for one in own if _is(one, "inbound") and one.at <= took.at), default=None)
        found += [one for one in said if one.at > took.at]
        before = sorted((one for one in said if one.at <= took.at and not one.void), key=lambda one: one.at)
        kinds = {one.kind for one in before if one.kind != "inbound" and (asked is None or one.at > asked)}
        talk = [one.kind for one in before if one.kind != "automatic"]
        if took.open and talk[-1:] == ["inbound"]:
            kinds.add("inbound")
        found += [Wrote(kind, took.at) for kind in sorted(kinds)]
    return found


def _is(message: Wrote, kind: str) -> bool:
    return message.kind == kind and not message.void


def _as_if_never_merged(events: list[Happened]) -> list[Happened]:
    """Where undoing a merge put the state back that the merge had changed, the ticket had it all the time."""
    state, began = "open", {}
    for n, event in enumerate(events):
        source = event.facts.get("source")
        if event.name == "ticket.took_in":
            began[source] = n, state
        elif event.name == "ticket.gave_back" and event.facts.get("restored") and source in began:
            since, was = began.pop(source)
            events[since : n + 1] = [_unmoved(one, was) for one in events[since : n + 1]]
        state = events[n].facts.get("state", state)
    return events


def _unmoved(event: Happened, state: str) -> Happened:
    """Without what it did to the state; traits and teams stay."""
    name = "" if event.name == "ticket.snoozed" else event.name
    return replace(event, name=name, facts=event.facts | {"state": state})


def _first_team(events: list[Happened], now: int | None) -> int | None:
    return next((event.facts["moved"][0] for event in events if "moved" in event.facts), now)


def _by_mail_again(events: list[Happened], now: str) -> Iterator[Fact]:
    """A chat or a call that goes on by mail is promised what a mail is, until its customer is back where it began."""
    for event in events:
        channel = goes_on_by(event.facts.get("channel", now)) if event.name == "ticket.customer_wrote" else now
        if channel != now:
            yield Fact("changed", event.at, "", {"channel": channel})
        now = channel


def _of_messages(messages: Iterable[Wrote]) -> Iterator[Fact]:
    for message in messages:
        if message.void:
            continue
        if message.kind == "inbound":
            yield Fact("wrote", message.at, CUSTOMER)
        elif message.kind == "reply":
            yield Fact("wrote", message.at, AGENT)
        elif message.kind == "automatic":
            yield Fact("acknowledged", message.at, SYSTEM)


def _of_events(events: Iterable[Happened], team: int | None) -> Iterator[Fact]:
    state, waits = "open", False
    waited: dict[int, bool] = {}  # whether it waited for the customer already before each reply
    for event in events:
        new = event.facts.get("state", state)
        if event.name == "ticket.replied":
            waited[event.facts.get("message", 0)] = waits
        elif event.name == "ticket.reply_undone" and (state, new) == ("waiting", "snoozed"):
            waits = waited.get(event.facts.get("message", 0), True)
            yield from () if waits else [Fact("resumed", event.at)]
        if event.name == "ticket.opened":
            traits = {"kind": event.facts.get("kind", ""), "team": team, "channel": promised_by(event)}
            yield Fact("opened", event.at, event.facts.get("side", CUSTOMER), traits | _priority(event))
        elif event.name in TRAITS:
            yield Fact("changed", event.at, "", {TRAITS[event.name]: event.facts.get("new")})
        if "moved" in event.facts:
            yield Fact("changed", event.at, "", {"team": event.facts["moved"][1]})
        if new != state or event.name == "ticket.snoozed":
            yield from _moves(event, state, new, waits)
        waits = new == "waiting" or (waits and new == "snoozed")
        state = new


def promised_by(event: Happened) -> str:
    return goes_on_by(event.facts.get("channel", ""))


def _priority(event: Happened) -> dict:
    return {"priority": event.facts.get("priority", "normal"), "complex": False}


def _moves(event: Happened, old: str, new: str, waits: bool) -> Iterator[Fact]:
    """The facts of one change of state."""
    at = event.at
    if old == "snoozed" and new != "snoozed":
        yield Fact("woken", at)
    if old == "solved":
        yield Fact("reopened", at, CUSTOMER if event.name == "ticket.customer_wrote" else AGENT)
    if old == "merged":
        yield Fact("unmerged", at)
    if new == "snoozed":
        until = event.facts.get("until")
        yield Fact("snoozed", at, "", {"until": datetime.fromisoformat(until)} if until else {})
    elif new == "open" and waits:
        yield Fact("resumed", at)
    elif new in ("waiting", "solved", "merged"):
        yield Fact(new, at)


WROTE, BACK, JOINED, LEFT = range(4)  # in the order in which they count when they share an instant


def _of_chat(events: list[Happened], messages: Iterable[Wrote]) -> Iterator[Fact]:
    """A customer asks for a chat by their first word, by the first one after they left, and by one that opens it again.
    Whoever takes it or answers has joined; until it is asked for anew nobody joins twice."""
    marks = [*_chat_marks(events), *((row.at, JOINED) for row in messages if row.kind == "reply" and not row.void)]
    away, waits = True, False
    for at, mark in sorted(marks):
        if mark == BACK or (mark == WROTE and away):
            yield Fact("chat_asked", at, CUSTOMER)
            away, waits = False, True
        elif mark == JOINED and waits:
            yield Fact("chat_joined", at, AGENT)
            waits = False
        elif mark == LEFT and not away:
            yield Fact("chat_left", at, CUSTOMER)
            away, waits = True, False


def _chat_marks(events: list[Happened]) -> Iterator[tuple[datetime, int]]:
    for event in events:
        if event.name == "ticket.opened":
            yield event.at, WROTE
        elif event.name == "ticket.customer_wrote" and event.facts.get("channel") != "email":
            yield event.at, BACK if event.facts.get("before") == "solved" else WROTE
        elif event.name in {"ticket.assigned", "ticket.taken_over"} and event.facts.get("own"):
            yield event.at, JOINED
        elif event.name == "ticket.chat_left":
            yield event.at, LEFT
