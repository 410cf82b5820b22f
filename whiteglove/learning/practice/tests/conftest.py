"""The scenarios that ship, and a reader of rules alone: read once for all tests of this room. A small pack with one
customer, for what is kept of runs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.reader import Reader
from whiteglove.learning.practice.folder import scenarios_in
from whiteglove.learning.practice.models import Run

from .lamp import BEHAVIOURS, CONTENT

PACK = Path(__file__).resolve().parents[4] / "packs" / "white-glove"
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
READER = Reader.from_content(BEHAVIOURS)


class Few:
    """Stands for the reader in force."""

    version = "few"
    read = staticmethod(READER.read)


@pytest.fixture(scope="session")
def scenarios() -> dict[str, Any]:
    return scenarios_in(PACK)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.from_pack(PACK, encoder=False)


@pytest.fixture
def lamps(db, monkeypatch) -> Revision:
    """A pack with one customer in force, and a reader of few rules."""
    content = {"about": {"name": "Lamps"}, "parts": {"scenarios": CONTENT, "behaviours": BEHAVIOURS}}
    revision = Revision.objects.create(
        pack="lamps", version="1", hash="1b" * 32, number=1, content=content, made_at=NINE
    )
    Loading.objects.create(revision=revision, at=NINE)
    monkeypatch.setattr("whiteglove.learning.practice.actions.answer.in_force", lambda: Few)
    monkeypatch.setattr("whiteglove.learning.practice.queries.reader_in_force", lambda: Few)
    return revision


@pytest.fixture
def run(lamps, mo) -> Run:
    from whiteglove.learning.practice.actions.begin import begin_run

    return begin_run(scenario="lamp", medium="chat", seed=1, by=mo, at=NINE)
