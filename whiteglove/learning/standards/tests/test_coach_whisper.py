"""What the coach says about a reply, in a table: few words, the worthiest first, and silence in doubt."""

import pytest

from whiteglove.ground.reader.reading import Finding, Message, Reading, Sentence
from whiteglove.learning.standards.coaching import (
    Draft,
    Situation,
    answers,
    fault_in,
    good_places,
    key_of,
    missing,
    short,
)

ANGRY = frozenset({"emotion.angry"})
WORRIED = frozenset({"emotion.worried"})
LONG = ("We have looked at the two payments in our books and we see what went wrong with the bank on that day",)
CLOSED = {"greeting", "name_used", "farewell"}


def draft(*shown: str, sentences: tuple[str, ...] = LONG) -> Draft:
    return Draft(frozenset(shown), sentences)


def ids(around: Situation, written: Draft, observed=()) -> list[str]:
    return [one.id for one in missing(around, written, observed)]


@pytest.mark.parametrize(
    ("around", "written", "wanted"),
    [
        # Somebody upset hears first that we understand, then that we're sorry.
        (Situation(feels=ANGRY), draft(*CLOSED, "next_steps"), ["understanding", "apology"]),
        (Situation(feels=ANGRY), draft(*CLOSED, "next_steps", "empathy"), ["apology"]),
        (Situation(feels=ANGRY), draft(*CLOSED, "next_steps", "empathy", "apology"), []),
        (Situation(feels=ANGRY), draft(*CLOSED, "next_steps", "reflection", "apology"), []),
        # Whoever worries was not wronged.
        (Situation(feels=WORRIED), draft(*CLOSED, "next_steps"), ["understanding"]),
        # A promise wants a time.
        (Situation(), draft(*CLOSED, "commitment"), ["when"]),
        (Situation(), draft(*CLOSED, "commitment", "vague_time"), ["when"]),
        (Situation(), draft(*CLOSED, "commitment", "timeline"), []),
        (Situation(), draft(*CLOSED, "working"), ["when"]),
        (Situation(), draft(*CLOSED, "done"), ["next"]),
        # A question is a next step.
        (Situation(), draft(*CLOSED, "question"), []),
        (Situation(solved=True), draft(*CLOSED), []),
        # How a mail begins and ends; a chat greets once.
        (Situation(name="Cleo"), draft("next_steps", "farewell"), ["greeting", "name"]),
        (Situation(name="Cleo"), draft("next_steps", "farewell", "greeting"), ["name"]),
        (Situation(name=""), draft("next_steps", "farewell", "greeting"), []),
        (Situation(channel="chat", name="Cleo"), draft("next_steps", "name_used"), ["who"]),
        (Situation(channel="chat", name="Cleo", first=False), draft("next_steps"), []),
        (Situation(channel="chat", first=False, solved=True), draft("done"), ["else"]),
        (Situation(), draft("greeting", "name_used", "next_steps", sentences=LONG * 2), ["farewell"]),
        (Situation(signed=True), draft("greeting", "name_used", "next_steps", sentences=LONG * 2), []),
        (Situation(channel="chat", first=False), draft("next_steps", sentences=LONG * 2), []),
        # An open question comes before the form.
        (Situation(asked=("When will it come?",)), draft(*CLOSED, "next_steps"), ["answer"]),
        (Situation(asked=("When will it come?",)), draft(*CLOSED, "timeline"), ["next"]),
    ],
)
def test_what_is_missing(around, written, wanted):
    assert ids(around, written) == wanted


def test_never_more_than_three():
    assert len(ids(Situation(feels=ANGRY, name="Cleo", asked=("When?",)), draft("commitment"))) == 3


@pytest.mark.parametrize("words", [(), ("Hello",), ("Hello there",)])
def test_nothing_is_said_about_the_first_words(words):
    assert ids(Situation(feels=ANGRY, name="Cleo", asked=("When?",)), draft(sentences=words)) == []


def test_what_no_step_of_the_standard_asks_for_is_not_missed():
    around = Situation(feels=ANGRY)
    assert ids(around, draft(*CLOSED, "next_steps"), {"apology", "greeting"}) == ["apology"]


@pytest.mark.parametrize(
    ("question", "shown", "said", "yes"),
    [
        ("When do I get my money?", {"timeline"}, "You get it on Friday.", True),
        ("When do I get my money?", set(), "You get your money soon.", False),
        ("How long does it take?", {"timeline"}, "Two days.", True),
        ("How much is it?", set(), "It is 12 euros.", True),
        ("How much is the delivery?", set(), "That is all free.", False),
        ("Can you send it again?", {"commitment"}, "We will.", True),
        ("Could you change the address?", {"limitation"}, "It has left already.", True),
        ("Is the shop open on Sundays?", set(), "Yes, until four.", True),
        ("Where is my parcel?", set(), "Your parcel is in Leeds.", True),
        ("Where is my parcel?", set(), "Thank you for writing.", False),
        ("Why?", set(), "Because of the strike.", True),
    ],
)
def test_whether_a_question_was_taken_up(question, shown, said, yes):
    assert answers(question, draft(*shown, sentences=(said,))) is yes


def test_a_long_question_is_quoted_by_its_end():
    quoted = short("I ordered it three weeks ago and I have heard nothing since, so where is my parcel now?")
    assert quoted.startswith("… ")
    assert quoted.endswith("where is my parcel now?")
    assert len(quoted) <= 46


def reading(*sentences: tuple[str, list[tuple[str, str]]]) -> Reading:
    """`reading(("I can't do that", [("fault.cant", "can't do that")]))`"""
    text, made, found = "", [], []
    for number, (words, shows) in enumerate(sentences):
        start = len(text) + bool(text)
        text = f"{text} {words}".strip()
        made.append(Sentence(start, start + len(words), words))
        for behaviour, quote in shows:
            at = start + words.index(quote)
            found.append(Finding(behaviour, number, at, at + len(quote), quote, 1.0, "rule"))
    return Reading(Message("agent", text), "en", tuple(made), tuple(found))


def test_of_several_faults_the_gravest_is_told():
    found = fault_in(
        reading(
            ("It's our policy.", [("fault.policy", "our policy")]), ("You forgot.", [("fault.blame", "You forgot")])
        )
    )
    assert found.behaviour == "fault.blame"


def test_a_sentence_that_may_turn_around_is_waited_for():
    written = reading(("I can't do that", [("fault.cant", "can't do that")]))
    assert fault_in(written, caret=15) is None
    assert fault_in(written).behaviour == "fault.cant"


def test_a_refusal_with_a_way_on_is_none():
    refusal = ("I can't do that.", [("fault.cant", "can't do that")])
    way_on = ("What I can do is call them.", [("alternative", "What I can do")])
    assert fault_in(reading(refusal, way_on)) is None
    assert fault_in(reading(refusal)) is not None


def test_blame_is_told_while_the_sentence_goes_on():
    assert fault_in(reading(("You should have", [("fault.blame", "You should have")])), caret=15) is not None


def test_what_was_waved_away_stays_away():
    written = reading(("You forgot.", [("fault.blame", "You forgot")]))
    fault = fault_in(written)
    assert fault_in(written, let_be=[key_of(fault.behaviour, fault.quote)]) is None


def test_good_places_that_touch_are_one_and_faults_are_none():
    written = reading(
        ("Hello Cleo, thank you.", [("greeting", "Hello"), ("name_used", "Cleo"), ("thanks", "thank you")]),
        ("I'm sorry you forgot.", [("apology", "I'm sorry you forgot"), ("fault.blame", "you forgot")]),
    )
    fault = fault_in(written)
    assert good_places(written, [(fault.start, fault.end)]) == [(0, 21)]
