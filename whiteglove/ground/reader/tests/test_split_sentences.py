"""Sentences in prose, in chat, in letters."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.sentences import LONGEST, spans


@pytest.mark.parametrize(
    "sentences",
    [
        ["Hi.", "I paid 3.50 on the 3. of May.", "Is it e.g. this one?"],
        ["No.", "I won't pay.", "Call Dr. Amara at 5 p.m.", "Thanks!"],
        ["Order no. 55 is late.", "See https://a.example/b.html?c=1.d for more."],
        ["ok", "thanks"],
        ["What?! :(", "Fine."],
        ["1. Open Settings.", "2. Tap Reset."],
        ['She said "never again."', "And left."],
    ],
)
def test_a_text_comes_apart_into_its_sentences(sentences: list[str]):
    for between in (" ", "\n") if sentences[0] not in ("ok",) else ("\n",):
        text = between.join(sentences)
        assert [text[a:b] for a, b in spans(text)] == sentences


def test_a_long_line_broken_by_a_mail_program_goes_on():
    text = "I have been waiting for the parcel since the beginning of\nthis month and nobody tells me a thing.\nBye"
    assert len(list(spans(text))) == 2


@given(st.text(alphabet=st.sampled_from("aB1 .!?\n,;:)'\"😡…"), max_size=400))
def test_sentences_never_overlap_and_lose_no_letter(text: str):
    found = list(spans(text))
    assert all(a < b and b - a <= LONGEST for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert "".join(text[a:b] for a, b in found).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace(
        "\n", ""
    )
