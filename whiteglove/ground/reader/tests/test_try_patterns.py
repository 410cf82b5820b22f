"""Patterns are left untried only where they can't match."""

import re

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.reader.behaviour import behaviours_from
from whiteglove.ground.reader.literals import needed
from whiteglove.ground.reader.matcher import Matcher
from whiteglove.ground.reader.tests.conftest import behaviour

PATTERNS = [
    r"^(?:ok+|okay|k)[,.!]? (?:[\w']+ ?){1,4}$",
    r"\?[\"')\] ]*$",
    r"\b(?:ty|thx|thank (?:you|u))\b",
    r"(?-i:\b(?:RMA|SLA|NOT (?:ME|you))\b)",
    r"\b\d+ (?:\w+ ){1,2}(?:st|rd|road)\b",
    r"(?:oh,? |ah,? )+(?:NAME|no)",
    r"(?:is|are)(?: it| that)*(?: ok| fine)?[?]",
    r"[ab]c?[de]+f{2,3}",
    r"x*|y",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_matches_has_the_words_the_pattern_needs(pattern: str, data):
    said = data.draw(st.from_regex(re.compile(pattern, re.ASCII)))
    found = re2.search(f"(?i){pattern}", said)
    for words in needed(pattern) if found else ():
        assert any(word in (said if word != word.lower() else said.lower()) for word in words)


def test_short_words_digits_and_capitals_count():
    assert needed(r"\?$") == [{"?"}]
    assert needed(r"\b(?:ty|thx)\b") == [{"ty", "thx"}]
    assert needed(r"(?-i:\b(?:RMA|SLA)\b)") == [{"RMA", "SLA"}]
    assert needed(r"\d{2}") == [set("0123456789")]


@pytest.mark.parametrize("pattern", [r"\w+", r"x*|y", r"[[:alpha:]]ok", r"a{,3}b", r"\p{Arabic}ok", "(unclosed", ""])
def test_nothing_is_said_of_patterns_that_need_nothing_or_are_read_otherwise(pattern: str):
    assert needed(pattern) == []


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    lines = [r"\b(?:ok|k)\b", r"\?$", r"(?-i:\bRMA\b)", r"\bcafe ok\b", r"\w+ refund"]
    content = {f"one.{place}": behaviour(f"one.{place}", patterns={"en": [one]}) for place, one in enumerate(lines)}
    return Matcher(behaviours_from(content), "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OK, the RMA?", {"one.0": "OK", "one.1": "?", "one.2": "RMA"}),
        ("the rma is lost", {}),
        ("😡 ça: café ok", {"one.0": "ok"}),
        ("the refund", {"one.4": "the refund"}),
        ("", {}),
    ],
)
def test_what_is_tried_is_found_in_its_place(matcher: Matcher, text: str, found: dict[str, str]):
    assert {name: text[slice(*span)] for name, span in matcher.found(text).items()} == found


def test_a_pattern_whose_words_are_missing_isnt_tried(matcher: Matcher):
    tried = [matcher.lines[place].pattern for place in matcher._worth_trying(b"We had a long walk")]
    assert r"\?$" not in tried and r"(?-i:\bRMA\b)" not in tried
