"""Setting when we are open and which times are promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.sla import target as pure
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.models import Adoption, BusinessCalendar, Target

AUDIENCE = "staff"
_TERMS = (
    "metric",
    "channel",
    "kinds",
    "priorities",
    "complex",
    "seconds",
    "share",
    "counts",
    "pauses",
    "warn_fraction",
)


def define_calendar(*, name: str, spec: Mapping[str, Any], by: Person | None, at: datetime) -> BusinessCalendar:
    """Make a calendar of that name or change it; the first one becomes the default. Unchanged is no change.

    A change counts from `at` on: what was judged before keeps the calendar it was judged by. Raises CalendarError
    naming what is wrong with the spec, PermissionDenied.
    """
    _allow(by)
    calendar = Calendar.from_dict(spec)
    written = calendar.to_dict()
    with transaction.atomic():
        row = BusinessCalendar.objects.select_for_update().filter(name=name.strip()).first()
        if row and row.spec == written:
            return row
        row = _kept(row or BusinessCalendar(name=name.strip()), written, calendar.zone)
        since = at if row.versions.exists() else None
        row.versions.create(spec=written, active_from=since, by=by)
        if row.is_default and not row.reigns.exists():
            row.reigns.create(active_from=None, by=by)
        _tell("calendar.defined", row, by, at)
    return row


def make_default(*, calendar: BusinessCalendar, by: Person | None, at: datetime) -> None:
    """Let the clocks run by this calendar from `at` on. Raises PermissionDenied."""
    _allow(by)
    with transaction.atomic():
        BusinessCalendar.objects.filter(is_default=True).exclude(pk=calendar.pk).update(is_default=False)
        if BusinessCalendar.objects.filter(pk=calendar.pk, is_default=False).update(is_default=True):
            calendar.reigns.create(active_from=at, by=by)
            _tell("calendar.made_default", calendar, by, at)
    calendar.is_default = True


@dataclass
class Adopted:
    """The keys of the promises that an adoption added, changed and withdrew."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn)


def adopt_targets(
    pack_targets: Iterable[Mapping[str, Any]], *, revision: str, at: datetime, by: Person | None = None
) -> Adopted:
    """Let the promises of a pack apply from `at` on; those of the very first adoption apply since ever.

    `pack_targets` are lines as in `standards/targets.yaml`: id, metric, within or share, channel, counts, pauses, warn.
    A promise that says the same stays as it is; a changed one ends and begins anew; one that is missing is withdrawn.
    Adopting the same twice changes nothing. Raises TargetError naming what is wrong, ValueError for an id twice.
    """
    _allow(by)
    promised = _by_key(pack_targets)
    with transaction.atomic():
        now = {row.key: row for row in Target.objects.select_for_update().filter(active_until=None)}
        since = at if Target.objects.exists() else None
        done = Adopted(
            added=[key for key in promised if key not in now],
            changed=[key for key in promised if key in now and not _same(promised[key], now[key])],
            withdrawn=[key for key in now if key not in promised],
        )
        if done:
            _apply(done, promised, revision, since, at)
            adoption = Adoption.objects.create(revision=revision, at=at, by=by)
            _tell("targets.adopted", adoption, by, at, **vars(done))
    return done


def _apply(done: Adopted, promised: dict[str, Target], revision: str, since: datetime | None, at: datetime) -> None:
    ended = [*done.changed, *done.withdrawn]
    Target.objects.filter(key__in=ended, active_until=None).update(active_until=at)
    for key in [*done.added, *done.changed]:
        promised[key].revision, promised[key].active_from = revision, since
        promised[key].save()


def _kept(row: BusinessCalendar, spec: dict[str, Any], zone: str) -> BusinessCalendar:
    row.spec, row.time_zone = spec, zone
    if row.pk is None:
        row.is_default = not BusinessCalendar.objects.filter(is_default=True).exists()
    row.save()
    return row


def _by_key(pack_targets: Iterable[Mapping[str, Any]]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for promise in pack_targets:
        for row in _rows(promise):
            if not row.key or row.key in found:
                raise ValueError(f"each target needs an id of its own, not {row.key!r}")
            found[row.key] = row
    return found


def _rows(promise: Mapping[str, Any]) -> list[Target]:
    """Unsaved rows for one line of a pack."""
    says = str(promise.get("says") or "")
    if promise.get("share") is not None:
        return [
            Target(
                key=str(promise.get("id", "")), metric=str(promise.get("metric", "")), says=says,
                channel=str(promise.get("channel") or ""), share=float(promise["share"]),
            )
        ]  # fmt: skip
    return [_row(clock, says) for clock in pure.clocks_of(promise)]


def _row(clock: pure.Target, says: str) -> Target:
    return Target(
        key=clock.id,
        metric=clock.metric,
        channel=clock.channel,
        kinds=sorted(clock.kinds),
        priorities=sorted(clock.priorities),
        complex=clock.complex,
        seconds=clock.seconds,
        counts=clock.counts,
        pauses=sorted(clock.pauses_when),
        warn_fraction=clock.warn_at,
        says=says,
    )


def _same(new: Target, old: Target) -> bool:
    return all(getattr(new, name) == getattr(old, name) for name in _TERMS)


def _allow(by: Person | None) -> None:
    """`None` is the house itself, loading its standard."""
    if by is not None:
        require(by, "sla.define")


def _tell(name: str, subject: models.Model, by: Person | None, at: datetime, **facts: Any) -> None:
    record(name, subject=subject, by=by, at=at, facts=facts, audience=AUDIENCE)
