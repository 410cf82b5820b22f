"""The scenarios of a pack, without a database."""

from pathlib import Path
from typing import Any

from whiteglove.ground.packs.folder import part_in

from .schema import PART, Scenarios, verify


def scenarios_in(pack: str | Path) -> dict[str, Any]:
    """The checked content of `pack`/scenarios. Raises PackError with file and line of every problem."""
    return part_in(pack, PART, Scenarios(), verify)
