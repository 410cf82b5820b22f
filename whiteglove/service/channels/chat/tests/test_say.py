"""What a visitor says is kept once, under a number, and filed like any message."""

import json

import pytest

from whiteglove.service.channels.actions import drain
from whiteglove.service.channels.chat import pace
from whiteglove.service.channels.models import Arrival, ChatLine, ChatSession, ChatVisitor

pytestmark = pytest.mark.django_db


def test_a_line_is_kept_with_its_number_and_its_arrival(visitor):
    answer = visitor().say("Hello <b>there</b>")
    assert answer.status_code == 201
    assert answer.json()["number"] == 1
    assert ChatLine.objects.get().text == "Hello <b>there</b>"
    assert Arrival.objects.get(kind="chat").envelope["line"] == 1


def test_the_same_line_sent_again_is_one_line(visitor):
    cleo = visitor()
    first, again = cleo.say("Hello"), cleo.say("Hello")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["number"] == again.json()["number"] == 1
    assert ChatLine.objects.count() == Arrival.objects.count() == ChatVisitor.objects.count() == 1


def test_a_line_sent_again_once_its_chat_is_over_begins_no_other(visitor):
    cleo = visitor()
    cleo.say("Hello")
    cleo.post("end/")
    assert cleo.say("Hello").status_code == 200
    assert ChatSession.objects.count() == 1
    assert cleo.texts() == ["Hello"]


def test_the_same_words_said_twice_are_two_lines(visitor):
    cleo = visitor()
    cleo.say("Hello?", id="line-one")
    cleo.say("Hello?", id="line-two")
    assert cleo.texts() == ["Hello?", "Hello?"]


def test_two_visitors_may_name_their_lines_alike(visitor):
    assert visitor("a").say("One").status_code == visitor("b").say("Two").status_code == 201
    assert (visitor("a").texts(), visitor("b").texts()) == (["One"], ["Two"])


def test_whoever_missed_lines_asks_from_the_last_one_they_have(visitor):
    cleo = visitor()
    for number in range(1, 6):
        cleo.say(f"Line {number}", id=f"line-{number:04}")
    assert cleo.texts(after=3) == ["Line 4", "Line 5"]
    assert [line["number"] for line in cleo.read().json()["lines"]] == [1, 2, 3, 4, 5]
    assert cleo.read(after=5).json()["last"] == 5


@pytest.mark.parametrize(
    "said", [{}, {"id": "x", "text": "Hi"}, {"id": "a-good-id", "text": "  "}, {"id": "a-good-id", "text": "x" * 4001},
             {"id": "a-good-id", "text": ["x"]}, ["x"], "x"]
)  # fmt: skip
def test_what_is_no_line_is_refused_in_words(visitor, said):
    answer = visitor().post("lines/", said)
    assert answer.status_code == 422
    assert answer.json()["says"]
    assert not ChatVisitor.objects.exists()


def test_nul_and_lone_surrogates_are_refused_or_kept_but_never_break_it(visitor):
    cleo = visitor()
    for number, text in enumerate(["a\0b", "a\ud800b"]):
        raw = json.dumps({"id": f"odd-line-{number}", "text": text})
        answer = cleo.client.post("/chat/shop/lines/", raw, content_type="application/json", headers=cleo.shows)
        assert answer.status_code in {201, 422}


def test_nobody_types_as_fast_as_that(visitor, monkeypatch):
    monkeypatch.setattr(pace, "LINES_A_MINUTE", 3)
    cleo = visitor()
    said = [cleo.say("Hello", id=f"line-{number:04}").status_code for number in range(4)]
    assert said == [201, 201, 201, 429]


def test_one_network_is_not_a_thousand_people(visitor, monkeypatch):
    monkeypatch.setattr(pace, "NETWORK", 2)
    monkeypatch.setitem(pace.crowded.__kwdefaults__ or {}, "most", 2)
    monkeypatch.setattr(pace.crowded, "__defaults__", ("lines", 2, 60))
    assert [visitor(letter).say("Hello").status_code for letter in "abc"] == [201, 201, 429]


def test_one_network_brings_only_so_many_strangers(visitor, monkeypatch):
    monkeypatch.setattr(pace, "BEGUN", 2)
    assert [visitor(letter).say("Hello").status_code for letter in "abc"] == [201, 201, 429]
    assert visitor("a").say("Still here", id="second-line").status_code == 201


def test_whoever_ends_their_chats_brings_only_so_many_either(visitor, monkeypatch):
    monkeypatch.setattr(pace, "BEGUN", 2)
    cleo, said = visitor(), []
    for number in range(3):
        said.append(cleo.say("Hello", id=f"line-{number:04}").status_code)
        cleo.post("end/")
    assert said == [201, 201, 429]


def test_who_ends_a_chat_begins_another_with_the_next_line(visitor):
    cleo = visitor()
    cleo.say("First", id="line-one")
    assert cleo.post("end/").json() == {"ended": True}
    assert cleo.post("end/").json() == {"ended": False}
    assert cleo.read().json()["ended"]
    cleo.say("Second", id="line-two")
    assert cleo.texts() == ["Second"]
    assert ChatSession.objects.count() == 2


def test_what_cannot_be_filed_yet_is_kept(visitor, monkeypatch):
    from whiteglove.service.channels import filing

    def broken(inbound, arrival):
        raise RuntimeError("not now")

    monkeypatch.setitem(filing._filers, "chat", broken)
    assert visitor().say("Hello").status_code == 201
    drain()
    assert Arrival.objects.get().state == "failed"
    assert visitor().texts() == ["Hello"]
