"""Taking over the times a standard promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.sla import target as pure
from whiteglove.service.sla.models import Adoption, Target

from .change import allow, tell

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
    allow(by)
    promised = _by_key(pack_targets)
    with transaction.atomic():
        now = {row.key: row for row in Target.objects.select_for_update().filter(active_until=None)}
        since = at if Target.objects.exists() else None
        done = Adopted(
            added=[key for key in promised if key not in now],
            changed=[key for key in promised if key in now and not _same(promised[key], now[key])],
            withdrawn=[key for key in now if key not in promised],
        )
        _remark(promised, now)
        if done:
            _apply(done, promised, revision, since, at)
            adoption = Adoption.objects.create(revision=revision, at=at, by=by)
            tell("targets.adopted", adoption, by, at, **vars(done))
    return done


def _apply(done: Adopted, promised: dict[str, Target], revision: str, since: datetime | None, at: datetime) -> None:
    ended = [*done.changed, *done.withdrawn]
    Target.objects.filter(key__in=ended, active_until=None).update(active_until=at)
    for key in [*done.added, *done.changed]:
        promised[key].revision, promised[key].active_from = revision, since
        promised[key].save()


def _remark(promised: dict[str, Target], now: dict[str, Target]) -> None:
    """Words and numbers beside a promise may change without the promise."""
    for key, row in now.items():
        new = promised.get(key, row)
        if (new.says, new.g) != (row.says, row.g):
            Target.objects.filter(pk=row.pk).update(says=new.says, g=new.g)


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
    remarks = {"says": str(promise.get("says") or ""), "g": str(promise.get("g") or "")}
    if promise.get("share") is not None:
        return [
            Target(
                key=str(promise.get("id", "")), metric=str(promise.get("metric", "")), **remarks,
                channel=str(promise.get("channel") or ""), share=float(promise["share"]),
            )
        ]  # fmt: skip
    return [_row(clock, remarks) for clock in pure.clocks_of(promise)]


def _row(clock: pure.Target, remarks: dict[str, str]) -> Target:
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
        **remarks,
    )


def _same(new: Target, old: Target) -> bool:
    return all(getattr(new, name) == getattr(old, name) for name in _TERMS)
