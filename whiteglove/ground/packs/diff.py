"""What differs between two packs, or between a pack and what is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ABSENT = object()


@dataclass(frozen=True)
class Change:
    """`key` such as `standards.targets[email.first-reply].within`; `old` or `new` is ABSENT where it isn't there."""

    key: str
    old: Any
    new: Any

    def __str__(self) -> str:
        if self.old is ABSENT:
            return f"+ {self.key}: {_short(self.new)}"
        if self.new is ABSENT:
            return f"- {self.key}: {_short(self.old)}"
        return f"~ {self.key}: {_short(self.old)} -> {_short(self.new)}"


def _short(value: Any) -> str:
    text = ", ".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 100 else text[:99] + "…"


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """From one pack's content to another's, in the order of their keys."""
    flat_old, flat_new = ({"about": one["about"], **one["parts"]} for one in (old, new))
    return list(_walk("", flat_old, flat_new))


def _walk(key: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _pairs(old, new, lambda name: f"{key}.{name}" if key else name)
    elif (before := _by_id(old)) is not None and (after := _by_id(new)) is not None:
        yield from _pairs(before, after, lambda name: f"{key}[{name}]")
    else:
        yield Change(key, old, new)


def _pairs(old: dict, new: dict, called: Any) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        yield from _walk(called(name), old.get(name, ABSENT), new.get(name, ABSENT))


def _by_id(value: Any) -> dict[str, Any] | None:
    """A list whose items all have an id (or G number), as a mapping, so that moving an item isn't a change."""
    if not isinstance(value, list) or not all(isinstance(item, dict) and "id" in item for item in value):
        return None
    return {str(item["id"]): item for item in value}
