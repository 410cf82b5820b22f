"""The help centre's own words in each language, its colour, and what it tells search engines."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.ui import brand
from whiteglove.ground.ui.tests.test_read_colours import contrast, tokens
from whiteglove.service.knowledge import structured, tongue
from whiteglove.service.knowledge.models import Reason

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.engineless
languages = pytest.mark.parametrize("language", sorted(tongue.known()))


@languages
def test_every_language_says_everything_with_the_same_blanks(language):
    blanks = {name: sorted(re.findall(r"{\w*}", line)) for name, line in tongue.lines("en").items()}
    assert {name: sorted(re.findall(r"{\w*}", line)) for name, line in tongue.lines(language).items()} == blanks


@languages
def test_every_reason_is_said_in_every_language(language):
    assert {f"reason_{value}" for value in Reason.values} <= set(tongue.says(language))


def test_a_language_nobody_wrote_down_is_spoken_in_english():
    assert tongue.says("nl")["search"] == "Search" and tongue.spoken("nl") == "en"
    assert tongue.says("fr-CA")["search"] == "Rechercher"
    assert (tongue.direction("ar-EG"), tongue.direction("he"), tongue.direction("fr")) == ("rtl", "ltr", "ltr")


def test_a_day_is_written_as_the_language_writes_it():
    assert [tongue.day(AT, code) for code in ("en", "fr", "de")] == [
        "2 November 2026",
        "2 novembre 2026",
        "2. November 2026",
    ]


GROUNDS = ("canvas", "raised", "surface", "overlay", "sunk", "hover")
LINE = re.compile(r"--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\);")


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_whatever_colour_is_entered_can_be_read_in_both_themes(colour):
    known = {name: (light, dark) for name, light, dark in LINE.findall(brand.sheet(colour))}
    assert set(known) == {name for name, _, _ in brand.STEPS}
    for theme in (0, 1):
        for ground in GROUNDS:
            assert contrast(known["accent"][theme], tokens()[ground][theme]) >= 4.5
        for text, ground in (
            ("on-accent", "accent-fill"),
            ("on-accent", "accent-fill-hover"),
            ("accent", "accent-tint"),
        ):
            assert contrast(known[text][theme], known[ground][theme]) >= 4.5
        assert contrast(tokens()["ink"][theme], known["accent-tint"][theme]) >= 4.5


@pytest.mark.parametrize("given", ["", "green", "#12345", "#1234567", "red;} body{display:none", "url(x)"])
def test_what_is_no_colour_changes_nothing(given):
    assert brand.sheet(given) == ""


def told(title: str, text: str = "Three days.") -> dict:
    return json.loads(structured.article(
        url="https://help.example/help/en/refunds/", title=title, summary="Soon.", text=text, language="en", first=AT,
        last=AT, by="Northwind", trail=[("Paying", "https://help.example/help/en/c/paying/")],
    ))["@graph"]  # fmt: skip


def test_search_engines_hear_of_an_article_and_where_it_stands():
    article, trail = told("Refunds")
    assert (article["@type"], article["headline"], article["dateModified"]) == ("Article", "Refunds", AT.isoformat())
    assert trail["itemListElement"][0]["name"] == "Paying"


def test_a_question_is_told_with_its_answer():
    assert told("How long does a refund take?")[2]["mainEntity"][0]["acceptedAnswer"]["text"] == "Three days."


@given(st.text())
def test_nothing_in_an_article_gets_out_of_its_description(text):
    page = structured.article(
        url="x", title=text, summary=text, text=text, language="en", first=AT, last=AT, by=text, trail=[(text, text)]
    )
    assert not set("<>&\u2028\u2029") & set(page)
    assert json.loads(page)["@graph"][0]["description"] == text
