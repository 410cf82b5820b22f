"""Messages that name the one they answer become conversations, in whatever order they come and however many there are."""
# ruff: noqa: E501  (values on one line)

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.tests.test_take_in_transcripts import lines, rows, words
from whiteglove.ground.reader.transcripts.gathering import Gathering
from whiteglove.ground.reader.transcripts.remembered import Remembered
from whiteglove.ground.reader.transcripts.shapes import Bad, Row, Said, Talk, ids_of, moment

HEADER = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
TWEETS = (
    "3,shop,False,Tue Oct 31 22:10:47 +0000 2017,It left.,4,2\n"
    "4,812,True,Tue Oct 31 22:11:45 +0000 2017,Thanks.,,3\n"
    "2,812,True,Tue Oct 31 21:08:27 +0000 2017,Where is it?,3,\n"
    "9,813,True,Wed Nov 01 08:00:00 +0000 2017,Where are you?,,\n"
)


def gathered(found, **limits) -> list:
    return list(Gathering("f", **limits).of(found))


def said(id_: int, *answers: int, at: str = "") -> Row:
    return Row("", Said(f"m{id_}", "agent", id=str(id_), line=id_, at=at), "", tuple(map(str, answers)))


def told(found: list) -> dict[str, list[str]]:
    return {one.id: [each.id for each in one.said] for one in found if isinstance(one, Talk)}


def test_a_table_with_replies_becomes_conversations_in_the_order_of_their_answers():
    found = gathered(rows(HEADER + TWEETS))
    assert {one.id: words(one) for one in found} == {
        "2": [("customer", "Where is it?"), ("agent", "It left."), ("customer", "Thanks.")],
        "9": [("customer", "Where are you?")],
    }


def test_numbers_with_a_point_are_the_same_ids():
    text = "id,text,in_response_to_tweet_id\n2,Where is it?,\n3,It left.,2.0\n5,Hello there,nan\n"
    assert told(gathered(rows(text))) == {"2": ["2", "3"], "5": ["5"]}


def test_lines_of_json_may_name_what_they_answer():
    said_ = [
        {"id": "b", "speaker": "ada", "reply_to": "a", "text": "It left."},
        {"id": "a", "speaker": "cleo", "reply_to": None, "text": "Where is it?"},
    ]
    [talk] = gathered(lines("\n".join(map(json.dumps, said_))))
    assert words(talk) == [("customer", "Where is it?"), ("agent", "It left.")]


def test_a_named_conversation_counts_more_than_what_a_message_answers():
    text = "id,conversation_id,text,reply_to\n1,7,Where is it?,\n2,8,It left.,1\n"
    assert set(told(gathered(rows(text)))) == {"7", "8"}


def test_two_beginnings_turn_out_to_be_one_conversation():
    assert told(gathered([said(3, 2), said(1), said(2, 1)])) == {"1": ["1", "2", "3"]}


def test_answers_to_a_message_that_is_missing_stay_together():
    assert told(gathered([said(3, 1), said(2, 1)])) == {"2": ["2", "3"]}


def test_who_answers_in_a_circle_loses_nothing():
    assert told(gathered([said(1, 2), said(2, 1), said(3, 3)])) == {"1": ["1", "2"], "3": ["3"]}


def test_what_comes_after_its_conversation_was_told_is_told():
    found = gathered([said(1), said(5), said(6), said(2, 1), said(3, 1)], open_=1)
    assert [one.says for one in found if isinstance(one, Bad)] == [
        "message 2 belongs to a conversation that is told already, long after it seemed over"
    ]
    assert sorted(one for many in told(found).values() for one in many) == ["1", "2", "3", "5", "6"]


@given(st.lists(st.tuples(st.integers(0, 12), st.lists(st.integers(1, 12), max_size=3)), max_size=30), st.integers(1, 6), st.integers(1, 12))  # fmt: skip
def test_no_message_is_lost_or_told_twice(made, open_: int, held: int):
    gathering = Gathering("f", open_=open_, held=held)
    found = list(gathering.of(said(*one[:1], *one[1]) for one in made))
    assert sorted(each.id for one in found if isinstance(one, Talk) for each in one.said) == sorted(
        str(one) for one, _ in made
    )
    assert (gathering.held, gathering.characters, gathering.place) == (0, 0, {})


@given(st.permutations(range(1, 9)))
def test_the_order_of_the_file_doesnt_matter(order):
    tree = {1: 0, 2: 1, 3: 1, 4: 3, 5: 0, 6: 5, 7: 6, 8: 7}
    found = told(gathered(said(one, *filter(None, [tree[one]]), at=f"2026-11-0{one}") for one in order))
    assert found == {"1": ["1", "2", "3", "4"], "5": ["5", "6", "7", "8"]}


def test_few_characters_are_held():
    long = [Row(str(n), Said("x" * 60, "agent", line=n)) for n in range(9)]
    gathering = Gathering("f", characters=100)
    for one in gathering.of(long):
        assert gathering.characters <= 100
        assert isinstance(one, Talk)


def test_a_conversation_with_its_newest_message_first_is_turned_around():
    text = "conversation,from,text,date\n7,agent,It left.,2026-11-02\n7,customer,Where is it?,2026-11-01\n8,agent,One day.,2026-11-01\n8,agent,Same day.,2026-11-01\n"
    found = gathered(rows(text))
    assert [[each.text for each in one.said] for one in found] == [
        ["Where is it?", "It left."],
        ["One day.", "Same day."],
    ]


def test_a_private_row_isnt_read():
    found = gathered(rows("ticket_id,author_role,public,text\n7,end-user,true,Where is it?\n7,agent,false,Odd one.\n"))
    assert words(found[0]) == [("customer", "Where is it?"), ("system", "Odd one.")]


@pytest.mark.parametrize(("name", "first"), [("incoming", "customer"), ("from_agent", "agent"), ("is_bot", "agent")])
def test_a_column_of_yes_and_no_says_who_speaks(name: str, first: str):
    found = gathered(rows(f"ticket_id,{name},text\n7,1,Where is it?\n7,0,It left.\n"))
    assert words(found[0])[0][0] == first and len({side for side, _ in words(found[0])}) == 2


def test_a_table_of_questions_and_answers():
    [talk] = gathered(rows("flags,instruction,category,intent,response\nB,Where is it?,ORDER,track,It left.\n"))
    assert words(talk) == [("customer", "Where is it?"), ("agent", "It left.")]


def test_a_table_with_names_of_both_sides_isnt_one_of_questions_and_answers():
    found = gathered(rows("case,customer,agent,gesagt\n7,Cleo,Ada,Where is the parcel now?\n"))
    assert [each.text for each in found[0].said] == ["Where is the parcel now?"]


def test_a_column_that_tells_the_side_goes_before_one_of_names():
    text = "transcript_id,video_title,from,interlocutor,utterance_text\n0,A film about words to say,Ada,therapist,Where is it?\n0,A film about words to say,Cleo,client,It left.\n"
    assert words(gathered(rows(text))[0]) == [("agent", "Where is it?"), ("customer", "It left.")]


@given(st.sets(st.integers()), st.sets(st.integers()))
def test_what_was_seen_is_remembered_exactly(seen, others):
    remembered = Remembered(recent=3)
    for one in seen:
        remembered.add(one)
    assert all((one in remembered) == (hash(one) in {hash(each) for each in seen}) for one in seen | others)


def test_memory_of_what_was_seen_ends_with_the_oldest():
    remembered = Remembered(recent=10, most=100)
    for one in range(1_000):
        remembered.add(one)
    assert sum(map(len, remembered.parts)) <= 100
    assert 999 in remembered and 950 in remembered and 5 not in remembered


@pytest.mark.parametrize(("value", "ids"), [("5,7", ("5", "7")), ("3.0", ("3",)), ("", ()), (None, ()), ("nan", ()), ([1, "2"], ("1", "2")), (0, ()), ({"a": 1}, ("{'a':", "1}"))])  # fmt: skip
def test_ids_of_other_messages(value, ids):
    assert ids_of(value) == ids


def test_a_time_as_posts_have_it():
    assert moment("Tue Oct 31 22:10:47 +0000 2017").isoformat() == "2017-10-31T22:10:47+00:00"
    assert moment("yesterday") is None
