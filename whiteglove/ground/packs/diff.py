"""What differs between two packs, or between a pack and what is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .parts import part
from .schema import Duration, Kind, ListOf, Mapping, Record, spoken

ABSENT = object()


@dataclass(frozen=True)
class Change:
    """`key` such as `standards.targets[email.first-reply].within`; `old` or `new` is ABSENT where it isn't there."""

    key: str
    old: Any
    new: Any

    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        old, new = (_short(self.told(one)) for one in (self.old, self.new))
        if self.old is ABSENT:
            return f"+ {self.key}: {new}"
        if self.new is ABSENT:
            return f"- {self.key}: {old}"
        return f"~ {self.key}: {old} -> {new}"

    def told(self, value: Any) -> Any:
        """A value as somebody would write it in the pack: 14400 -> "4 h"."""
        return as_written(kind_at(self.path), value)


def kind_at(path: tuple[str, ...]) -> Kind | None:
    """The shape that stands at a place such as ("standards", "targets", "email.first-reply", "within")."""
    found = part(path[0]) if path else None
    kind = found.schema if found else None
    for name in path[1:]:
        kind = inside(kind, name)
    return kind


def inside(kind: Any, name: str) -> Kind | None:
    if isinstance(kind, Record):
        return kind.fields.get(name) or kind.fields.get(f"{name}?")
    if isinstance(kind, ListOf):
        return kind.item
    return kind.values if isinstance(kind, Mapping) else None


def as_written(kind: Kind | None, value: Any) -> Any:
    """With every length of time in it spelled out."""
    if isinstance(value, dict):
        return {name: as_written(inside(kind, name), one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_written(inside(kind, ""), one) for one in value]
    return spoken(value) if isinstance(kind, Duration) and isinstance(value, int) else value


def _short(value: Any) -> str:
    text = ", ".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 100 else text[:99] + "…"


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """From one pack's content to another's, in the order of their keys."""
    flat_old, flat_new = ({"about": one["about"], **one["parts"]} for one in (old, new))
    return list(_walk("", (), flat_old, flat_new))


def _walk(key: str, path: tuple[str, ...], old: Any, new: Any) -> Iterator[Change]:
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _pairs(old, new, path, lambda name: f"{key}.{name}" if key else name)
    elif (before := _by_id(old)) is not None and (after := _by_id(new)) is not None:
        yield from _pairs(before, after, path, lambda name: f"{key}[{name}]")
    else:
        yield Change(key, old, new, path)


def _pairs(old: dict, new: dict, path: tuple[str, ...], called: Any) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        yield from _walk(called(name), (*path, name), old.get(name, ABSENT), new.get(name, ABSENT))


def _by_id(value: Any) -> dict[str, Any] | None:
    """A list whose items all have an id (or G number), as a mapping, so that moving an item isn't a change."""
    if not isinstance(value, list) or not all(isinstance(item, dict) and "id" in item for item in value):
        return None
    return {str(item["id"]): item for item in value}
