"""Quotations at the end of a mail are folded; words that are new never are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.desk.folding import folded, letters

QUOTE = "<blockquote><p>On Monday you wrote: hello</p></blockquote>"


def test_the_quotation_after_the_new_words_is_folded():
    new, quoted = folded(f"<p>It ends 4471.</p>{QUOTE}", "It ends 4471.")
    assert "4471" in new
    assert "Monday" not in new
    assert "Monday" in quoted


def test_an_answer_between_quotations_stays_whole():
    html = f"{QUOTE}<p>Yes, both.</p>{QUOTE}<p>And thank you.</p>"
    assert folded(html, "Yes, both.\nAnd thank you.") == (html, "")


def test_only_the_quotation_after_the_answer_is_folded():
    new, quoted = folded(f"{QUOTE}<p>Yes, both of them.</p>{QUOTE}", "Yes, both of them.")
    assert "Yes, both" in new
    assert "Monday" in new
    assert "Monday" in quoted


def test_a_mail_that_quotes_nothing_is_shown_whole():
    assert folded("<p>Hello</p>", "Hello") == ("<p>Hello</p>", "")


@pytest.mark.parametrize("html", ["<div><div><p>New words</p>" + QUOTE + "</div></div>"])
def test_both_parts_are_whole_html(html):
    new, quoted = folded(html, "New words")
    for part in (new, quoted):
        assert part.count("<div") == part.count("</div")


@given(
    st.lists(st.sampled_from(["<p>new words</p>", QUOTE, "<hr>", "more ", "<blockquote>", "</blockquote>"]), max_size=8)
)
def test_no_new_word_is_ever_folded(parts):
    html = "".join(parts)
    new_text = " ".join(part for part in parts if part in {"<p>new words</p>", "more "}).replace("<p>", "")
    _, quoted = folded(html, new_text.replace("</p>", ""))
    assert outside(quoted) == 0


def outside(html: str) -> int:
    """Letters that stand in no quote."""
    return letters(re.sub(r"<[^>]*>", "", re.sub(r"<blockquote>.*</blockquote>", "", html, flags=re.S)))
