"""Targets as data: how long a metric may take, on which calendar, for which cases, and since when.

Target.from_dict({"id": "email-first-reply", "metric": "first_reply", "within": "4h", "channel": "email",
                  "counts": "business", "pauses_when": ["waiting"], "warn_at": 0.75})
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.clock import WALL
from whiteglove.service.sla.facts import REASONS
from whiteglove.service.sla.metric import METRICS

# Kept by phone, by whatever channel the case came.
BY_PHONE = frozenset({"callback", "phone_answer", "phone_hold", "phone_check_in"})
COUNTS = ("business", "days", "wall")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])[a-z]*", re.I)


class TargetError(ValueError):
    """A target was described in a way that can't be right; the message names the key and the value."""


@dataclass(frozen=True)
class Target:
    """So many seconds for a metric.

    `counts`: "business" seconds of the calendar, "days" (each day the calendar opens counts whole), or "wall" (all
    time). Empty `channel`, `kinds` and `priorities` and `complex=None` fit every case. `active_from` and
    `active_until` (half-open) say when the target is in force; `calendar` overrides the one given to `judge`;
    `row` is the key of the row it was read from, for whoever keeps readings.
    """

    metric: str
    seconds: float
    id: str = ""
    counts: str = "business"
    pauses_when: frozenset[str] = frozenset()
    warn_at: float = 0.75
    channel: str = ""
    kinds: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    complex: bool | None = None
    active_from: datetime | None = None
    active_until: datetime | None = None
    calendar: Calendar | None = None
    row: int | None = None

    def __post_init__(self) -> None:
        _check("metric", self.metric, METRICS)
        _check("counts", self.counts, COUNTS)
        for reason in self.pauses_when:
            _check("pauses_when", reason, REASONS)
        if self.seconds < 0:
            raise TargetError(f"the target {self.id or self.metric} can't allow {self.seconds} seconds")
        if not 0 < self.warn_at <= 1:
            raise TargetError(f"warn_at is a share of the time, above 0 and at most 1, not {self.warn_at}")

    @classmethod
    def from_dict(cls, spec: Mapping[str, Any]) -> Target:
        """Read a target from plain data. Raises TargetError naming what is wrong."""
        return _read(cls, dict(spec))

    @property
    def wall_clock(self) -> bool:
        """Whether all time counts, nights and holidays too."""
        return self.counts == "wall"

    def fits(self, traits: Mapping[str, Any]) -> bool:
        """Whether the target is meant for a case with these traits."""
        return (
            self.channel in ("", traits.get("channel"))
            and (not self.kinds or traits.get("kind") in self.kinds)
            and (not self.priorities or traits.get("priority") in self.priorities)
            and self.complex in (None, bool(traits.get("complex")))
        )

    def active(self, at: datetime) -> bool:
        """Whether the target is in force at an instant."""
        return (self.active_from is None or self.active_from <= at) and (
            self.active_until is None or at < self.active_until
        )

    def counted_on(self, calendar: Calendar) -> Calendar:
        """The calendar that counts this target's time."""
        if self.counts == "wall":
            return WALL
        own = self.calendar or calendar
        return own.whole_days if self.counts == "days" else own

    @property
    def precision(self) -> int:
        """How many traits the target names: the more, the sooner it is chosen."""
        return sum((bool(self.channel), bool(self.kinds), bool(self.priorities), self.complex is not None))


def in_force(targets: Iterable[Target], metric: str, traits: Mapping[str, Any], at: datetime) -> Target | None:
    """The target that applies: the one naming most traits, the first of equals."""
    if metric in BY_PHONE:
        traits = {**traits, "channel": "phone"}
    fitting = [t for t in targets if t.metric == metric and t.active(at) and t.fits(traits)]
    return max(fitting, key=lambda target: target.precision, default=None)


def read_duration(value: Any) -> float:
    """Seconds from a number of them or from "30s", "15 min", "2h", "1h 30m", "3 days"."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        raise TargetError(f"can't read the time {value!r}: write it like 30s, 15m, 2h or 3d")
    total = sum(float(number) * _UNITS[unit.lower()] for number, unit in parts)
    return int(total) if total == int(total) else total


def _check(key: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise TargetError(f"{key} can't be {value!r}: it is one of {', '.join(allowed)}")


_KEYS = {
    "id", "metric", "seconds", "within", "counts", "wall_clock", "pauses_when", "pauses", "warn_at", "warn_fraction",
    "warn", "aim", "channel", "kind", "kinds", "priority", "priorities", "complex", "active_from", "active_until",
    "calendar", "row",
}  # fmt: skip
# What a standard pack says, and what we call it. A metric's short name depends on the channel it is promised for.
_METRIC_WORDS = {
    ("", "acknowledgement"): "first_acknowledgement", ("", "update"): "periodic_update",
    ("chat", "connection"): "chat_connect", ("chat", "next_reply"): "chat_reply",
    ("chat", "handover"): "chat_specialist", ("phone", "answer"): "phone_answer", ("phone", "hold"): "phone_hold",
}  # fmt: skip
_COUNT_WORDS = {"business-hours": "business", "working-days": "days", "around-the-clock": "wall"}
_PAUSE_WORDS = {"customer": "waiting"}
_REMARKS = {"g", "says"}


def clocks_of(promise: Mapping[str, Any]) -> list[Target]:
    """The targets a line of a standard pack promises: one, two for a hold with check-ins, none for a share."""
    said = {key: value for key, value in promise.items() if key not in _REMARKS}
    check_in = said.pop("check_in", None)
    if "share" in said:
        return []
    first = Target.from_dict(said)
    if check_in is None:
        return [first]
    seconds = read_duration(check_in)
    return [first, replace(first, metric="phone_check_in", seconds=seconds, id=f"{first.id}-check-in")]


def _read(cls: type[Target], spec: dict[str, Any]) -> Target:
    if strange := sorted(set(spec) - _KEYS):
        raise TargetError(f"a target has no {strange[0]!r}: it knows {', '.join(sorted(_KEYS))}")
    calendar, channel = spec.get("calendar"), str(spec.get("channel") or "")
    seconds = read_duration(spec.get("within", spec.get("seconds", "")))
    return cls(
        metric=_metric(str(spec.get("metric", "")), channel),
        seconds=seconds,
        id=str(spec.get("id", "")),
        counts=_counts(spec),
        pauses_when=frozenset(
            _PAUSE_WORDS.get(word, word) for word in _set(spec.get("pauses_when", spec.get("pauses")))
        ),
        warn_at=_warn_at(spec, seconds),
        channel=channel,
        kinds=_set(spec.get("kinds", spec.get("kind"))),
        priorities=_set(spec.get("priorities", spec.get("priority"))),
        complex=spec.get("complex"),
        active_from=spec.get("active_from"),
        active_until=spec.get("active_until"),
        calendar=Calendar.from_dict(calendar) if isinstance(calendar, Mapping) else calendar,
        row=spec.get("row"),
    )


def _metric(word: str, channel: str) -> str:
    return _METRIC_WORDS.get((channel, word)) or _METRIC_WORDS.get(("", word), word)


def _counts(spec: Mapping[str, Any]) -> str:
    word = str(spec.get("counts") or ("wall" if spec.get("wall_clock") else "business"))
    return _COUNT_WORDS.get(word, word)


def _warn_at(spec: Mapping[str, Any], seconds: float) -> float:
    """The share of the time after which to warn: said outright, or by the earlier end of a promised range."""
    if spec.get("aim") is not None and seconds:
        return read_duration(spec["aim"]) / seconds
    found = [spec[key] for key in ("warn_at", "warn", "warn_fraction") if spec.get(key) is not None]
    return found[0] if found else 0.75


def _set(value: Any) -> frozenset[str]:
    if not value:
        return frozenset()
    return frozenset({value} if isinstance(value, str) else value)
