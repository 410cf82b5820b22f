"""The promised times as pages show them, and what each adoption changed. Pure over rows already read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from whiteglove.service.sla.metric import MACHINES

COUNTED = {"business": "while you are open", "days": "on days you open, each whole", "wall": "around the clock"}
PAUSED = {"waiting": "we wait for the customer", "snoozed": "it is snoozed"}
CHANNELS = ("email", "chat", "phone", "")
_UNITS = ((3600, "h"), (60, "min"), (1, "s"))


class Promise(Protocol):
    """A `Target` row."""

    key: str
    metric: str
    channel: str
    kinds: list[str]
    priorities: list[str]
    complex: bool | None
    seconds: float | None
    share: float | None
    counts: str
    pauses: list[str]
    warn_fraction: float
    says: str
    g: str
    active_from: datetime | None
    active_until: datetime | None


@dataclass(frozen=True)
class Line:
    """One promise in words."""

    g: str
    title: str
    limit: str
    counted: str
    paused: str
    warned: str
    says: str


def spoken(seconds: float) -> str:
    """ "4 h", "1 h 30 min", "30 s"; hours rather than days, which a promise need not fill."""
    parts, rest = [], round(seconds)
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts) or "at once"


def limit(row: Promise) -> str:
    """The time or the share that is promised."""
    return f"{row.share:g} %" if row.seconds is None else spoken(row.seconds)


def title(row: Promise) -> str:
    """ "Resolution, complex", "First reply, urgent"."""
    machine = MACHINES.get(row.metric)
    name = machine.title if machine else row.metric.replace("_", " ").capitalize()
    traits = [*row.kinds, *row.priorities, *(["complex"] if row.complex else [])]
    return ", ".join([name, *traits])


def line(row: Promise) -> Line:
    """A row in words; a share has no clock to count."""
    timed = row.seconds is not None
    paused = " or ".join(PAUSED[reason] for reason in PAUSED if reason in row.pauses)
    warned = spoken(row.seconds * row.warn_fraction) if timed and row.seconds else ""
    return Line(row.g, title(row), limit(row), COUNTED[row.counts] if timed else "a share, not a clock", paused, warned,
                row.says)  # fmt: skip


def by_channel(rows: Iterable[Promise]) -> list[tuple[str, list[Line]]]:
    """[("email", [Line, …])] in the order customers reach us."""
    known = list(rows)
    extra = sorted({row.channel for row in known} - set(CHANNELS))
    found = ((name, [line(row) for row in known if row.channel == name]) for name in (*CHANNELS, *extra))
    return [(name or "any channel", lines) for name, lines in found if lines]


def changes_at(rows: Sequence[Promise], at: datetime, first: bool) -> list[str]:
    """What an adoption at `at` changed, a sentence a promise; `first` for the very first one."""
    begun = {row.key: row for row in rows if row.active_from == (None if first else at)}
    ended = {row.key: row for row in rows if row.active_until == at}
    found = []
    for key in dict.fromkeys([*begun, *ended]):
        new, old = begun.get(key), ended.get(key)
        found.append(_change(new, old))
    return found


def _change(new: Promise | None, old: Promise | None) -> str:
    row = new or old
    assert row is not None
    name = f"{title(row)} by {row.channel}" if row.channel else title(row)
    if new and old:
        words = (limit(new), limit(old)) if limit(new) != limit(old) else (_terms(new), _terms(old))
        return f"{name}: {words[0]}, was {words[1]}"
    return f"{name}: {limit(row)}" if new else f"{name}: no longer promised"


def _terms(row: Promise) -> str:
    shown = line(row)
    paused = f"paused while {shown.paused}" if shown.paused else "never paused"
    return f"{shown.counted}, {paused}, warning after {shown.warned or 'no time'}"
