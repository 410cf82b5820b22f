import pytest

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import Node, PackError
from whiteglove.ground.reader.pack import content_of
from whiteglove.learning.quality.elsewhere import scorecards_in
from whiteglove.learning.quality.schema import Scorecards, verify
from whiteglove.learning.standards.actions import SHIPPED

CARD = """\
id: ours
name: Ours
about: How we judge.
sections:
  - id: one
    name: One
    weight: 1
    items:
      - {id: warm, name: Warm, asks: Is it warm?, weight: 1, judge: {human: true}}
"""


def problems(text, name="ours"):
    report = Report()
    node = Node({name: read_text(text.encode(), f"scorecards/{name}.yaml")}, "scorecards", 1)
    content = Scorecards().check(node, "", report.tell)
    if not report.problems:
        verify(content, node, report.tell)
    return [str(one) for one in report.problems]


def test_a_plain_card_passes():
    assert problems(CARD) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{human: true}", "{}", "an item is judged in one way"),
        ("{human: true}", "{humam: true}", "Did you mean human?"),
        ("{human: true}", "{words: {where: last}}", "say what shows it (shown_by) or what breaks it (broken_by)"),
        ("{human: true}", "{clocks: [first_rely]}", "Did you mean first_reply?"),
        ("weight: 1, judge", "weight: 1, bonus: true, limits: 50, judge", "a bonus only adds"),
        ("id: ours", "id: theirs", "the file is called ours.yaml, so its id is ours"),
        ("asks: Is it warm?, ", "", "asks is missing"),
        ("weight: 1, judge", "weight: heavy, judge", "this should be a number"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_key(old, new, says):
    found = problems(CARD.replace(old, new))
    assert len(found) == 1 and says in found[0] and found[0].startswith("scorecards/ours.yaml:"), found


def test_an_item_stands_once():
    line = CARD.splitlines()[-1]
    assert "stands here twice" in problems(f"{CARD}{line}\n")[0]


def test_a_folder_with_a_mistake_is_refused(tmp_path):
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "scorecards" / "ours.yaml").write_text(CARD.replace("name: Warm", "nam: Warm"))
    with pytest.raises(PackError, match="Did you mean name"):
        scorecards_in(tmp_path)


def test_the_card_that_ships_names_only_behaviours_the_pack_has():
    known = set(content_of(SHIPPED))
    for item in scorecards_in(SHIPPED)[0].items:
        kind, about = item.judge
        if kind in ("words", "ending", "asked_again"):
            named = [one for key, value in about.items() if isinstance(value, list) for one in value]
            assert set(named) <= known, (item.id, set(named) - known)
