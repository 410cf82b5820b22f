"""The words of macros: known names are variables, everything else stays what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.desk import macro_steps
from whiteglove.service.desk.macro_words import VARIABLES, blanks, fill, language_for, unknown

anything = st.text(st.characters(codec="utf-8"), max_size=80)


@given(anything, st.dictionaries(st.sampled_from(sorted(VARIABLES)), anything))
def test_nothing_of_a_variable_is_left_and_each_blank_is_told(text, values):
    template = text.replace("⟨", "") + " {name} {link} {subject}"
    filled = fill(template, values)
    assert not [name for name in VARIABLES if f"{{{name}}}" in filled.text and f"{{{name}}}" not in str(values)]
    assert set(blanks(filled.text)) == set(filled.missing)


@given(anything)
def test_text_without_braces_stays_as_it_is(text):
    plain = text.replace("{", "(").replace("}", ")")
    assert fill(plain, {}).text == plain


def test_a_value_is_never_read_as_a_variable_or_a_blank():
    filled = fill("{subject} {agent}", {"subject": "{agent} ⟨name⟩", "agent": "Ada"})
    assert filled.text == "{agent} name Ada" and filled.missing == ()


def test_a_missing_value_is_a_blank_and_named_once():
    assert fill("{name}, {name}", {"name": "  "}).missing == ("name",)


@pytest.mark.parametrize(
    ("text", "wrong"), [("{nmae} {name}", ["nmae"]), ('{"a": 1}', []), ("{}", []), ("{a}{a}", ["a"])]
)
def test_unknown_names_are_told_once(text, wrong):
    assert unknown(text) == wrong


@pytest.mark.parametrize(
    ("wanted", "written", "chosen"),
    [
        (["fr-CA"], ["en", "fr"], "fr"), (["pt"], ["en", "pt-BR"], "pt-BR"), (["ja", "de"], ["en", "de"], "de"),
        (["ja"], ["fr", "en"], "en"), (["ja"], ["fr"], "fr"), ([""], [], ""),
    ],
)  # fmt: skip
def test_the_language_is_the_nearest_that_is_written(wanted, written, chosen):
    assert language_for(wanted, written) == chosen


def test_every_step_has_words_a_verb_and_a_way_back():
    from whiteglove.service.desk.actions.macro_doing import DOES
    from whiteglove.service.desk.actions.macro_undoing import UNDOES

    assert set(DOES) == set(UNDOES) == set(macro_steps.ORDER)


@pytest.mark.parametrize(
    ("seconds", "words"), [(86400, "1 day"), (7200, "2 hours"), (90 * 60, "90 minutes"), (30, "1 minute")]
)
def test_a_span_is_said_in_its_largest_unit(seconds, words):
    assert macro_steps.spoken(seconds) == words
