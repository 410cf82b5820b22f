"""What the reader heard goes into the summary with which a chat is passed on."""

import pytest

from whiteglove.learning.standards.actions import load_standard
from whiteglove.learning.standards.actions.read_messages import read_ticket
from whiteglove.service.desk import actions, summing_up
from whiteglove.service.desk.handing_on_chats import proposed

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


def test_it_says_what_was_asked_tried_and_felt(ticket, ada, at):
    load_standard(by=None, at=at)
    actions.reply(
        ticket=ticket, by=ada, at=at, text="Hello! Please clear the cache of your browser first.",
        seen_message_id=ticket.last_inbound_id,
    )  # fmt: skip
    read_ticket(ticket=ticket.pk, at=at)
    heard = summing_up.heard_in(ticket.pk)
    assert "Please clear the cache of your browser first." in heard.tried
    assert not [one for one in heard.tried if "Hello" in one]
    said = proposed(ticket, ada)
    assert said.startswith("Who: Cleo Amara") and "clear the cache" in said
    assert summing_up.heard_in(0) == summing_up.Heard([], [], "")


def test_what_nobody_has_read_yet_is_quoted_as_it_was_said(ticket, ada):
    assert f"Asked: “{ticket.messages.get().new_text}”" in proposed(ticket, ada)


def test_it_says_how_they_sound(small_pack, ticket, ada, at):
    load_standard(by=None, at=at, path=small_pack)
    read_ticket(ticket=ticket.pk, at=at)
    assert proposed(ticket, ada).endswith("\nMood: frustrated")
