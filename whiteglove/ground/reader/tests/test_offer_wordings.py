"""A kinder wording stands in the place of the fault, and the rest of the sentence stays."""
# ruff: noqa: E501  (sentences on one line)

from time import process_time

import pytest

from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from
from whiteglove.ground.reader.proof import problems_of
from whiteglove.ground.reader.tests.conftest import shipping
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


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("You forgot the file, please send it again.", "You forgot", "Please send it again."),
        ("You forgot the file, could you send it again?", "You forgot", "Could you send it again?"),
        ("You should have called, so let me do it.", "You should have", "Let me do it."),
        ("You should have read page 2.", "You should have", "You should have read page 2."),
        ("You should have called by Friday.", "You should have", "You should have called by Friday."),
        ("You should have called today.", "You should have", "You should have called today."),
        ("You should have written to help@shop.example.", "You should have", None),
        ("You should have told Fatou.", "You should have", None),
        ("You should have called so please do it now.", "You should have", None),
        ("You didn't send it, and that's why it was cancelled.", "You didn't send", None),
        ("You didn't send it, so it was cancelled.", "You didn't send", None),
        ("You didn't send it, so I can't refund you.", "You didn't send", None),
        ("We can't do that, but I can send you a new one.", "We can't do that, but I can send you a new one", None),
        ("You should have read page 2, but I can help.", "You should have", None),
        ("You should have read the terms, but 30 days are over.", "read the", "Let us look at the terms together, but 30 days are over."),
    ],
)  # fmt: skip
def test_no_fact_no_request_and_no_half_thought_goes_with_the_fault(text, words, after):
    assert mended(text, words) == (after or text)


def test_long_words_take_little_time():
    text = "You should have " + "a" * 100_000 + " , " * 20_000
    began = process_time()
    mended(text, "You should have")
    assert process_time() - began < 2


def test_what_the_condition_understood_may_go():
    wording = {"when": r"only \d+ days?\b", "say": "each day counts"}
    [behaviour] = behaviours_from({"fault.blame": FAULT | {"instead": {"en": [wording]}}})
    text = "It took only 3 days."
    found = alternative(behaviour, text, (0, 10), (0, len(text)), language="en", upset=False)
    assert found.text == "Each day counts."


def test_what_follows_is_offered_only_where_it_is_no_fault():
    text = "You should have called, but that is our policy."
    places = (0, 15), (0, len(text))
    offered = alternative(BLAME, text, *places, language="en", upset=False)
    assert offered.text == "That is our policy."
    other = alternative(BLAME, text, *places, language="en", upset=False, is_fault=lambda said: "policy" in said)
    assert other.text == "Let me see what happened"


@pytest.mark.parametrize(
    ("behaviour", "text", "after"),
    [
        ("fault.negative", "Unfortunately we're closed.", "Let me tell you when we're open, and what I can do until then."),
        ("fault.negative", "Unfortunately we're closed until 7 January.", None),
        ("fault.negative", "Unfortunately our office is closed for renovation until March.", None),
        ("fault.curt", "We're closed today.", None),
        ("fault.argues", "You never paid invoice 4711 (see attached).", None),
        ("fault.cant", "We can't ship before Monday and can't refund either.", None),
        ("fault.cant", "I can't change it.", "A change isn't open to us here; what I can do is look for the nearest thing."),
        ("fault.blame", "You can't be blamed for that.", "None of this is down to you."),
    ],
)  # fmt: skip
def test_our_own_wordings_claim_no_time(behaviour, text, after):
    whole = (0, len(text))
    found = alternative(shipping().behaviours[behaviour], text, whole, whole, language="en", upset=False)
    assert (found.text if found else None) == after


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
