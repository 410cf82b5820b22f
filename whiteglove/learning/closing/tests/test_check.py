"""The pure rule: what shows an answer, what spares a question, what has to be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.learning.closing.checking import (
    AGENT,
    BLOCK,
    CUSTOMER,
    NOT_NEEDED,
    OPEN,
    SEEN,
    SPARED,
    WARN,
    YES,
    Spoken,
    answered,
    at_message,
    check,
    holds_up,
    left_open,
    names_one,
)
from whiteglove.learning.closing.schema import advise

CONTENT = {
    "id": "satisfied",
    "shown_by": {"agent": ["asks"], "customer_last": ["glad"]},
    "against": ["cross"],
    "unmet": WARN,
}
WRITTEN = {"id": "documented", "shown_by": {"facts": ["noted"]}, "unless": ["one_reply"]}
AGAIN = {"id": "again", "shown_by": {"facts": ["planned"]}, "only_if": ["complex"], "spared": "It is simple"}
ASKED = Spoken("asks", AGENT, "Are you happy with it?", 2)
GLAD = Spoken("glad", CUSTOMER, "Lovely!", 3, last=True)
CROSS = Spoken("cross", CUSTOMER, "Not good enough.", 4, last=True)


def one(question, spoken=(), **facts):
    return check([question], list(spoken), facts)[0]


def test_our_words_answer_and_are_quoted():
    found = one(CONTENT, [ASKED])
    assert (found.verdict, found.shown[0].quote, found.shown[0].message) == (SEEN, "Are you happy with it?", 2)


def test_what_was_said_last_is_shown_first():
    assert [shown.message for shown in one(CONTENT, [ASKED, GLAD]).shown] == [3, 2]


def test_what_the_customer_said_earlier_is_no_word_on_the_end():
    assert one(CONTENT, [Spoken("glad", CUSTOMER, "Lovely!", 1)]).verdict == OPEN


def test_a_behaviour_of_ours_in_the_customers_mouth_shows_nothing():
    assert one(CONTENT, [Spoken("asks", CUSTOMER, "Are you happy?", 1, last=True)]).verdict == OPEN


def test_last_words_against_it_weigh_more_than_all_else():
    found = one(CONTENT, [ASKED, CROSS])
    assert (found.verdict, found.against[0].quote) == (OPEN, "Not good enough.")


def test_what_the_desk_knows_answers_too():
    assert one(WRITTEN, noted="A note was written").shown[0].says == "A note was written"


def test_a_question_is_spared_with_its_reason():
    assert (one(WRITTEN, one_reply="At once").verdict, one(WRITTEN, one_reply="At once").why) == (SPARED, "At once")
    assert (one(AGAIN).verdict, one(AGAIN).why) == (SPARED, "It is simple")
    assert one(AGAIN, complex="It is complex").verdict == OPEN


def test_words_of_the_reply_being_sent_get_its_number():
    found = at_message([one(CONTENT, [Spoken("asks", AGENT, "Happy?", 0)])], 9)
    assert found[0].shown[0].message == 9


def test_only_what_is_demanded_holds_up_and_only_where_the_pack_blocks():
    answers = check([CONTENT, WRITTEN], [], {})
    assert [one.question for one in holds_up(answers, BLOCK)] == ["documented"]
    assert holds_up(answers, WARN) == []


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("The cause was an expired card.", True),
        ("DUE TO: a typo", True),
        ("It is due tomorrow; the default stays.", False),
        ("", False),
    ],
)
def test_a_cause_is_named_by_a_whole_word(note, found):
    assert names_one(note, ["cause", "fault", "due to"]) is found
    assert not names_one(note, [])


verdicts = st.sampled_from([YES, NOT_NEEDED, "seen", "spared", "nonsense", ""])
facts = st.dictionaries(st.sampled_from(["noted", "one_reply", "complex", "planned"]), st.just("so"))
said = st.lists(st.sampled_from([ASKED, GLAD, CROSS]))


@given(said, facts, st.dictionaries(st.sampled_from(["satisfied", "documented", "again"]), verdicts))
def test_a_hand_answers_only_what_is_open_and_only_with_its_two_words(spoken, known, given_):
    before = check([CONTENT, WRITTEN, AGAIN], spoken, known)
    after = answered(before, given_)
    for was, now in zip(before, after, strict=True):
        if was.verdict != OPEN:
            assert now == was
        else:
            assert now.verdict in (OPEN, YES, NOT_NEEDED)
    assert len(left_open(after)) <= len(left_open(before))


@pytest.mark.parametrize("long", [10, 5000])
def test_quotations_are_bounded(long):
    assert len(one(CONTENT, [Spoken("asks", AGENT, "x" * long, 2)]).shown[0].quote) == min(long, 200)


def test_a_behaviour_that_stands_nowhere_is_named_with_its_place():
    told = []
    text = "self_check:\n  questions:\n    - shown_by: {customer: [confirms_solvd]}\n      against: [cross]\n"
    content = {"self_check": {"questions": [{"shown_by": {"customer": ["confirms_solvd"]}, "against": ["cross"]}]}}
    parts = {"closing": content, "behaviours": {"confirms_solved": {}, "cross": {}}}
    advise(parts, read_text(text.encode(), "closing.yaml"), lambda node, key, says: told.append((node.line, key, says)))
    [(line, key, says)] = told
    assert (line, key) == (3, "self_check.questions.0.shown_by.customer")
    assert "Did you mean confirms_solved?" in says
    assert advise({"closing": content}, read_text(text.encode(), "closing.yaml"), None) is None
