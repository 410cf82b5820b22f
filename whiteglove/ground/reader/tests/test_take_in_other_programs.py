"""Conversations as help desks, chat programs and public collections lay them out: found, in order, and who is who."""
# ruff: noqa: E501  (values on one line)

import json

import pytest

from whiteglove.ground.reader.tests.test_take_in_transcripts import KEYS, document, lines, words
from whiteglove.ground.reader.transcripts import walking
from whiteglove.ground.reader.transcripts.gathering import Gathering
from whiteglove.ground.reader.transcripts.json_objects import is_document
from whiteglove.ground.reader.transcripts.layout import layout
from whiteglove.ground.reader.transcripts.shapes import Bad, Talk
from whiteglove.ground.reader.transcripts.sides import settle

ASKED, SAID, HID = ("customer", "Where is it?"), ("agent", "It left."), ("system", "Odd one.")
COMMENTS = [
    {"author_id": 1, "body": "Where is it?"},
    {"author_id": 2, "body": "It left."},
    {"author_id": 2, "body": "Odd one.", "public": False},
]
ARTICLES = [
    {"from": "Cleo Amara <cleo@home.example>", "sender": "Customer", "body": "<div>Where is it?</div>", "content_type": "text/html", "internal": False},
    {"from": "Ada", "sender": "Agent", "type": "note", "body": "It left.", "internal": False},
    {"from": "Ada", "sender": "Agent", "type": "note", "body": "Odd one.", "internal": True},
]  # fmt: skip
CHATS = [
    {"content": "Where is it?", "message_type": 0, "private": False, "sender": {"type": "contact", "name": "Cleo"}},
    {"content": "It left.", "message_type": 1, "private": False, "sender": {"type": "user", "name": "Ada"}},
    {"content": "Odd one.", "message_type": 2},
]
PARTS = [
    {"part_type": "comment", "body": "<p>It left.</p>", "author": {"type": "admin", "name": "Ada"}},
    {"part_type": "assignment", "body": None, "author": {"type": "bot"}},
    {"part_type": "note", "body": "<p>Odd one.</p>", "author": {"type": "admin", "name": "Ada"}},
]
THREADS = [
    {"type": "customer", "body": "Where is it?", "createdBy": {"type": "customer"}},
    {"type": "message", "body": "It left.", "createdBy": {"type": "user"}},
    {"type": "note", "body": "Odd one.", "createdBy": {"type": "user"}},
]
FRESH = [
    {"body": "<div>It left.</div>", "body_text": "It left.", "incoming": False, "private": False, "user_id": 2},
    {"body": "<div>Odd one.</div>", "body_text": "Odd one.", "incoming": False, "private": True, "user_id": 2},
]
PROGRAMS = {
    "a ticket beside its comments": {"ticket": {"id": 7, "requester_id": 1, "description": "Where is it?"}, "comments": COMMENTS},
    "a ticket around its comments": {"ticket": {"id": 7, "requester_id": 1, "comments": COMMENTS}},
    "comments and their users": {"id": 7, "comments": COMMENTS, "users": [{"id": 1, "role": "end-user"}, {"id": 2, "role": "agent"}]},
    "conversation parts": {"type": "conversation", "id": "7", "source": {"body": "<p>Where is it?</p>", "author": {"type": "user"}},
                           "conversation_parts": {"type": "conversation_part.list", "conversation_parts": PARTS}},
    "a description and conversations": {"id": 7, "requester_id": 1, "description": "<p>Where is it?</p>", "description_text": "Where is it?", "conversations": FRESH},
    "a description and notes": {"helpdesk_ticket": {"display_id": 7, "requester_id": 1, "description": "Where is it?", "notes": [{"note": one} for one in FRESH]}},
    "articles": {"id": 7, "customer_id": 3, "articles": ARTICLES},
    "incoming and outgoing by number": {"id": 7, "messages": CHATS},
    "threads": {"id": 7, "_embedded": {"threads": THREADS}},
    "an agent's messages flagged": {"id": 7, "messages": [
        {"from_agent": False, "body_text": "Where is it?"}, {"from_agent": True, "body_text": "It left."}, {"from_agent": True, "body_text": "Odd one.", "public": False}]},
    "events of a chat": {"id": "7", "users": [{"id": "u", "type": "customer"}, {"id": "a", "type": "agent"}], "thread": {"id": "t", "events": [
        {"type": "message", "text": "Where is it?", "author_id": "u"}, {"type": "message", "text": "It left.", "author_id": "a"}, {"type": "system_message", "text": "Odd one."}]}},
    "pairs": {"convo_id": 7, "original": [["customer", "Where is it?"], ["agent", "It left."], ["action", "Odd one."]]},
    "turns of sentences": {"conversation_id": "7", "dialog": {"turns": [
        {"is_agent": False, "sentences": ["Where is it?"]}, {"is_agent": True, "sentences": ["It left."]}, {"is_agent": True, "private": True, "sentences": ["Odd one."]}]}},
}  # fmt: skip


@pytest.mark.parametrize("shape", PROGRAMS)
def test_each_program_is_understood_alone_and_in_a_line(shape: str):
    for found in (document(json.dumps(PROGRAMS[shape], indent=1)), lines(json.dumps(PROGRAMS[shape]))):
        [talk] = found
        assert (talk.id, words(talk)) == ("7", [ASKED, SAID, HID])


@pytest.mark.parametrize("shape", PROGRAMS)
@pytest.mark.parametrize("around", ['{{"meta": {{"count": 2}}, "conversations": [{0}, {0}]}}', '{{"data": {{"meta": {{}}, "payload": [{0}, {0}]}}}}', '{{"train": [{0}], "dev": [], "test": [{0}]}}', "[{0}, {0}]"])  # fmt: skip
def test_many_of_a_program_are_found_where_they_stand(shape: str, around: str):
    text = around.format(json.dumps(PROGRAMS[shape]))
    for found in (document(text), lines(text)):
        assert [words(one) for one in found] == [[ASKED, SAID, HID]] * 2


@pytest.mark.parametrize("many", ['{{"tickets": [{0}, {0}], "count": 2}}', "{0}\n{0}"])
def test_a_ticket_without_its_comments_is_what_the_customer_asked(many: str):
    ticket = {
        "id": 7,
        "requester_id": 1,
        "subject": "Lamp",
        "status": "open",
        "description": "Where is it?",
        "custom_fields": [],
    }
    text = many.format(json.dumps(ticket))
    for found in (document(text) if "tickets" in many else lines(text), lines(text)):
        assert [(one.id, words(one)) for one in found] == [("7", [ASKED])] * 2


def test_conversations_each_under_its_own_name():
    log = [{"text": "Where is it?", "metadata": {}}, {"text": "It left.", "metadata": {"taxi": {}}}]
    text = json.dumps({f"A{n}.json": {"goal": {"message": ["You wait"]}, "log": log} for n in range(3)})
    assert is_document(text.encode())
    for found in (document(text), lines(text)):
        assert [one.id for one in found] == ["A0.json", "A1.json", "A2.json"]
        assert words(found[2]) == [ASKED, SAID]


@pytest.mark.parametrize(
    "messages",
    [["Customer: Where is it?", "Agent: It left."], [["customer", "Where is it?"], ["agent", "It left."]], [{"from": "customer", "text": "Where is it?"}, {"from": "agent", "text": "It left."}]],
)  # fmt: skip
def test_a_name_may_stand_before_its_messages_at_once(messages):
    found = document(json.dumps({"a": messages, "b": messages}))
    assert [(one.id, words(one)) for one in found] == [("a", [ASKED, SAID]), ("b", [ASKED, SAID])]


def test_where_a_list_names_nobody_two_speak_in_turn():
    [talk] = lines('{"id": 7, "dialog": ["Where is it?", "It left.", "Fine."]}')
    assert [side for side, _ in words(talk)] == ["customer", "agent", "customer"]
    assert settle(talk).guessed
    assert {one.side for one in settle(talk, otherwise="agent").said} == {"agent"}


def test_messages_of_an_array_that_name_nobody_arent_taken_for_turns():
    [talk] = document('[{"text": "Where is it?"}, {"text": "Where are you?"}]')
    assert settle(talk) is None


@pytest.mark.parametrize("pair", [("instruction", "response"), ("question", "answer"), ("customer", "agent"), ("message", "reply")])  # fmt: skip
def test_a_question_and_its_answer_are_a_conversation(pair: tuple[str, str]):
    [talk] = lines(json.dumps({"id": 7, pair[0]: "Where is it?", pair[1]: "It left."}))
    assert (talk.id, words(talk)) == ("7", [ASKED, SAID])


def test_names_beside_a_text_are_no_question_and_answer():
    [row] = lines('{"conversation": "7", "customer": "Cleo", "agent": "Ada", "side": "agent", "text": "It left."}')
    assert (row.said.speaker, row.said.text) == ("agent", "It left.")


def test_names_alone_are_no_question_and_answer():
    [bad] = lines('{"id": 7, "customer": "Cleo Amara", "agent": "Ada", "gesagt": "Wo ist es?"}')
    assert isinstance(bad, Bad)


def test_html_is_read_without_what_nobody_sees():
    body = "<html><head><title>x</title></head><style>p {}</style><p>Where<!-- or --> is it?</p></html>"
    [talk] = lines(json.dumps({"id": 7, "messages": [{"from": "customer", "body": body}]}))
    assert words(talk) == [ASKED]


@pytest.mark.parametrize("text", ["<b", "<3 it", "a < b and c > d", "if <p> is missing", "<p>"])
def test_a_text_with_a_stray_bracket_stays_as_it_is(text: str):
    [talk] = lines(json.dumps({"id": 7, "messages": [{"from": "customer", "body": text}]}))
    assert words(talk) == [("customer", text)]


def test_messages_without_a_known_text_are_told():
    [bad] = lines('{"id": 7, "messages": [{"from": "customer", "gesagt": "Wo ist es?"}]}')
    assert isinstance(bad, Bad) and "gesagt" in bad.says and "--columns" in bad.do


def test_unnamed_conversations_on_one_line_have_names_of_their_own():
    one = {
        "dialog": [{"speaker": "seeker", "content": "Where is it?"}, {"speaker": "supporter", "content": "It left."}]
    }
    for found in (document(json.dumps([one, one])), lines(json.dumps([one, one]))):
        assert len({talk.id for talk in found}) == 2
        assert words(found[0]) == [ASKED, SAID]


@pytest.mark.parametrize("piece", [1, 3, 7, 64])
def test_where_pieces_of_a_document_end_doesnt_matter(piece: int, monkeypatch):
    told = {f'né"{n}': {"log": [{"text": f'"]{{\\ {n}'}, {"text": "é" * n}]} for n in range(9)}
    text = json.dumps(told, ensure_ascii=False)
    monkeypatch.setattr(walking, "PIECE", piece)
    assert [(one.id, [said.text for said in one.said]) for one in document(text)] == [
        (name, [one["text"] for one in talk["log"]]) for name, talk in told.items()
    ]


def test_a_conversation_too_long_to_hold_is_told_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(walking, "LONGEST", 500)
    monkeypatch.setattr(walking, "PIECE", 100)
    found = document(json.dumps([{"id": n, "messages": [f"Agent: {'x' * (999 if n == 1 else 9)}"]} for n in range(3)]))
    assert [type(one) for one in found] == [Talk, Bad, Talk]


@pytest.mark.parametrize("text", ['{"a": ' * 90_000, "[" * 90_000, '{"ticket": ' * 200 + "1" + "}" * 200, '{"a": [' * 300 + "]}" * 300])  # fmt: skip
def test_deep_nesting_is_told(text: str):
    assert all(isinstance(one, Bad) for one in document(text)) and document(text)
    assert all(isinstance(one, Bad) for one in lines(text))


def test_a_document_is_known_by_its_beginning():
    text = json.dumps({"about": "x", "tickets": [{"id": 1, "comments": [{"body": 'a, "b'}] * 9}]})
    kinds = {layout(text[:length], KEYS).kind for length in range(40, len(text) + 1)}
    assert kinds == {"wrapped"}


def test_events_that_name_their_conversation_inside():
    events = [
        {"event": "message_created", "content": text, "message_type": kind, "conversation": {"id": 7}}
        for text, kind in (("Where is it?", "incoming"), ("It left.", "outgoing"))
    ]
    [talk] = Gathering("f").of(lines("\n".join(map(json.dumps, events))))
    assert (talk.id, words(talk)) == ("7", [ASKED, SAID])


def test_what_began_a_conversation_is_the_customers_where_nothing_else_is_said():
    [talk] = lines(
        json.dumps(
            {
                "id": 7,
                "source": {"body": "<p>Where is it?</p>"},
                "conversation_parts": {"conversation_parts": PARTS[:1]},
            }
        )
    )
    assert words(talk) == [ASKED, SAID]
