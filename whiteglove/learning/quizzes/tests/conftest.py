"""A pack with the questions that ship, and a quiz of one text."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from whiteglove.ground.packs.actions import load_pack
from whiteglove.learning.standards.actions import SHIPPED

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "id: text\nname: Text\nabout: x\npass: 50\ndraw:\n  - {questions: [csp101.times.write-it]}\n"


@pytest.fixture
def pack(db, tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    for part, name in (("questions", "ace-csp-101.gift"), ("quizzes", "service-ethics.yaml")):
        (folder / part).mkdir(parents=True)
        shutil.copy(SHIPPED / part / name, folder / part / name)
    shutil.copy(SHIPPED / "pack.yaml", folder / "pack.yaml")
    (folder / "quizzes" / "text.yaml").write_text(TEXT)
    load_pack(folder, by=None, at=NINE)
    return folder
