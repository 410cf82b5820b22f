"""The scenarios that ship, and a reader of rules alone: read once for all tests of this room."""

from pathlib import Path
from typing import Any

import pytest

from whiteglove.ground.reader import Reader
from whiteglove.learning.practice.folder import scenarios_in

PACK = Path(__file__).resolve().parents[4] / "packs" / "white-glove"


@pytest.fixture(scope="session")
def scenarios() -> dict[str, Any]:
    return scenarios_in(PACK)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.from_pack(PACK, encoder=False)
