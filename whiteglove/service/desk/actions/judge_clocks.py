"""Bring the clocks of a ticket in step with what happened to it."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import registry
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_all, update
from whiteglove.service.channels.models import CallMark
from whiteglove.service.desk.happenings import Happened, Story, TookIn, Wrote, facts_of, from_merges_on
from whiteglove.service.desk.models import Clock, ClockState, Merge, Message, State, Ticket
from whiteglove.service.desk.spoken import Step, with_calls
from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.judge import ClockReading, judge, next_change, next_due
from whiteglove.service.sla.models import Target
from whiteglove.service.sla.queries import Rules, rules

from .each import each

FIELDS = ("target_id", "state", "started_at", "due_at", "warn_at", "ended_at", "breached_at", "facts")
SECOND = timedelta(seconds=1)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def judge_clocks(
    ticket: Ticket, *, at: datetime, by_rules: Rules | None = None, new: bool = False, story: Story | None = None
) -> list[Clock]:
    """Judge every clock from the events and messages, keep the rows, tell what is new; the ticket isn't saved.

    Inside the change's transaction, so that the list's order and the clocks never disagree. Nothing is counted
    up on a row: pauses and changes of policy come out right however often this runs. `new`: the ticket is in its
    first change and has no clocks yet; `story` is then all that happened to it, or None to read it.

    Returns the clocks that run on but fall due at another time. Nobody real waits where it is only practised: no clock
    runs there.
    """
    if ticket.rehearsed:
        return []
    at = max(at, ticket.changed_at)
    in_force = by_rules or rules_in_force()
    readings = judged(ticket, in_force, at, story) if in_force.targets else []
    moved = keep_rows(ticket, readings, at, new)
    first = next_due(readings)
    ticket.due_at, ticket.due_metric = (first.due_at, first.metric) if first else (None, "")
    ticket.judge_at = look_again(readings, at)
    return moved


def judged(ticket: Ticket, in_force: Rules, at: datetime, story: Story | None) -> list[ClockReading]:
    known = story.facts(ticket.team_id) if story else happened(ticket)
    return judge(known, in_force.targets, in_force.by_team, at)


# Of two changes at once the one with the lower id may be seen last.
AT_ONCE = 8
_last_changes = Prepared(
    lambda names: Event.objects.filter(name__in=names).order_by("-id").values_list("id", "at", "facts")[:AT_ONCE]
)
_some_target = Prepared(lambda: Target.objects.order_by().values_list("id")[:1])
_events_of = Prepared(
    lambda ticket: Event.objects.filter(subject_type="ticket", subject_id=ticket).order_by("id")
    .values_list("name", "at", "facts")
)  # fmt: skip
_said_in = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket).standing().exclude(kind="note")
    .values_list("kind", "at", "flags", "moved_from_id")
)  # fmt: skip
_clocks_of = Prepared(lambda ticket: Clock.objects.filter(ticket=ticket))


def rules_in_force() -> Rules:
    """Targets and calendars, read anew only after somebody changed one: every such change is an event."""
    if last := _last_changes(_names()):
        return _rules(repr(last))
    return rules() if _some_target() else Rules((), ())


@cache
def _names() -> list[str]:
    return [name for name, declared in registry.declared.items() if declared.room == "sla"]


@lru_cache(maxsize=4)
def _rules(stamp: str) -> Rules:
    return rules()


def happened(ticket: Ticket) -> list[Fact]:
    """Two statements, one more where something came by a merge, and one where there were calls."""
    events = [Happened(*row) for row in _events_of(ticket.pk)]
    return with_calls(facts_of(events, said_in(ticket), team=ticket.team_id), steps_in(events))


def steps_in(events: list[Happened]) -> list[Step]:
    """One statement more where there were calls."""
    calls = {event.facts["call"] for event in events if event.name.startswith("call.")}
    if not calls:
        return []
    rows = CallMark.objects.standing().filter(call__in=calls).order_by("at", "id")
    return [Step(*row) for row in rows.values_list("call_id", "call__direction", "name", "at")]


def said_in(ticket: Ticket) -> list[Wrote]:
    """What was said, as its clocks see it. A merged ticket keeps what was said in it, though it is shown elsewhere."""
    own: list[Wrote] = []
    came: dict[int, list[Wrote]] = defaultdict(list)
    rows = moved_out_of(ticket) if ticket.state == State.MERGED else _said_in(ticket.pk)
    for kind, moment, flags, source in rows:
        (came[source] if source else own).append(Wrote(kind, moment, bool(flags)))
    return from_merges_on(own, brought_into(ticket, came)) if came else own


def moved_out_of(ticket: Ticket) -> list[tuple]:
    """What a merge has taken along, each as it lay here: with the ticket that had brought it here, if any."""
    said = Message.objects.filter(moved_from=ticket).standing().exclude(kind="note")
    row = Merge.objects.standing().filter(source=ticket).first()
    earlier = row.before["moved"] if row else {}
    found = said.values_list("kind", "at", "flags", "pk")
    return [(kind, moment, flags, earlier.get(str(pk))) for kind, moment, flags, pk in found]


def brought_into(ticket: Ticket, came: dict[int, list[Wrote]]) -> dict[TookIn, list[Wrote]]:
    """By the merges that stand; mail that came through one of an earlier one counts when it was written."""
    rows = {row.source_id: row for row in Merge.objects.standing().filter(target=ticket)}
    found: dict[TookIn, list[Wrote]] = defaultdict(list)
    for source, said in came.items():
        row = rows.get(source)
        took = TookIn(row.at, row.before["state"] == State.OPEN) if row else TookIn(BEFORE_ALL, open=False)
        found[took] += said
    return found


def look_again(readings: list[ClockReading], at: datetime) -> datetime | None:
    """At the very instant it is due a clock is still in time: look once more right after."""
    if any(reading.state == "due" for reading in readings):
        return at + SECOND
    return next_change(readings, at)


def keep_rows(ticket: Ticket, readings: list[ClockReading], at: datetime, new: bool = False) -> list[Clock]:
    """A row a run; what no longer holds (a reply taken back) goes. Returns those that run on, due at another time."""
    rows = () if new else _clocks_of(ticket.pk)
    known = {(row.metric, row.turn): row for row in rows}
    fresh, changed, moved = [], [], []
    for reading in readings:
        row = known.pop((reading.metric, reading.run), None)
        shown = values(reading)
        if row is None:
            row = Clock(ticket=ticket, metric=reading.metric, turn=reading.run, **shown)
            tell_news(ticket, row, "", at)
            fresh.append(row)
        elif any(getattr(row, name) != shown[name] for name in FIELDS) or news(row, reading):
            before, due_before = row.state, row.due_at
            breached = row.breached_at
            for name, value in shown.items():
                setattr(row, name, value)
            tell_news(ticket, row, before, at, told_breach=breached is not None)
            changed.append(row)
            moved += [row] if row.state == before and row.due_at != due_before else []
    insert_all(fresh)
    for row in changed:
        update(row, *FIELDS, "warned_at")
    if known:
        Clock.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    return moved


def values(reading: ClockReading) -> dict:
    return {
        "target_id": reading.target.row,
        "state": reading.state,
        "started_at": reading.started_at,
        "due_at": reading.due_at,
        "warn_at": reading.warn_at,
        "ended_at": reading.ended_at,
        "breached_at": reading.breached_at,
        "facts": {
            "seconds": reading.target.seconds,
            "pauses": [[begins.isoformat(), ends.isoformat() if ends else None] for begins, ends in reading.pauses],
        }
        | ({"elapsed": round(reading.elapsed)} if reading.ended_at else {}),
    }


def news(row: Clock, reading: ClockReading) -> bool:
    return reading.state == "warned" and row.warned_at is None


def tell_news(ticket: Ticket, row: Clock, before: str, at: datetime, told_breach: bool = False) -> None:
    """Each warning and breach once in a run; met whenever it becomes so (a reply may be taken back and sent again)."""
    if row.state in (ClockState.WARNED, ClockState.DUE) and row.warned_at is None:
        row.warned_at = at
        announce("clock.warned", ticket, row, at)
    if row.breached_at and not told_breach:
        row.warned_at = row.warned_at or at
        announce("clock.breached", ticket, row, at)
    if row.state == ClockState.MET and before != ClockState.MET:
        announce("clock.met", ticket, row, at)


def announce(name: str, ticket: Ticket, row: Clock, at: datetime) -> None:
    facts = {"metric": row.metric, "turn": row.turn, "due_at": row.due_at, "target": row.target_id}
    record(name, subject=ticket, by=None, at=at, facts=facts, audience=ticket.topics)


def judge_due(*, at: datetime, limit: int = 500) -> int:
    """Judge the tickets whose clocks warn or fall due by now; each in a transaction of its own. Returns how many."""
    due = list(Ticket.objects.filter(judge_at__lte=at).order_by("judge_at").values_list("pk", flat=True)[:limit])
    in_force = rules_in_force() if due else None
    return each(due, lambda pk: judge_one(pk, at, in_force), lambda pk: f"Judging the clocks of #{pk}")


def judge_one(pk: int, at: datetime, in_force: Rules | None) -> None:
    """Unless it was judged meanwhile."""
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().get(pk=pk)
        if ticket.judge_at is None or ticket.judge_at > at:
            return
        # Nothing happened to the ticket, so what falls due at another time does so by new rules.
        for row in judge_clocks(ticket, at=at, by_rules=in_force):
            announce("clock.moved", ticket, row, at)
        ticket.save(update_fields=["due_at", "due_metric", "judge_at"])


def judge_all_again(*, at: datetime) -> int:
    """A target or the calendar changed: have every unfinished ticket judged by the tick. Returns how many."""
    return Ticket.objects.exclude(state__in=[State.SOLVED, State.MERGED]).update(judge_at=at)
