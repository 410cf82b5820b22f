"""`whiteglove capabilities`: out of a pack, into another, and back."""

import json
import shutil
from pathlib import Path

import pytest

from whiteglove.front.cli import main

SHIPPED = Path(__file__).parents[4] / "packs" / "white-glove"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    shutil.copy(SHIPPED / "pack.yaml", folder)
    return folder


def capabilities(*words: object) -> int:
    return main.main(["capabilities", *map(str, words)])


def test_what_ships_goes_out_into_another_pack_and_out_again_the_same(tmp_path, empty, capsys):
    out, again, sheet = tmp_path / "ours.json", tmp_path / "again.json", tmp_path / "ours.csv"
    assert capabilities("export", out, "--pack", SHIPPED) == 0
    assert capabilities("import", out, "--pack", empty) == 0
    assert "41 capabilities were written" in capsys.readouterr().out
    assert capabilities("export", again, "--pack", empty) == 0
    assert json.loads(again.read_text()) == json.loads(out.read_text())
    assert capabilities("export", sheet, "--pack", empty) == 0
    assert len(sheet.read_text().splitlines()) == 1 + 50


def test_a_pack_that_has_capabilities_is_left_alone_and_other_files_are_refused(tmp_path, empty, capsys):
    (tmp_path / "bad.json").write_text("[]")
    assert capabilities("import", tmp_path / "bad.json", "--pack", empty) == 1
    assert "no CFDocument" in capsys.readouterr().err and not (empty / "capabilities").exists()
    assert capabilities("import", tmp_path / "bad.json", "--pack", SHIPPED) == 1
    assert "is there already" in capsys.readouterr().err
    assert capabilities("export", tmp_path / "x.txt") == 1


def test_what_does_not_pass_the_check_leaves_nothing_behind(tmp_path, empty, capsys):
    bad = {"practise": {}, "measure": {}, "learn": {}}
    item = {"identifier": "a", "fullStatement": "Greets", "extensions": {"whiteglove": {"id": "a", "capability": bad}}}
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps({"CFDocument": {"title": "Theirs"}, "CFItems": [item]}))
    assert capabilities("import", file, "--pack", empty) == 1
    told = capsys.readouterr()
    assert "capabilities/each/a.yaml" in told.err and "were written" not in told.out
    assert [one.name for one in empty.iterdir()] == ["pack.yaml"]


def test_what_a_pack_does_not_show_of_a_file_is_told(tmp_path, empty, capsys):
    items = [{"identifier": one, "fullStatement": f"{one} " * 400} for one in ("top", "middle", "leaf")]
    ends = [{"originNodeURI": {"identifier": one}, "destinationNodeURI": {"identifier": under}}
            for one, under in (("middle", "top"), ("leaf", "middle"))]  # fmt: skip
    links = [{"associationType": "isChildOf", **each} for each in ends]
    file, back = tmp_path / "theirs.json", tmp_path / "back.json"
    file.write_text(json.dumps({"CFDocument": {"title": "Theirs"}, "CFItems": items, "CFAssociations": links}))
    assert capabilities("import", file, "--pack", empty) == 0
    told = capsys.readouterr().out
    assert "not shown: 1 of the items" in told and "longer texts, marked “…” (1 times)" in told
    assert capabilities("export", back, "--pack", empty) == 0
    assert json.loads(back.read_text()) == json.loads(file.read_text())


def test_a_table_that_names_an_item_twice_is_refused(tmp_path, empty, capsys):
    file = tmp_path / "theirs.csv"
    file.write_text("identifier,fullStatement\na,Greets\na,Listens\n")
    assert capabilities("import", file, "--pack", empty) == 1
    assert "two have the same" in capsys.readouterr().err
