"""The capabilities that ship, with the parts of the pack they name: read once, without the rest of it."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.packs.reading import Pack, read
from whiteglove.learning.careers.framework import PART, Framework, framework
from whiteglove.learning.standards.actions import SHIPPED

LATELY = datetime(2026, 5, 16, 12, tzinfo=UTC)
NAMED = (PART, "scenarios", "scorecards", "programmes", "lessons", "quizzes", "questions")


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("pack")
    shutil.copy(SHIPPED / "pack.yaml", folder)
    for name in NAMED:
        if (SHIPPED / name).exists():
            shutil.copytree(SHIPPED / name, folder / name)
    return read(folder)


@pytest.fixture(scope="session")
def parts(pack: Pack) -> dict[str, Any]:
    return pack.content["parts"]


@pytest.fixture(scope="session")
def shipped(parts: dict[str, Any]) -> Framework:
    return framework(parts[PART])


@pytest.fixture(scope="session")
def folder(pack: Pack) -> Path:
    return pack.path / PART


@pytest.fixture
def loaded(db, parts: dict[str, Any]) -> Revision:
    """The capabilities that ship, in force."""
    about = {"pack": "small", "version": "1.0", "hash": "7" * 64, "number": 1, "made_at": LATELY}
    content = {"about": {"name": "Small"}, "parts": json.loads(json.dumps({PART: parts[PART]}))}
    revision = Revision.objects.create(**about, content=content)
    Loading.objects.create(revision=revision, at=LATELY)
    return revision
