"""Visitors and the desk see who is here, who writes, and what was read."""

import asyncio
import json
from datetime import timedelta

import pytest

from whiteglove.ground.events import wake
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.presence_net import TOPIC
from whiteglove.ground.lib import clock
from whiteglove.service.channels.chat.actions import note_read
from whiteglove.service.channels.chat.live import recognised
from whiteglove.service.channels.chat.meeting import Guest, Meeting
from whiteglove.service.channels.models import ChatLine, ChatSession

CLEO = Guest(7, "Cleo", "ticket:42")


def met(*doings) -> tuple[list, list]:
    """What the desk and what visitors were told while these were done to a meeting."""
    entries, said = [], []

    async def meet() -> None:
        meeting = Meeting(lambda visitor, words: said.append((visitor, words)))
        for doing in doings:
            doing(meeting)
        await asyncio.get_running_loop().run_in_executor(meeting.pool, int)

    unhear = wake.hear(TOPIC, lambda message: entries.extend(message["entries"]))
    try:
        asyncio.run(meet())
    finally:
        unhear()
    return entries, said


@pytest.mark.engineless
def test_the_desk_hears_who_is_here_and_writes():
    entries, _ = met(
        lambda meeting: meeting.came(CLEO),
        lambda meeting: meeting.came(CLEO),
        lambda meeting: meeting.writes(7, True),
        lambda meeting: meeting.writes(7, True),
        lambda meeting: meeting.gone(7),
    )
    assert entries == [
        ["ticket:42", -7, "Cleo", False],
        ["ticket:42", -7, "Cleo", True],
        ["ticket:42", -7, None, None],
    ]


@pytest.mark.engineless
def test_somebody_whose_words_are_not_filed_yet_is_nowhere_until_they_are():
    entries, _ = met(
        lambda meeting: meeting.came(CLEO._replace(ref="")),
        lambda meeting: meeting.writes(7, True),
        lambda meeting: meeting.filed(7, "ticket:42"),
        lambda meeting: meeting.filed(8, "ticket:43"),
    )
    assert entries == [["ticket:42", -7, "Cleo", False]]


@pytest.mark.engineless
def test_somebody_filed_before_their_page_has_said_who_they_are_is_there_all_the_same():
    entries, _ = met(
        lambda meeting: meeting.filed(7, "ticket:42"),
        lambda meeting: meeting.came(CLEO._replace(ref="")),
    )
    assert entries == [["ticket:42", -7, "Cleo", False]]


@pytest.mark.engineless
def test_a_visitor_hears_who_writes_at_their_ticket_and_no_other():
    _, said = met(
        lambda meeting: meeting.came(CLEO),
        lambda meeting: meeting.heard({"process": "x", "entries": [["ticket:42", 1, "Ada", True]]}),
        lambda meeting: meeting.heard({"process": "x", "entries": [["ticket:43", 1, "Ada", True]]}),
        lambda meeting: meeting.heard({"process": "x", "entries": [["ticket:42", -8, "Zed", True]]}),
        lambda meeting: meeting.heard({"process": "x", "entries": [["ticket:42", 1, None, None]]}),
    )
    assert said == [(7, {"typing": "Ada"}), (7, {"typing": None})]


@pytest.mark.engineless
def test_a_process_that_asks_is_told_who_is_here():
    entries, _ = met(lambda meeting: meeting.came(CLEO), lambda meeting: meeting.heard({"process": "x", "hello": True}))
    assert len(entries) == 2


@pytest.mark.django_db
def test_a_socket_is_at_the_ticket_of_its_chat(visitor):
    cleo = visitor("a")
    cleo.say("Hello")
    ChatSession.objects.update(ref="ticket:42")
    found = recognised(json.dumps({"desk": "shop", "token": cleo.token}))
    assert found.ref == "ticket:42" and found.name.startswith("Visitor ")


@pytest.mark.django_db
def test_what_somebody_at_the_desk_has_read_is_told_once_and_only_up_to_there(visitor):
    cleo = visitor("a")
    cleo.say("First", id="first-line")
    upto = clock.now()
    cleo.say("Second", id="second-line")
    ChatLine.objects.filter(number=2).update(at=upto + timedelta(seconds=1))
    ChatSession.objects.update(ref="ticket:42")
    assert cleo.read().json()["read"] == 0
    assert (note_read(ref="ticket:42", upto=upto), note_read(ref="ticket:42", upto=upto)) == (1, 0)
    assert cleo.read().json()["read"] == 1
    assert note_read(ref="ticket:43", upto=upto) == 0


@pytest.mark.django_db
def test_what_is_seen_is_of_the_chat_the_page_stands_at(visitor):
    """A tab that stayed at the chat before doesn't take the answer in the next one for seen."""
    cleo = visitor("a")
    cleo.say("First", id="first-line")
    before = ChatSession.objects.get()
    cleo.post("end/")
    cleo.say("Second", id="second-line")
    after = ChatSession.objects.exclude(pk=before.pk).get()
    ChatLine.objects.create(session=after, number=2, side="desk", name="Ada", text="Hello!", at=clock.now())
    for wrong in (before.pk, "x", after.pk + 1):
        assert cleo.post(f"seen/?chat={wrong}&upto=9").json() == {"seen": 0}
    assert visitor("b").post(f"seen/?chat={after.pk}&upto=9").json() == {"seen": 0}
    assert cleo.post(f"seen/?chat={after.pk}&upto=9").json() == {"seen": 1}


@pytest.mark.django_db
def test_the_desk_hears_once_that_its_lines_were_seen(visitor):
    cleo = visitor("a")
    cleo.say("Hello")
    session = ChatSession.objects.get()
    ChatSession.objects.update(ref="ticket:42", last=2)
    ChatLine.objects.create(session=session, number=2, side="desk", name="Ada", text="Hello!", at=clock.now())
    assert cleo.post("seen/?upto=1").json() == {"seen": 0}
    assert [cleo.post("seen/?upto=2").json()["seen"] for _ in range(2)] == [1, 0]
    event = Event.objects.get(name="chat.seen")
    assert (event.subject_type, event.subject_id) == ("ticket", 42)
    assert event.audience
