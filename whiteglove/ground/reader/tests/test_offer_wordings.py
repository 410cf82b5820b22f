"""A kinder wording stands in the place of the fault, and the rest of the sentence stays."""

import pytest

from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from
from whiteglove.ground.reader.proof import problems_of
from whiteglove.ground.reader.wording import alternative, reason

FAULT = {
    "id": "fault.blame", "name": "Blames", "about": "For tests.", "side": "agent", "group": "fault",
    "why": "“{words}” blames.",
    "instead": {"en": [
        {"when": r"\bread (?:the )?(\w+)", "say": "let us look at the {1} together"},
        {"say": "here is what I found: {rest}", "when": "told"},
        {"say": "{rest}"},
        {"to": "upset", "say": "I can see how this happened"},
        {"say": "let me see what happened"},
    ]},
}  # fmt: skip
[BLAME] = behaviours_from({"fault.blame": FAULT})


def mended(text: str, words: str, upset: bool = False) -> str:
    place = text.index(words)
    first = text.rfind(". ", 0, place) + 2 if ". " in text[:place] else 0
    last = text.find(". ", place)
    sentence = (first, last + 1 if last >= 0 else len(text))
    found = alternative(BLAME, text, (place, place + len(words)), sentence, language="en", upset=upset)
    return text if found is None else text[: found.start] + found.text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("You should have told the bank.", "You should have", "Let me see what happened."),
        ("you should have called", "you should have", "let me see what happened"),
        ("You should have read the terms!", "You should have", "Let us look at the terms together."),
        ("You should have called, but I can help now.", "You should have", "I can help now."),
        ("You should have called but I can help now", "You should have", "I can help now"),
        ("I found it, but you should have called.", "you should have", "I found it, but let me see what happened."),
        ("Hello Cleo, you should have called.", "you should have", "Hello Cleo, let me see what happened."),
        ("As we already told you, it was Friday.", "As we already told", "Here is what I found: it was Friday."),
        ("Yes. You should have called. I am here.", "You should have", "Yes. Let me see what happened. I am here."),
        ("You didn’t read the terms", "You didn’t read", "Let us look at the terms together"),
    ],
)  # fmt: skip
def test_the_wording_is_fitted_into_the_sentence(text, words, after):
    assert mended(text, words) == after


def test_somebody_upset_hears_something_warmer():
    assert mended("You should have called.", "You should have", upset=True) == "I can see how this happened."


def test_no_wording_in_this_language_is_no_wording():
    text = "Vous auriez dû lire."
    assert alternative(BLAME, text, (0, 14), (0, len(text)), language="fr", upset=False) is None


def test_the_reason_quotes_a_few_words():
    assert reason(BLAME, "You should have") == "“You should have” blames."
    assert reason(BLAME, "you should have thought of that, sir") == "“you should have thought of …” blames."


@pytest.mark.parametrize(
    ("wording", "key"),
    [
        ({"say": "{whatever}"}, "instead.en[0].say"),
        ({"say": "{1}"}, "instead.en[0].say"),
        ({"say": "yes", "when": "{nobody}"}, "instead.en[0].when"),
    ],
)
def test_a_wording_with_an_unknown_blank_is_refused(wording, key):
    with pytest.raises(BehaviourError) as caught:
        behaviours_from({"fault.blame": FAULT | {"instead": {"en": [wording]}}})
    assert caught.value.problems[0][:2] == ("fault.blame", key)


def test_a_condition_that_isnt_a_pattern_is_refused():
    wrong = FAULT | {"instead": {"en": [{"say": "yes", "when": "(?=no)"}]}}
    assert [one[:2] for one in problems_of({"fault.blame": wrong})] == [("fault.blame", "instead.en[0].when")]
