"""A text handed in before is known by its passages, also with a word changed here and there."""

import pytest

from whiteglove.learning.quizzes.likeness import is_like

pytestmark = pytest.mark.engineless
MINE = (
    "I brought a lamp to a shop where the sign says that small repairs are done while one waits. Nobody looked up for "
    "six minutes, and then somebody took it without asking what was wrong. In the evening it was mended well."
)
THEIRS = (
    "Our gym changed its hours without a word. I stood before the door at seven, with four others, and read the sheet "
    "that hung there since the day before. The man who opened at eight said he had seen it himself only now."
)


def test_what_was_handed_in_before_is_known_by_its_passages():
    changed = MINE.replace("lamp", "clock").replace("six", "ten")
    assert is_like(MINE, MINE.upper()) and is_like(changed, MINE) and is_like(f"{THEIRS} {MINE}", MINE)
    assert not is_like(THEIRS, MINE) and not is_like("I ask first.", "I ask first.")
