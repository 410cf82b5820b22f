"""The capabilities of a pack, without a database."""

from pathlib import Path
from typing import Any

from whiteglove.ground.packs.folder import part_in

from .framework import PART
from .schema import CAPABILITIES, verify


def capabilities_in(pack: str | Path) -> dict[str, Any]:
    """The checked content of `pack`/capabilities. Raises PackError with file and line of every problem."""
    return part_in(pack, PART, CAPABILITIES, verify)
