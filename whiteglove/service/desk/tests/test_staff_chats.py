"""Whether anybody is there for a desk's visitors, and how many of them wait; and what they leave when nobody is."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import PersonSkill, Skill
from whiteglove.service.channels.actions import add_account, drain
from whiteglove.service.channels.models import ChatLine
from whiteglove.service.desk.actions.chat_duty import begin_chat_duty, end_chat_duty
from whiteglove.service.desk.actions.route_chats import route_chats
from whiteglove.service.desk.chat_staffing import USED, duties_for, is_there, waiting
from whiteglove.service.desk.models import Message, MessageKind, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat_desk(support):
    cache.clear()
    return add_account(by=None, at=clock.now(), kind="chat", name="Shop", address="shop", team=support)


def post(where: str, said: dict, token: str = "a"):
    cache.clear()
    shows = {"Authorization": f"Bearer {token * 43}"}
    return Client().post(f"/chat/shop/{where}/", json.dumps(said), content_type="application/json", headers=shows)


def say(text: str, token: str = "a") -> Ticket:
    assert post("lines", {"id": f"line-{ChatLine.objects.count():08}", "text": text}, token).status_code == 201
    drain()
    return Ticket.objects.order_by("pk").last()


def there(desk) -> bool:
    return is_there(desk, clock.now())


def test_where_nobody_ever_took_chats_nobody_can_tell(chat_desk, ada):
    assert there(chat_desk)


def test_somebody_is_there_while_somebody_of_the_team_takes_chats(chat_desk, ada):
    begin_chat_duty(by=ada, at=clock.now())
    assert there(chat_desk)
    end_chat_duty(person=ada, by=ada, at=clock.now())
    assert not there(chat_desk)
    assert is_there(chat_desk, clock.now() + USED + timedelta(minutes=1))


def test_somebody_of_another_team_is_nobody_here(chat_desk, ada, billing):
    elsewhere = add_account(by=None, at=clock.now(), kind="chat", name="Bills", address="bills", team=billing)
    begin_chat_duty(by=ada, at=clock.now())
    assert not duties_for(elsewhere).exists()
    assert duties_for(chat_desk).exists()


def test_without_the_skill_the_desk_asks_for_they_are_nobody_here(chat_desk, ada, lee):
    chat_desk.settings |= {"skill": "Refunds"}
    skill = Skill.objects.create(name="Refunds")
    PersonSkill.objects.create(person=ada, skill=skill, level=1)
    begin_chat_duty(by=ada, at=clock.now())
    begin_chat_duty(by=lee, at=clock.now())
    assert there(chat_desk)
    end_chat_duty(person=ada, by=ada, at=clock.now())
    assert not there(chat_desk)


def test_who_left_the_house_is_not_there(chat_desk, ada):
    begin_chat_duty(by=ada, at=clock.now())
    end_chat_duty(person=ada, by=ada, at=clock.now())
    begin_chat_duty(by=ada, at=clock.now())
    ada.is_active = False
    ada.save()
    assert not there(chat_desk)


def test_the_queue_counts_those_nobody_has(chat_desk, ada):
    say("Hello", "a")
    say("Hello", "b")
    assert waiting(chat_desk) == 2
    begin_chat_duty(by=ada, at=clock.now())
    route_chats(at=clock.now())
    assert waiting(chat_desk) == 0


def test_words_and_address_that_are_left_become_a_mail_with_every_word(chat_desk, support, ada):
    mailbox = add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    chat_desk.settings |= {"ask_name": True, "questions": ["Your order number?", "Which shop?"]}
    chat_desk.save()
    said = {
        "id": "a-letter-1", "text": "Where is my parcel?\n\n  It is late.", "email": "cleo@customer.example",
        "name": "Cleo Amara", "answers": json.dumps(["4711", ""]),
    }  # fmt: skip
    assert post("letters", said).status_code == 201
    assert post("letters", said).status_code == 201
    drain()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.account, ticket.customer.name) == ("email", mailbox, "Cleo Amara")
    words = Message.objects.get(kind=MessageKind.INBOUND).text
    assert words == "Your order number? 4711\n\nWhere is my parcel?\n\n  It is late."
