"""Who reacts to what: for `bin/why`, and as docs/events.md.

python -m whiteglove.ground.events.why ticket.solved    prints its sentence and who reacts
python -m whiteglove.ground.events.why --all            writes docs/events.md
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path

from whiteglove.ground.events.registry import Declared, Reaction, reactions_to, registry

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "events.md"
INTRODUCTION = """\
# Events

Everything that happens is one row in the event log, written in the same transaction as the change itself. Timelines,
clocks, live pages and every reaction hang on it. This page is made by `bin/why --all`; a test keeps it current.
"""


def main(words: list[str]) -> int:
    """0 when the event exists, 1 when it doesn't, 2 without a word to look for."""
    if words == ["--all"]:
        DOCUMENT.write_text(document())
        return 0
    if not words:
        print(__doc__.strip())
        return 2
    unknown = [name for name in words if name not in registry.declared]
    for name in words:
        print(f"{name} is declared by no room." if name in unknown else explain(registry.declared[name]))
    return int(bool(unknown))


def explain(event: Declared) -> str:
    """An event, its sentence, and who reacts, with what for and where it is written."""
    lines = [f"{event.name}: {event.sentence} ({event.room})"]
    for reaction in reactions_to(event.name):
        code = reaction.run.__code__
        where = Path(code.co_filename).relative_to(DOCUMENT.parents[1])
        lines.append(f"  {reaction.key:32} {purpose(reaction)}\n  {'':32} {where}:{code.co_firstlineno}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nobody reacts"])


def purpose(reaction: Reaction) -> str:
    """The first line of its docstring."""
    return ((reaction.run.__doc__ or "").strip().splitlines() or ["(says nothing)"])[0]


def document() -> str:
    """docs/events.md as it should be now."""
    rooms: dict[str, list[Declared]] = defaultdict(list)
    for event in registry.declared.values():
        rooms[event.room].append(event)
    parts = [INTRODUCTION, *(table(room, events) for room, events in sorted(rooms.items())), periodic()]
    return "\n".join(parts)


def table(room: str, events: list[Declared]) -> str:
    rows = [
        f"| `{event.name}` | {event.sentence} | {', '.join(f'`{r.key}`' for r in reactions_to(event.name)) or '–'} |"
        for event in sorted(events, key=lambda event: event.name)
    ]
    return "\n".join([f"## {room}\n", "| event | in words | who reacts |", "|---|---|---|", *rows, ""])


def periodic() -> str:
    rows = [f"| `{job.name}` | {job.seconds:g} s |" for _, job in sorted(registry.jobs.items())]
    return "\n".join(["## Done again and again\n", "| job | every |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    sys.exit(main(sys.argv[1:]))
