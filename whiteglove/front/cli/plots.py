"""Plots for many tickets: when what happened, and how the clocks judged it. Each plot serves several tickets."""

import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from whiteglove.front.cli.rows import stamp
from whiteglove.service.desk.happenings import Happened, Wrote, facts_of
from whiteglove.service.desk.ranks import rank
from whiteglove.service.sla.judge import judge, next_change, next_due
from whiteglove.service.sla.queries import Rules

KINDS = ["billing", "billing", "technical", "technical", "refund", "feature", "complaint", "other"]
PRIORITIES = ["normal"] * 8 + ["low", "high", "urgent"]
# How many of a thousand unfinished tickets are in which state.
UNFINISHED = {"open": 480, "waiting": 400, "snoozed": 120}


@dataclass
class Plot:
    """Times are the database's text; `said` is [(kind, at)], `events` [(name, at, by us, facts)]."""

    state: str
    kind: str
    priority: str
    opened_at: str = ""
    changed_at: str = ""
    last_at: datetime | None = None
    solved_at: str | None = None
    wakes_at: str | None = None
    due_at: str | None = None
    due_metric: str = ""
    judge_at: str | None = None
    rank: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)
    events: list[tuple[str, str, bool, dict]] = field(default_factory=list)
    clocks: list[tuple] = field(default_factory=list)


def plot(chance: random.Random, state: str, now: datetime, rules: Rules) -> Plot:
    """One believable course of a ticket in `state`: mail, acknowledgement, reply, answer, and so on."""
    made = Plot(state, chance.choice(KINDS), chance.choice(PRIORITIES))
    days = chance.random() ** 2 * (2.5 if state != "solved" else 700) + (2 if state == "solved" else 0.1)
    at = now - timedelta(days=days, seconds=chance.random() * 3600)
    at = at.replace(microsecond=chance.randrange(1_000_000))
    happened, wrote, here = [], [], at

    def tell(name: str, by_us: bool, **facts) -> None:
        happened.append(Happened(name, here, facts))
        made.events.append((name, stamp(here), by_us, facts))

    def say(kind: str) -> None:
        wrote.append(Wrote(kind, here))
        made.said.append((kind, stamp(here)))

    say("inbound")
    tell("ticket.opened", False, state="open", side="customer", channel="email", kind=made.kind, priority=made.priority)
    say("automatic")
    tell("ticket.acknowledged", False, state="open")
    for turn in range(turns(chance, state)):
        here = min(here + timedelta(minutes=chance.randrange(15, 400)), now)
        say("reply")
        tell("ticket.replied", True, state="waiting", then="wait")
        if state == "waiting" and turn:
            break
        here = min(here + timedelta(minutes=chance.randrange(20, 900)), now)
        if not (state == "solved" and turn) and state != "waiting":
            say("inbound")
            tell("ticket.customer_wrote", False, state="open")
    finish(made, tell, here, now)
    judged(made, happened, wrote, now, rules)
    made.opened_at, made.changed_at, made.last_at = made.said[0][1], stamp(here), wrote[-1].at
    made.rank = rank(
        state=state, due_at=made.due_at and parsed(made.due_at), changed_at=here,
        solved_at=here if state == "solved" else None, wakes_at=made.wakes_at and parsed(made.wakes_at),
    )  # fmt: skip
    return made


def turns(chance: random.Random, state: str) -> int:
    return {"open": chance.choice([0, 0, 1]), "waiting": 2, "snoozed": 1}.get(state, 2)


def finish(made: Plot, tell, here: datetime, now: datetime) -> None:
    if made.state == "solved":
        made.solved_at = stamp(here)
        tell("ticket.solved", True, state="solved", before="waiting")
    if made.state == "snoozed":
        until = now + timedelta(days=1 + here.microsecond % 9, seconds=here.microsecond % 40_000)
        made.wakes_at = stamp(until)
        tell("ticket.snoozed", True, state="snoozed", until=until.isoformat())


def parsed(text: str) -> datetime:
    return datetime.fromisoformat(text if text.endswith("+00") else f"{text}+00")


def judged(made: Plot, happened: list[Happened], wrote: list[Wrote], now: datetime, rules: Rules) -> None:
    """The clocks as the judge itself sees them, so that judging again changes nothing."""
    readings = judge(facts_of(happened, wrote), rules.targets, rules.by_team, now) if rules.targets else []
    for one in readings:
        pauses = [[a.isoformat(), b.isoformat() if b else None] for a, b in one.pauses]
        facts = {"seconds": one.target.seconds, "pauses": pauses}
        facts |= {"elapsed": round(one.elapsed)} if one.ended_at else {}
        warned = now if one.state in ("warned", "due", "breached") else None
        made.clocks.append((
            one.metric, one.run, one.target.row, one.state, stamp(one.started_at), stamp(one.due_at),
            stamp(one.warn_at), stamp(one.ended_at), stamp(one.breached_at), stamp(warned), json.dumps(facts),
        ))  # fmt: skip
    first = next_due(readings)
    made.due_at, made.due_metric = (stamp(first.due_at), first.metric) if first else (None, "")
    made.judge_at = stamp(next_change(readings, now))
