"""Text made to hurt: the reader stays quick and standing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.tests.conftest import SMALL, behaviour

SECONDS_A_KB = 0.05
KB = 1000
HOSTILE = {
    "one long line": "a" * 300 * KB,
    "one long line of words": "I can't believe it " * 15 * KB,
    "capitals": "Abc " * 50 * KB,
    "commas": ",Bob " * 50 * KB,
    "emoji storm": "😡🤬👩‍👩‍👧‍👦" * 20 * KB,
    "control characters": "\x00\x01\x1b[31m\x7f\u202e" * 20 * KB,
    "line ends": "\n" * 200 * KB,
    "lines": "ok\n" * 40 * KB,
    "spaces": " " * 300 * KB + "x",
    "marks": "?!." * 60 * KB,
    "digits": "4111 1111 1111 1111 " * 5 * KB,
    "one number": "1" * 200 * KB,
    "dots": "a." * 80 * KB,
    "addresses": "a@b." * 50 * KB,
    "at signs": "@" * 200 * KB,
    "letters thrice": "aaab" * 50 * KB,
    "combining marks": "e" + "\u0301" * 200 * KB,
    "quotes": "“" * 100 * KB,
    "brackets": "(" * 100 * KB + ")" * 100 * KB,
    "wide": "ＡＢ" * 60 * KB,
    "arabic": "لا أصدق هذا " * 10 * KB,
    "lone surrogates": "\ud800" * 50 * KB,
    "greetings": "hi hi hi hi " * 15 * KB,
    "dashes": "so, " * 50 * KB,
    "digits and letters": "A1 " * 70 * KB,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time(reader: Reader, text: str):
    began = time.process_time()
    reader.read(Message("customer", text))
    assert time.process_time() - began < SECONDS_A_KB * len(text) / KB


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(a|aa)+c", r"(.*)*x", r"(\w+\s?)+!", r"(x+x+)+y", r"(?:a?){50}a{50}"])
def test_a_catastrophic_pattern_costs_no_more_than_another(pattern: str):
    reader = Reader.from_content({"apology": behaviour("apology", patterns={"en": [pattern, "sorry"]})})
    text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaxxxxxxxxxxxxxxxxx " * 400
    began = time.process_time()
    reader.read(Message("agent", text, language="en"))
    assert time.process_time() - began < SECONDS_A_KB * len(text) / KB


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["agent", "customer"]))
def test_any_text_can_be_read_and_quoted(text: str, side: str):
    reader = READER
    reading = reader.read(Message(side, text))
    for sentence in reading.sentences:
        assert sentence.text == text[sentence.start : sentence.end]
    for found in reading.findings:
        assert found.quote == text[found.start : found.end]


READER = Reader.from_content(SMALL)
