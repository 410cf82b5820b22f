"""Conversations as other programs write them: recognised, put together, and never a reason to stop."""
# ruff: noqa: E501  (values on one line)

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.transcripts import csv_rows, json_objects, objects
from whiteglove.ground.reader.transcripts.gathering import Gathering
from whiteglove.ground.reader.transcripts.shapes import Bad, Keys, Row, Said, Talk, clean, moment
from whiteglove.ground.reader.transcripts.sides import script, settle, side_of

KEYS = Keys()


def stream(text: str | bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(text.encode("utf-8", "replace") if isinstance(text, str) else text))


def lines(text: str | bytes) -> list:
    return list(json_objects.of_lines(stream(text), KEYS, "f"))


def document(text: str | bytes) -> list:
    return list(json_objects.of_document(stream(text), KEYS, "f"))


def rows(lines: str, **chosen: str) -> list:
    return list(csv_rows.of_lines(stream(lines), Keys(chosen), "f"))


def words(talk: Talk) -> list[tuple[str, str]]:
    return [(one.side, one.text) for one in settle(talk).said]


@pytest.mark.parametrize(
    "line",
    [
        {"id": "7", "messages": [{"from": "customer", "text": "Hi"}, {"from": "agent", "text": "Hello"}]},
        {"id": 7, "messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": [{"type": "text", "text": "Hello"}]}]},
        {"dialogue_id": "7", "turns": [{"speaker": "USER", "utterance": "Hi"}, {"speaker": "SYSTEM", "utterance": "Hello"}]},
        {"conversation_id": "7", "log": [{"author": {"type": "visitor"}, "body": "Hi"}, {"author": {"type": "operator"}, "body": "Hello"}]},
        {"id": "7", "utterances": ["Customer: Hi", "Agent: Hello"]},
        {"id": "7", "dialogue": [["customer", "Hi"], ["agent", "Hello"]]},
        {"id": "7", "transcript": "Customer: Hi\nAgent: Hello"},
        {"id": 7, "requester_id": 1, "comments": [{"author_id": 1, "body": "Hi"}, {"author_id": 2, "plain_body": "Hello", "body": "x"}]},
    ],
)  # fmt: skip
def test_one_conversation_a_line_in_many_shapes(line):
    [talk] = lines(json.dumps(line))
    assert talk.id == "7"
    assert words(talk) == [("customer", "Hi"), ("agent", "Hello")]


def test_a_list_is_a_conversation_of_its_messages():
    [talk] = lines('[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]')
    assert words(talk) == [("customer", "Hi"), ("agent", "Hello")]


def test_a_private_comment_of_a_ticket_isnt_read():
    comments = [{"author_id": 1, "body": "Hi"}, {"author_id": 2, "body": "Odd one.", "public": False}]
    [talk] = lines(json.dumps({"id": 7, "requester_id": 1, "comments": comments}))
    assert [side for side, _ in words(talk)] == ["customer", "system"]


def test_a_comment_with_nothing_but_html_is_read_without_its_tags():
    comments = [{"author_id": 1, "html_body": "<p>Where is <b>it</b> &amp; why?</p>"}]
    [talk] = lines(json.dumps({"id": 7, "requester_id": 1, "comments": comments}))
    assert words(talk) == [("customer", "Where is it & why?")]


@pytest.mark.parametrize("wrapped", ["[{0}]", '{{"tickets": [{0}], "users": [{{"id": 1, "name": "Cleo"}}]}}', "{0}"])
def test_a_whole_document_is_read_item_by_item(wrapped: str):
    items = [{"id": n, "messages": [{"from": "customer", "text": f'{{"[{n}\\ '}]} for n in range(50)]
    text = wrapped.format(",\n".join(json.dumps(one, indent=1) for one in items))
    assert [one.id for one in document(text)] == [str(n) for n in range(50)]
    assert words(document(text)[3]) == [("customer", '{"[3\\ ')]


def test_a_document_may_be_far_longer_than_what_is_read_at_once(monkeypatch):
    monkeypatch.setattr(json_objects, "PIECE", 7)
    items = [{"id": n, "messages": [{"from": "agent", "text": 'é"\\\n]}' * n}]} for n in range(20)]
    assert [words(one) for one in document(json.dumps(items))] == [[("agent", 'é"\\\n]}' * n)] for n in range(20)]


@pytest.mark.parametrize(
    ("head", "whole"),
    [
        ('{"id": 1, "messages": []}\n{"id": 2}', False),
        ('{"id": 1, "messages": [', False),
        ('{"id": 1, broken\n{"id": 2}', False),
        ('{\n "id": 1\n}', True),
        ('[\n{"id": 1}', True),
        ('[{"id": 1, "messages": []}]', True),
        ('[{"role": "user"}]\n[{"role": "user"}]', False),
        ('{"tickets": [{"id": 1', True),
    ],
)
def test_a_document_is_told_from_lines(head: str, whole: bool):
    assert json_objects.is_document(head.encode()) is whole


@pytest.mark.parametrize("line", ['{"id": 1', "nonsense", '"text"', "17", '{"a": 1}', "[" * 100_000, "\x00\x01"])
def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(line: str):
    good = '{"conversation": "7", "from": "agent", "text": "Hi"}'
    first, bad, last = lines(f"{good}\n{line}\n{good}\n")
    assert isinstance(first, Row) and isinstance(last, Row)
    assert (bad.line, last.said.line) == (2, 3)
    assert bad.says and bad.do


def test_a_document_cut_off_says_so():
    found = document('[{"id": 1, "messages": []}, {"id": 2, "mess')
    assert [type(one) for one in found] == [Talk, Bad]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["messages", "text", "from", "id", "comments", "author_id", "tickets", "role", "at"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_any_json_is_understood_or_told(value):
    for one in objects.told(value, 1, KEYS, "f"):
        assert isinstance(one, Talk | Row | Bad)
        if isinstance(one, Talk) and (settled := settle(one, otherwise="customer")):
            assert all(each.side for each in settled.said)


@given(st.binary(max_size=400))
def test_any_bytes_are_understood_or_told(raw: bytes):
    for found in (lines(raw), document(raw)):
        assert all(isinstance(one, Talk | Row | Bad) for one in found)


@given(st.lists(st.tuples(st.sampled_from(["7", "8"]), st.sampled_from(["agent", "customer"]), st.text(st.characters(exclude_characters="\0", codec="utf-8"))), min_size=1), st.sampled_from(",;\t|"))  # fmt: skip
def test_whatever_is_written_as_csv_is_read_back(messages, delimiter: str):
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["Conversation ID", "Author role", "Message text (body)"])
    writer.writerows(messages)
    found = rows(made.getvalue(), text="messagetextbody")
    told = [(one.conversation, one.said.speaker, one.said.text) for one in found if isinstance(one, Row)]
    assert [(a, b, c.replace("\r\n", "\n").replace("\r", "\n")) for a, b, c in told if not script(c)] == [
        (a, b, c.replace("\r\n", "\n").replace("\r", "\n")) for a, b, c in messages if not script(c)
    ]


def test_columns_are_guessed_by_their_names():
    [row] = rows("Ticket ID;Sent at;Sender type;Body\n7;2026-11-02;End-user;Where is it?\n")
    assert (row.conversation, row.said.at, row.said.speaker, row.said.text) == (
        "7", "2026-11-02", "End-user", "Where is it?")  # fmt: skip


def test_columns_are_guessed_by_what_is_in_them():
    found = rows("x,y,z\ncustomer,1,Where is my parcel now?\nagent,1,It left this morning already.\n")
    assert [(one.said.speaker, one.said.text[:8]) for one in found] == [("customer", "Where is"), ("agent", "It left ")]


def test_columns_can_be_numbers_where_nothing_names_them():
    [row, _] = rows("7,customer,Where is it?\n7,agent,Here.\n", conversation="1", side="2", text="3")
    assert (row.conversation, row.said.speaker, row.said.text, row.said.line) == ("7", "customer", "Where is it?", 1)


def test_a_cell_may_hold_a_whole_conversation():
    [talk] = rows('id,transcript\n7,"Agent: Hello\nCustomer: Where is it?\n  I wait."\n')
    assert (talk.id, words(talk)) == ("7", [("agent", "Hello"), ("customer", "Where is it?\n  I wait.")])


def test_a_table_without_text_is_refused_with_its_columns():
    with pytest.raises(csv_rows.NoColumns, match="a, b"):
        rows("a,b\n1,2\n")
    with pytest.raises(csv_rows.NoColumns, match="no column “who”"):
        rows("side,text\nagent,Hello\n", side="who")


def test_a_row_that_is_too_short_is_told_with_its_line():
    row, bad = rows("id,side,text\n7,agent,Hello\n8\n")
    assert (row.said.line, bad.line) == (2, 3)


def test_a_quotation_mark_never_closed_costs_only_what_it_swallows(monkeypatch):
    monkeypatch.setattr(csv_rows, "LONGEST_LINE", 200)
    text = 'side,text\nagent,"Hello\n' + "agent,Fine words\n" * 40
    found = rows(text)
    assert any(isinstance(one, Bad) and "quotation mark" in one.says for one in found)
    assert sum(isinstance(one, Row) for one in found) > 20


def test_a_quotation_mark_open_to_the_files_end_costs_its_own_row():
    found = rows('side,text\nagent,"unclosed\ncustomer,Fine words\nagent,Good day')
    assert [one.line if isinstance(one, Bad) else one.said.text for one in found] == [2, "Fine words", "Good day"]


def test_a_quotation_mark_closed_only_far_below_costs_its_own_row():
    text = 'side,text\nagent,"unclosed\n' + "customer,Fine words\n" * 100 + 'agent,"Well, good day"\nagent,Bye\n'
    found = rows(text)
    assert [one.line for one in found if isinstance(one, Bad)] == [2]
    assert sum(isinstance(one, Row) for one in found) == 102


def test_no_row_of_a_long_file_is_lost():
    found = rows("side,text\n" + "".join(f"agent,Words of {n}\n" for n in range(100)))
    assert [one.said.text for one in found] == [f"Words of {n}" for n in range(100)]


def test_a_long_conversation_in_one_cell_stays_whole():
    script = "".join(f"Customer: Hello, and {n}\nAgent: Good day to you\n" for n in range(60))
    [talk] = rows(f'id,text\n7,"{script}"\n')
    assert len(talk.said) == 120


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Agent", "agent"), ("support_agent_12", "agent"), ("Customer Service", "agent"), ("CSR", "agent"), ("therapist", "agent"),
        ("bot", "agent"), ("end-user", "customer"), ("User1", "customer"), ("C", "customer"), ("visitor", "customer"), ("inbound", "customer"),
        ("system", "system"), ("Ada", ""), ("12", ""), ("", ""),
    ],
)  # fmt: skip
def test_names_say_who_somebody_is(name: str, side: str):
    assert side_of(name) == side


def talk(*said: tuple[str, str]) -> Talk:
    return Talk("7", [Said(text, who) for who, text in said])


def sides(one: Talk, **more) -> list[str]:
    return [said.side for said in settle(one, **more).said]


def test_of_two_strangers_the_one_who_began_is_the_customer():
    assert sides(talk(("Cleo", "Where is it?"), ("Ada", "Here."))) == ["customer", "agent"]
    assert settle(talk(("Cleo", "Where is it?"), ("Ada", "Here."))).guessed


def test_whoever_offers_help_first_is_the_agent():
    assert sides(talk(("Ada", "Thanks for calling, how can I help?"), ("Cleo", "Hi."))) == ["agent", "customer"]


def test_a_named_agent_settles_it():
    assert sides(talk(("Cleo", "Hi"), ("Ada", "Hi")), agents={"cleo"}) == ["agent", "customer"]
    assert settle(talk(("Cleo", "Hi"), ("Ada", "Hi")), agents={"ada"}).customer_names == ("Cleo",)


def test_a_system_message_isnt_read_where_an_agent_answers():
    assert sides(talk(("user", "Hi"), ("system", "Ada joined."), ("agent", "Hi"))) == ["customer", "system", "agent"]
    assert sides(talk(("user", "Hi"), ("system", "Which area?"))) == ["customer", "agent"]


def test_where_nobody_is_named_somebody_must_say():
    assert settle(talk(("", "Hi"))) is None
    assert sides(talk(("", "Hi")), otherwise="agent") == ["agent"]


def row(conversation: str, text: str) -> Row:
    return Row(conversation, Said(text, "agent"))


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.text(max_size=3)), max_size=40),
    st.integers(1, 4),
    st.integers(1, 9),
)
def test_gathering_loses_and_invents_nothing(messages, open_: int, held: int):
    found = list(Gathering("f", open_=open_, held=held).of(row(*one) for one in messages))
    talks = [one for one in found if isinstance(one, Talk)]
    for name in "abcde":
        told = [said.text for one in talks if one.id == name for said in one.said]
        assert told == [text for conversation, text in messages if conversation == name]
    assert max((len(one.said) for one in talks), default=0) <= held + 1


def test_mixed_conversations_are_put_together():
    found = Gathering("f").of([row("a", "1"), row("b", "2"), row("a", "3")])
    assert {one.id: [said.text for said in one.said] for one in found} == {"a": ["1", "3"], "b": ["2"]}


def test_a_conversation_that_goes_on_too_late_is_told():
    found = list(Gathering("f", open_=1).of([row("a", "1"), row("b", "2"), row("a", "3")]))
    assert [one.says for one in found if isinstance(one, Bad)] == [
        "conversation a goes on here, long after it seemed over"
    ]


def test_a_message_of_no_conversation_is_read_alone():
    assert [one.id for one in Gathering("f").of([Row("", Said("Hi", line=3)), Row("", Said("Ho", line=4))])] == [
        "f#3",
        "f#4",
    ]


@given(st.text())
def test_what_is_cleaned_can_be_printed_and_keeps_its_places(text: str):
    broken = text + "\ud83d"
    assert len(clean(broken)) == len(broken)
    clean(broken).encode()


@pytest.mark.parametrize(("at", "year"), [("2026-11-02T09:00:00Z", 2026), ("1793610000", 2026), ("1793610000000", 2026), ("soon", None), ("9" * 40, None)])  # fmt: skip
def test_times_are_read_or_not_known(at: str, year: int | None):
    assert getattr(moment(at), "year", None) == year
