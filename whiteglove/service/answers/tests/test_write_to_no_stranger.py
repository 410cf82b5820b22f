"""A bot answers whoever writes: no machine can have us take its words to somebody else."""

from datetime import timedelta

import pytest
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.service.answers.actions import set_up
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.desk.actions.mail_unseen import MOST, mail_all_unseen

from .conftest import settle

pytestmark = pytest.mark.django_db
LURE = "Win at http://evil.example"
STRANGER = "jonas@customer.example"


@pytest.fixture
def mailbox(support):
    return add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)


def lures(one, email: str = STRANGER) -> None:
    """They begin with somebody's address, and are gone before anything is seen."""
    one.post("lines/", {"id": "line-aaaaaaaa", "text": LURE, "email": email, "name": LURE})
    settle()
    mail_all_unseen(at=clock.now() + timedelta(minutes=6))


def letters():
    return Outgoing.objects.filter(account__kind="email").order_by("pk")


def test_what_the_bot_said_goes_to_a_typed_address_without_a_word_of_the_visitor(visitor, mailbox):
    lures(visitor())
    letter = letters().get()
    assert letter.subject.startswith("Your chat with Shop [#") and letter.to == [["", STRANGER]]
    assert "evil" not in letter.text and "not a person" in letter.text


def test_nobody_gets_many_of_them(visitor, mailbox):
    for letter in "abcde":
        lures(visitor(letter))
    assert letters().count() == MOST


def test_whom_the_site_vouches_for_is_written_to_as_ever(visitor, mailbox):
    lures(visitor(sub="jonas", name="Jonas", email=STRANGER), "")
    assert letters().get().to == [["Jonas", STRANGER]] and LURE in letters().get().subject


def test_what_is_automatic_says_so_in_mails_too(visitor, mailbox):
    lures(visitor())
    assert visitor().post("copies/", {"email": STRANGER}).status_code == 201
    assert "Answer bot · automatic:\nI'm Answer bot" in letters()[0].text
    assert "Answer bot · automatic, 20" in letters()[1].text


def test_a_copy_of_a_chat_with_the_bot_alone_has_only_our_words(visitor, mailbox):
    one = visitor()
    one.says(LURE)
    assert one.post("copies/", {"email": STRANGER}).status_code == 201
    assert "evil" not in letters().get().text and "not a person" in letters().get().text


def test_whom_the_site_vouches_for_gets_a_copy_of_everything(visitor, mailbox):
    one = visitor(sub="jonas", name="Jonas", email=STRANGER)
    one.says("How do I return my lamp?")
    one.post("copies/", {"email": STRANGER})
    assert "return my lamp" in letters().get().text


def test_what_it_said_stays_marked_once_it_is_off(visitor, chat_desk):
    visitor().says("How do I return my lamp?")
    set_up.switch_off(account=chat_desk, by=None, at=clock.now())
    assert visitor().read()["lines"][1]["automatic"] is True
    assert 'data-says-automatic="automatic"' in Client().get("/chat/shop/").content.decode()
