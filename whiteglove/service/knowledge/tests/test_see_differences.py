"""What changed between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.knowledge.differences import Line, Piece, lines_between

TEXTS = st.text(alphabet="ab \n", max_size=60)


def test_a_changed_word_is_shown_inside_its_line():
    (line,) = lines_between("Wait a day.", "Wait two days.")
    assert line.kind == "changed"
    assert [piece for piece in line.pieces if piece.kind != "same"] == [
        Piece("removed", "a"), Piece("added", "two"), Piece("removed", "day"), Piece("added", "days")
    ]  # fmt: skip


def test_nothing_changed_is_nothing_to_show():
    assert lines_between("a\nb", "a\nb") == []


def test_far_from_any_change_lines_are_left_out():
    before = "\n".join(f"Line {number}" for number in range(30))
    lines = lines_between(before, before + "\nOne more")
    assert lines[0] == Line("left_out", (Piece("same", "28 lines are the same"),))
    assert lines[-1].kind == "added"


@given(TEXTS, TEXTS)
def test_what_was_removed_and_what_stayed_is_the_old_text(before, after):
    lines = lines_between(before, after)
    if any(line.kind == "left_out" for line in lines) or before == after:
        return
    old = "\n".join("".join(p.text for p in line.pieces if p.kind != "added") for line in lines if line.kind != "added")
    assert "".join(old.split()) == "".join(before.split())
