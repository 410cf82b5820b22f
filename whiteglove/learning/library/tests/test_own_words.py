"""What counts as one's own words, and what an entry of a field log has to hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.library import field
from whiteglove.learning.library.models import Book
from whiteglove.learning.library.naming import without_people
from whiteglove.learning.library.own_words import ENOUGH, counted, why_not
from whiteglove.learning.library.shelf import found_by, grouped, isbn13

from .told import ENTRY, NOTE, OTHER

pytestmark = pytest.mark.engineless
TODAY = date(2026, 3, 2)
PARTS = {name: ENTRY[name] for name in field.PARTS}
SAID = ["we", "listen", "first", "then", "say", "what", "comes", "next", "and", "keep", "our", "word", "today"]
texts = st.lists(st.sampled_from(SAID), max_size=60).map(" ".join)


def test_a_note_of_ones_own_counts_whole():
    found = counted(NOTE, [OTHER, "A blurb about something else."])
    assert found.own == found.all and why_not(found) == ""


def test_two_notes_on_the_same_book_are_not_the_same():
    assert not counted(NOTE, [OTHER]).same and not counted(OTHER, [NOTE]).same


def changed(text: str, every: int) -> str:
    """With each so many words replaced, as somebody in a hurry would."""
    return " ".join(f"other{at}" if at % every == every - 1 else one for at, one in enumerate(text.split()))


@pytest.mark.parametrize("text", [
    NOTE, NOTE.upper(), NOTE.replace(".", "!"), f"Indeed. {NOTE}", changed(NOTE, 8), changed(NOTE, 4),
    " ".join(sorted(NOTE.split())),
], ids=["as it is", "shouted", "signs", "one word more", "each eighth", "each fourth", "in another order"])  # fmt: skip
def test_what_a_colleague_wrote_does_not_count(text: str):
    assert why_not(counted(text, [NOTE]))


@pytest.mark.parametrize("text", [
    "", "Good book.", "word " * 300, "I read it and liked it very much indeed. " * 20,
    "\n".join(f"> {line}" for line in NOTE.splitlines()), f"“{NOTE}”",
], ids=["nothing", "two words", "one word", "one sentence", "a quotation", "in quotation marks"])  # fmt: skip
def test_too_little_of_ones_own_is_told(text: str):
    assert str(ENOUGH) in why_not(counted(text))


def test_a_quotation_among_ones_own_words_does_no_harm():
    assert why_not(counted(f"{NOTE}\n> {' '.join(OTHER.split())}", [OTHER])) == ""


def test_what_stands_between_two_words_in_quotation_marks_is_ones_own():
    between = " ".join(NOTE.split()[:60])
    for left, right in ('""', "“”", "„“", "«»"):
        found = counted(f"They call it {left}peak{right}. {between} And {left}end{right} is what stays.")
        assert found.own == found.all, (left, right)
        assert counted(f"{left}{between}{right} Indeed.").own == 1


def test_a_long_note_is_not_the_same_as_a_short_text_whose_words_it_holds():
    blurb = " ".join(sorted({one.strip(".,:") for one in NOTE.split() if len(one) > 4})[:30])
    long = counted(f"{NOTE} {OTHER}", [blurb])
    assert not long.same and why_not(long) == ""


def test_a_blurb_with_a_few_words_around_it_is_a_blurb():
    blurb = NOTE[:300]
    found = counted(f"This is what I think of it. {blurb} Really, that is what I think.", [blurb])
    assert found.own <= 16 and "word for word elsewhere" in why_not(found)


@given(texts, st.lists(texts, max_size=3))
def test_more_to_compare_with_never_makes_more_of_it(text: str, others: list[str]):
    alone, beside = counted(text), counted(text, others)
    assert 0 <= beside.own <= beside.all == alone.all
    assert counted(text, [text]).own <= alone.own


def test_an_entry_tells_three_things_soon_after_that_day():
    assert field.why_not(PARTS, TODAY, TODAY, []) == ""
    assert "still to come" in field.why_not(PARTS, TODAY + timedelta(days=1), TODAY, [])
    assert "fresh" in field.why_not(PARTS, TODAY - timedelta(days=61), TODAY, [])
    assert "What you learnt" in field.why_not(PARTS | {"learnt": "A lot."}, TODAY, TODAY, [])


def test_neither_the_same_thing_thrice_nor_yesterdays_entry_is_one():
    assert "What happened" in field.why_not(dict.fromkeys(field.PARTS, ENTRY["did"]), TODAY, TODAY, [])
    before = " ".join(PARTS.values())
    assert field.why_not(PARTS, TODAY, TODAY, [before])
    assert field.why_not({name: changed(one, 4) for name, one in PARTS.items()}, TODAY, TODAY, [before]) == field.SAME


def test_nobody_can_be_recognised_in_what_is_kept():
    found = without_people("Mrs Weber called from +49 170 1234567, then wrote from jonas.weber@customer.example.")
    assert "Weber" not in found.text and "1234567" not in found.text and "@" not in found.text
    assert (found.names, found.data) == (1, 2)
    assert "Weber" in without_people("Mrs Weber called.", names=False).text


@pytest.mark.parametrize(("written", "kept"), [
    ("978-0-446-56304-8", "9780446563048"), ("0446563048", "9780446563048"), (" ", ""),
])  # fmt: skip
def test_a_number_is_kept_in_thirteen_digits(written: str, kept: str):
    assert isbn13(written) == kept


@pytest.mark.parametrize(("where", "link"), [
    ("/standard/", "/standard/"), ("//evil.example/x", ""), ("/\\evil.example", ""), ("Second shelf", ""),
    ("https://a.example", "https://a.example"), ("javascript:alert(1)", ""),
])  # fmt: skip
def test_a_page_of_this_desk_stays_on_this_desk(where: str, link: str):
    assert Book(where=where).link == link


def test_a_wrong_number_is_refused_and_a_right_one_grouped():
    with pytest.raises(ValueError, match="978"):
        isbn13("978-0-446-56304-9")
    assert grouped("9780446563048") == "978-0-446-56304-8"
    assert " elodie " in found_by("Élodie’s Law", "Zoë") and " zoe " in found_by("Élodie’s Law", "Zoë")
