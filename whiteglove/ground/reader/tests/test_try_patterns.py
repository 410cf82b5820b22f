"""Patterns are left untried only where they can't match."""

import re
from dataclasses import replace

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.reader import Message, filters
from whiteglove.ground.reader.behaviour import behaviours_from
from whiteglove.ground.reader.bench import PACK
from whiteglove.ground.reader.filters import Filter
from whiteglove.ground.reader.literals import needed
from whiteglove.ground.reader.matcher import Matcher
from whiteglove.ground.reader.needs import FILE as NEEDS
from whiteglove.ground.reader.needs import read_needs, write_needs
from whiteglove.ground.reader.pack import content_of
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
    r"no[.,!]* (?:thanks|way)\b",
    r"(?:so|ok,? )?(?:wait(?:ing|s)?|hold on)\b[.!]*$",
    r"^(?:so |and )*(?:the \w+ )?(?:is|are) (?:not |n't )?done",
    r"i(?:'m| am)(?: \w+){0,2} (?:so+|very) sorr(?:y|ies)",
]


def tried(pattern: str, text: str) -> bool:
    return (0, 1) in Filter([pattern]).worth_trying(["", text])


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_matches_is_tried(pattern: str, data):
    said = data.draw(st.from_regex(re.compile(pattern, re.ASCII)))
    if re2.search(f"(?i){pattern}", said):
        assert tried(pattern, said)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\?$", "no mark"),
        (r"\b(?:ty|thx)\b", "the style of it"),
        (r"(?-i:\b(?:RMA|SLA)\b)", "an rma"),
        (r"\d{2}", "two"),
        (r"\b(?:you|they) (?:are|were) late\b", "your trains are late"),
        (r"^(?:so|and) what", "what, and so what"),
        (r"\b(?:in line|according) with\b", "with her in the queue"),
        ("[😡💢]", "😊"),
    ],
)
def test_a_pattern_whose_words_are_missing_isnt_tried(pattern: str, text: str):
    assert not tried(pattern, text)


@pytest.mark.parametrize("pattern", [r"\w+", r"x*|y", r"[[:alpha:]]ok", r"a{,3}b", "(unclosed", ""])
def test_patterns_that_need_nothing_or_are_read_otherwise_are_always_tried(pattern: str):
    assert tried(pattern, "…")


@pytest.mark.parametrize("at_once", [0, 1, 1000])
def test_many_texts_are_tried_pattern_by_pattern(monkeypatch, at_once: int):
    monkeypatch.setattr(filters, "AT_ONCE", at_once)
    tried = Filter([r"\b(?:you|they) were late\b", r"\w+", r"\bkelvin\b"]).worth_trying(
        ["they were late", "", "\u212a", "you are late", "you were late"]
    )
    assert list(tried) == [(0, 0), (0, 2), (0, 4), *((1, text) for text in range(5)), (2, 2)]


def test_letters_that_fold_oddly_hide_nothing():
    assert tried(r"\bkelvin\b", "\u212aelvin")


def test_what_ships_beside_the_weights_is_what_the_patterns_need(tmp_path):
    # Of one that changed since, it holds nothing.
    shipped, behaviours = read_needs(PACK / "reader" / NEEDS), behaviours_from(content_of(PACK))
    write_needs(tmp_path / NEEDS, [replace(one, patterns={"de": one.patterns.get("de", ())}) for one in behaviours])
    now = read_needs(tmp_path / NEEDS)
    kept = shipped.keys() & now.keys()
    assert len(kept) > len(now) / 2
    assert all(set(shipped[one]) == set(now[one]) for one in kept)


def test_needs_are_kept_as_they_are(tmp_path):
    behaviours = behaviours_from({"one": behaviour("one", patterns={"en": [r"\b(?:ok|k)\b|never mind"]})})
    write_needs(tmp_path / NEEDS, behaviours)
    known = read_needs(tmp_path / NEEDS)
    assert [set(rows) for rows in known.values()] == [set(needed(r"\b(?:ok|k)\b|never mind"))]
    assert read_needs(tmp_path / "none") == {}


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
    assert {name: text[slice(*span)] for name, span in matcher.found([text])[0].spans.items()} == found


def test_what_is_denied_is_no_veto_for_the_weights(shipped):
    # They never learnt from vetoes so broad, and would judge all else by them.
    (seen, _), *_ = shipped.open(Message("agent", "We forgot to attach the receipt."))
    assert "fault.blame" in seen.denied
    assert "fault.blame" not in {*seen.spans, *seen.forbidden}
