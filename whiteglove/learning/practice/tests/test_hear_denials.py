"""Whether a customer was told something, or told that it isn't so; and whether a number is theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.practice.engine.denials import affirms
from whiteglove.learning.practice.engine.figures import wrong_figures
from whiteglove.learning.practice.engine.play import play
from whiteglove.learning.practice.engine.scoring import score
from whiteglove.learning.practice.engine.words import any_of, plain, visible

from .lamp import case, turn

pytestmark = pytest.mark.engineless
COURIER = (("tomorrow",), ("courier", "bring*"))
SAFE = (("won't be cut", "not be cut", "nothing is cut"), ("line", "telephone"))


def told(text, groups=COURIER, language="en"):
    return len(affirms(plain(text), groups, language)) == len(groups)


@pytest.mark.parametrize("text", [
    "The courier brings it tomorrow.", "It isn't your fault, and the courier brings it tomorrow.",
    "Don't worry, the courier brings it tomorrow.", "The courier brings it tomorrow, so you won't have to wait.",
    "The courier doesn't only ring, he brings it tomorrow.", "I won't forget the courier tomorrow.",
    "It couldn't go out on Friday, so a courier brings it tomorrow.",
    "A courier who won't ring twice brings it: he isn't there today but tomorrow.",
    "It isn't a letter, it's a courier, and he comes tomorrow.",
])  # fmt: skip
def test_a_no_in_passing_denies_nothing(text):
    assert told(text), text


@pytest.mark.parametrize("text", [
    "The courier doesn't bring it tomorrow.", "The courier will not come tomorrow.",
    "It is not true that the courier comes tomorrow.", "It's a mistake that the courier, a slow one, comes tomorrow.",
    "I don't think that the courier will be there tomorrow, or the day after.", "There's no courier tomorrow.",
    "The courier dont come tomorrow.", "I doubt that the courier brings it tomorrow.",
    "You don't have to stay in and wait for the courier tomorrow.", "No courier brings it, never tomorrow.",
])  # fmt: skip
def test_what_is_denied_isnt_told(text):
    assert not told(text), text


@pytest.mark.parametrize(("text", "is_told"), [
    ("Your line won't be cut off.", True), ("Nothing is cut, your line stays.", True),
    ("Nothing will not be cut, neither your line.", False), ("It isn't so that your line won't be cut off.", False),
])  # fmt: skip
def test_a_denial_that_is_listened_for_is_told_by_denying_it_once(text, is_told):
    assert told(text, SAFE) is is_told, text


@pytest.mark.parametrize(("language", "said", "denied"), [
    ("de", "Der Monteur kommt morgen, nicht heute.", "Der Monteur kommt morgen nicht."),
    ("fr", "Ne vous inquiétez pas, le coursier passe demain.", "Le coursier ne passe pas demain."),
    ("es", "No se preocupe, el mensajero llega mañana.", "El mensajero no llega mañana."),
    ("pt", "Não se preocupe, o estafeta chega amanhã.", "O estafeta não chega amanhã."),
])  # fmt: skip
def test_in_other_languages_too(language, said, denied):
    words = (("morgen", "demain", "manana", "amanha"), ("kommt", "passe", "llega", "chega"))
    assert told(said, words, language) and not told(denied, words, language)


@given(st.text(st.sampled_from("abctom rw,.:;"), max_size=80))
def test_without_a_denial_words_count_wherever_they_stand(text):
    groups = (("tom*",), ("cab", "ab"))
    found = {place for place, group in enumerate(groups) if any_of(group).search(plain(text))}
    assert affirms(plain(text), groups, "en") == found


def test_saying_that_what_was_done_wasnt_done_fails():
    amount = case().values["amount"]
    asked = turn(("Hello Cleo, which order is it?", "question", "greeting"))
    said = turn("I have not refunded it, the money is there in days.", do=(f"refund {amount}",))
    run = play(case(), [asked, said])
    assert "disowned" in {one.kind for one in run.turns[-1].marks} and "disowned" in score(run).caps


def test_what_isnt_done_yet_may_be_said():
    run = play(case(), [turn(("Which order is it?", "question")), turn("I have not refunded it yet.")])
    assert run.turns[-1].marks == ()


@pytest.mark.parametrize(("said", "wrong"), [
    ("It's order {order}, with {amount} euros.", 0), ("It's order {order}7.", 0), ("You get 77.77 euros.", 1),
    ("Two lamps are {double} euros.", 0), ("It takes 3 days, by 14:30 on 12 May.", 0), ("You have 99 euros back.", 1),
    ("Write by 2027.", 0), ("Order 998 it is.", 1), ("He comes at 14.30, on 12.11, or um 9.15 Uhr.", 0),
    ("You have it back by 14.30 euros.", 1), ("You get 23.11.", 1),
])  # fmt: skip
def test_amounts_are_those_of_the_matter(said, wrong):
    one = case()
    text = said.format(**one.values, double=f"{2 * float(one.values['amount']):.2f}")
    assert len(wrong_figures(one, text)) == wrong, text


def test_a_reference_of_the_same_shape_is_this_one_or_wrong():
    one = case(varies={"order": ["TK-3391", "TK-4402"], "amount": ["10.00", "20.50"]})
    other = {"TK-3391": "TK-4402", "TK-4402": "TK-3391"}[one.values["order"]]
    assert wrong_figures(one, f"Ticket {other} it is.") == (plain(other),)
    assert not wrong_figures(one, f"Ticket {one.values['order']}, by 3 May, gate B12.")


@pytest.mark.parametrize(("written", "seen"), [
    ("de\u200dpot", "depot"), ("x\u3164y", "xy"), ("❤\ufe0f", "❤\ufe0f"),
    ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
])  # fmt: skip
def test_signs_that_nobody_sees_are_taken_out(written, seen):
    assert visible(written) == seen
