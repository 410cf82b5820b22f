"""Behaviours come from plain data, and say precisely what is wrong with it."""

from pathlib import Path

import pytest

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from
from whiteglove.ground.reader.proof import problems_of

APOLOGY = {"id": "apology", "name": "Apologises", "about": "Says sorry.", "side": "agent", "group": "listening"}


def test_fragments_are_written_into_patterns():
    [apology] = behaviours_from(
        {
            "fragments": {"en": {"we": "we|i", "be": "am|are", "weare": "{we} {be}"}},
            "apology": APOLOGY | {"patterns": {"en": ["{weare} sorry", r"\d{2} times"]}},
        }
    )
    assert apology.patterns["en"] == ("(?:(?:we|i) (?:am|are)) sorry", r"\d{2} times")


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"id": "sorry"}, "id"),
        ({"side": "boss"}, "side"),
        ({"patterns": {"en": ["{nobody}"]}}, "patterns.en[0]"),
        ({"patterns": {"xx": ["a"]}}, "patterns.xx"),
        ({"patterns": "sorry"}, "patterns"),
        ({"patterns": {"en": "sorry"}}, "patterns.en"),
        ({"exemplars": "Sorry."}, "exemplars"),
        ({"tests": {"hits": ["Sorry."]}}, "tests.hits"),
        ({"exemplar": ["Sorry."]}, "exemplar"),
        ({"why": ["Blames."]}, "why"),
        ({"instead": {"en": ["let us see"]}}, "instead.en"),
        ({"instead": {"en": [{"say": ""}]}}, "instead.en[0].say"),
    ],
)
def test_a_mistake_names_its_file_and_key(wrong, key):
    with pytest.raises(BehaviourError) as caught:
        behaviours_from({"apology": APOLOGY | wrong})
    assert [problem[:2] for problem in caught.value.problems] == [("apology", key)]


def test_every_mistake_is_told_at_once():
    with pytest.raises(BehaviourError) as caught:
        behaviours_from({"apology": APOLOGY | {"side": "x", "group": "y"}, "thanks": {}})
    assert len(caught.value.problems) == 3


def written(folder: Path, **files: str) -> Path:
    (folder / "behaviours").mkdir()
    for name, text in files.items():
        (folder / "behaviours" / f"{name}.yaml").write_text(text)
    return folder


HEAD = "id: apology\nname: Apologises\nabout: Says sorry.\nside: agent\ngroup: listening\n"


def test_a_folder_is_read_and_plain_words_stay_words(tmp_path):
    reader = Reader.from_pack(written(tmp_path, apology=HEAD + "patterns: {en: [sorry]}\nexemplars: [no, 12, true]\n"))
    assert reader.behaviours["apology"].exemplars == ("no", "12", "true")
    assert reader.read(Message("agent", "Sorry!")).has("apology")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + "patterns: {en: ['(?=sorry)']}", r"apology.yaml: patterns.en\[0\]: RE2 can't use this"),
        (HEAD + "patterns: {en: ['x*']}", "matches everything"),
        (HEAD + "patterns: {en: ['(unclosed']}", "missing"),
        ("id: [", "apology.yaml"),
    ],
)
def test_a_folder_that_cant_be_used_says_why(tmp_path, text: str, says: str):
    with pytest.raises(BehaviourError, match=says):
        Reader.from_pack(written(tmp_path, apology=text))


def test_a_folder_without_behaviours_is_no_pack_for_a_reader(tmp_path):
    with pytest.raises(BehaviourError, match="isn't there"):
        Reader.from_pack(tmp_path)


def test_each_behaviour_is_held_to_its_own_tests():
    tests = {"hit": ["I'm sorry.", "My apologies."], "miss": ["I'm not sorry."]}
    wrong = problems_of({"apology": APOLOGY | {"patterns": {"en": ["sorry"]}, "tests": tests}})
    assert [(name, key) for name, key, _ in wrong] == [("apology", "tests.hit[1]"), ("apology", "tests.miss[0]")]


def test_a_name_that_no_behaviour_has_is_told():
    assert problems_of({"apology": APOLOGY | {"also": ["thanks"]}})[0][:2] == ("apology", "also")
