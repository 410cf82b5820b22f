"""Behaviours come from plain data, and say precisely what is wrong with it."""

import pytest

from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from

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
