"""What the patterns of a pack can't do without, kept beside its weights: to work it out takes half a second."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from whiteglove.ground.reader.behaviour import Behaviour
from whiteglove.ground.reader.folding import plain_pattern
from whiteglove.ground.reader.literals import Words, needed

FILE = "needs.json.gz"
MADE_BY = 1  # another whenever `literals` says something else: then the file is passed over until it is written anew
Needs = Mapping[str, list[tuple[Words, ...]]]  # by print of a pattern


def needs_of(pattern: str, known: Needs) -> list[tuple[Words, ...]]:
    """As `needed` says, from what is `known` where the pattern is among it."""
    rows = known.get(_print(pattern))
    return needed(pattern) if rows is None else rows


def read_needs(file: Path) -> Needs:
    """What was written; nothing where the file isn't there or of another version."""
    held = json.loads(gzip.decompress(file.read_bytes())) if file.is_file() else {}
    if held.get("made_by") != MADE_BY:
        return {}
    sets = [frozenset(one.split(" ")) for one in held["sets"]]
    return {name: [tuple([sets[one] for one in row]) for row in rows] for name, rows in held["patterns"].items()}


def write_needs(file: Path, behaviours: Iterable[Behaviour]) -> None:
    """Of all patterns in all languages; the same behaviours make the same bytes."""
    told = {_print(one): _in_order(needed(one)) for one in sorted(set(_patterns(behaviours)))}
    sets = {
        one: place for place, one in enumerate(sorted({one for rows in told.values() for row in rows for one in row}))
    }
    held = {
        "made_by": MADE_BY,
        "sets": list(sets),
        "patterns": {name: [[sets[one] for one in row] for row in rows] for name, rows in told.items()},
    }
    file.write_bytes(gzip.compress(json.dumps(held, separators=(",", ":")).encode(), mtime=0))


def _in_order(rows: list[tuple[Words, ...]]) -> list[list[str]]:
    return sorted([" ".join(sorted(one)) for one in row] for row in rows)


def _patterns(behaviours: Iterable[Behaviour]) -> Iterator[str]:
    for one in behaviours:
        for key, by_language in one.rules.items():
            for language, patterns in by_language.items() if key != "unless" else ():
                yield from (plain_pattern(pattern, language) for pattern in patterns)


def _print(pattern: str) -> str:
    return sha256(pattern.encode()).hexdigest()[:16]
