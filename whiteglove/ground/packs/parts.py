"""Which room reads which part of a pack, in what shape, and how it takes it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .schema import Kind, Tell
from .yamlmarks import Node

if TYPE_CHECKING:
    from .models import Revision

Load = Callable[[dict[str, Any], "Revision", int | None, datetime], list[str]]
Verify = Callable[[dict[str, Any], Node, Tell], None]
Advise = Callable[[dict[str, Any], Node, Tell], None]


@dataclass(frozen=True)
class Part:
    """A folder (or `<name>.yaml`) of a pack. `load(content, revision, by_id, at)` takes it in and says what it did.

    `verify(content, node, tell)` checks what no shape can: that a name mentioned in one file stands in another.
    `advise(parts, node, tell)` checks names that stand elsewhere: in other parts of the pack ({name: content}), or in
    the product. Whoever checks or loads a pack by hand hears of them; a pack in force is never undone by them.
    `texts`: endings such as ".md": such files in the part's folder are read too, each as one text.
    """

    name: str
    schema: Kind
    load: Load
    verify: Verify | None = None
    advise: Advise | None = None
    texts: tuple[str, ...] = ()


_parts: dict[str, Part] = {}


def register_part(
    name: str,
    schema: Kind,
    load: Load,
    verify: Verify | None = None,
    advise: Advise | None = None,
    texts: tuple[str, ...] = (),
) -> Part:
    """Called by a learning room at start; the same room may call it again."""
    _parts[name] = Part(name, schema, load, verify, advise, texts)
    return _parts[name]


def parts() -> list[Part]:
    """In the order of their registration, which is the order they are loaded in."""
    return list(_parts.values())


def part(name: str) -> Part | None:
    return _parts.get(name)
