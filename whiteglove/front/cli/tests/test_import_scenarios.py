"""`whiteglove scenarios import`: drafts in a pack of one's own, without a database."""

import shutil
from pathlib import Path

import pytest

from whiteglove.front.cli.main import main
from whiteglove.ground.reader.needs import FILE as NEEDS
from whiteglove.learning.practice.folder import scenarios_in

pytestmark = pytest.mark.engineless
ROOT = Path(__file__).resolve().parents[4]
TASKS = ROOT / "whiteglove" / "learning" / "practice" / "tests" / "tasks"


@pytest.fixture
def pack(tmp_path):
    """The shipped behaviours and voices, and no scenario yet."""
    shipped = ROOT / "packs" / "white-glove"
    shutil.copytree(shipped / "behaviours", tmp_path / "behaviours")
    shutil.copytree(shipped / "scenarios" / "voices", tmp_path / "scenarios" / "voices")
    (tmp_path / "reader").mkdir()
    shutil.copy(shipped / "reader" / NEEDS, tmp_path / "reader")
    return tmp_path


def test_drafts_are_written_once_and_can_be_read(pack, capsys):
    asked = ["scenarios", "import", str(TASKS / "bicycles.json"), "--to", str(pack)]
    assert main([*asked, "--only", "*e", "--module", "ACE-CSP-110"]) == 0
    assert "1 of 1 tasks became scenarios." in capsys.readouterr().out
    assert scenarios_in(pack)["bicycles-tyre"]["modules"] == ["ACE-CSP-110"]
    assert main([*asked, "--most", "2"]) == 1
    said = capsys.readouterr().out
    assert "KEPT  bicycles-tyre" in said and "2 more were left" in said


def test_a_file_without_tasks_is_refused_in_words(pack, capsys):
    (pack / "x.json").write_text("{}")
    assert main(["scenarios", "import", str(pack / "x.json"), "--to", str(pack)]) == 1
    assert "no task was found" in capsys.readouterr().err
