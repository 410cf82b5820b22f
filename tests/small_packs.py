"""A pack that ships, with a few behaviours in the place of its own: quick to load, and read by rules alone."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from whiteglove.ground.packs.models import Revision
from whiteglove.learning.standards import reader_in_force
from whiteglove.learning.standards.actions import SHIPPED, load_standard

BEHAVIOUR = """\
id: {id}
name: {name}
about: For tests.
side: {side}
group: {group}
patterns: {{en: ['{pattern}']}}
"""


def with_few(folder: Path, behaviours: Iterable[tuple[str, str, str, str, str]], *parts: str) -> Path:
    """`parts` as they ship, and `behaviours` as (id, name, side, group, pattern)."""
    for part in parts:
        shutil.copytree(SHIPPED / part, folder / part)
    shutil.copy(SHIPPED / "pack.yaml", folder / "pack.yaml")
    (folder / "behaviours").mkdir()
    for name, title, side, group, pattern in behaviours:
        words = BEHAVIOUR.format(id=name, name=title, side=side, group=group, pattern=pattern)
        (folder / "behaviours" / f"{name}.yaml").write_text(words)
    return folder


def put_in_force(pack: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Revision:
    """Without weights."""
    monkeypatch.setattr(reader_in_force, "WEIGHTS", pack / "none")
    monkeypatch.setattr(reader_in_force, "_made", (None, None))
    reader_in_force._reader.cache_clear()
    return load_standard(by=None, at=at, path=pack).revision
