"""A copy of the standard that ships, to change."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from whiteglove.learning.standards.actions import SHIPPED


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def fork(tmp_path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "ours")
    return tmp_path / "ours"
