"""Whatever happens beside the talk, nobody waits for a bot that isn't there, and nothing they say is settled unread."""

import json
from datetime import timedelta

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import receive
from whiteglove.service.channels.chat.actions import end
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import Attendance, ChatWait, State
from whiteglove.service.desk.waiting_chats import waiting

from .conftest import settle, ticket

pytestmark = pytest.mark.django_db
CLEO = "cleo@customer.example"


def test_what_its_visitor_writes_outside_of_the_chat_is_for_people(visitor):
    one = visitor(sub="cleo", name="Cleo", email=CLEO)
    one.says("How do I return my lamp?")
    said = {"ticket": ticket().pk, "name": "Cleo", "address": CLEO, "subject": "Lamp"}
    receive(
        json.dumps(said | {"text": "That didn't help, call me", "files": [], "id": "1"}).encode(), account=None,
        envelope={"source": "portal"}, at=clock.now(), kind="portal", key="p:1",
    )  # fmt: skip
    settle()
    assert ticket().state == State.OPEN and Attendance.objects.get().ending == "handed_over"
    assert one.read()["bot"] == "" and list(waiting()) == [ticket()]
    end(session=ChatSession.objects.get(), at=clock.now() + timedelta(minutes=31), ended_by=ChatSession.SILENCE)
    settle()
    assert ticket().state == State.OPEN and ChatWait.objects.get().outcome == "missed"
