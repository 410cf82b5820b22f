"""Style that changes nothing for people changes nothing for the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.folding import plainly, tidied


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("I’m  so\u00a0sorry", "I'm so sorry"),
        ("i cant help, dont ask", "i can't help, don't ask"),
        ("we were well; its ill", "we were well; its ill"),
        ("soooo goooood, helllooo", "so good, hello"),
        ("what?????? no!!!", "what?? no!!"),
        ("Ｈｅｌｌｏ wor\u200bld", "Hello world"),
        ("Désolé, ça va, Grüße", "Desole, ca va, Grusse"),
        ("oh :-( well :-)", "oh :( well :)"),
        ("she told her husband", "they told them spouse"),
        ("he told his wife", "they told them spouse"),
    ],
)
def test_a_sentence_in_its_plain_form(written: str, seen: str):
    assert tidied(plainly(written)).text == seen


def test_words_are_quoted_as_they_were_written():
    written = "Well,  I’m\u200b soooo   sorry!!!"
    tidy = tidied(plainly(written))
    start = tidy.text.index("sorry")
    assert written[slice(*tidy.origin(start, start + 5))] == "sorry"
    assert written[slice(*tidy.origin(tidy.text.index("so"), tidy.text.index("so") + 2))] == "soooo"


@given(st.text(max_size=300))
def test_any_text_folds_and_remembers_its_places(written: str):
    tidy = tidied(plainly(written))
    assert len(tidy.text) == len(tidy.starts) == len(tidy.ends)
    assert all(0 <= a <= b <= len(written) for a, b in zip(tidy.starts, tidy.ends, strict=True))
    assert list(tidy.starts) == sorted(tidy.starts)
