"""An administrator switches the bot on, changes how it talks, tries it, and goes back."""

import re

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.answers import flow
from whiteglove.service.answers.actions import set_up
from whiteglove.service.answers.models import Bot, Flow, Talk, Turn
from whiteglove.service.desk.models import State

from .conftest import ticket

pytestmark = pytest.mark.django_db
GREETS = """steps:
  - id: hello
    say: {en: "Ahoy from {bot}"}
    goes: find
  - id: find
    answer: {found: done}
  - id: done
    end: true
"""


def at(desk, *parts: str) -> str:
    return "/".join(["/answers/setup", str(desk.pk), *parts, ""])


def test_it_is_switched_on_and_off(chat_desk, admin, signed_in):
    browser = signed_in(admin)
    browser.post(at(chat_desk, "switch"), {"on": "no"})
    assert not Bot.objects.get().is_on
    browser.post(at(chat_desk, "switch"), {"on": "yes"})
    assert Bot.objects.get().by == admin
    assert "on, by Administrator" in browser.get("/answers/setup/").content.decode()


def test_switched_off_its_chats_go_to_people_at_once(visitor, chat_desk):
    visitor().says("How do I return my lamp?")
    set_up.switch_off(account=chat_desk, by=None, at=clock.now())
    assert ticket().state == State.OPEN


def test_a_faulty_flow_stays_in_its_field_with_the_line(chat_desk, admin, signed_in):
    text = "steps:\n  - id: hello\n    say: {en: Hi}\n    goes: nowhere\n"
    page = signed_in(admin).post(at(chat_desk, "flow"), {"text": text})
    assert page.status_code == 422 and not Flow.objects.exists()
    words = page.content.decode()
    assert "Line 4" in words and "steps[0] (hello).goes" in words and "no step is called nowhere." in words
    assert "id: hello" in words


def test_a_talk_goes_on_by_the_version_it_began_with(visitor, chat_desk, admin):
    visitor("a").says("How do I return my lamp?")
    set_up.keep_flow(account=chat_desk, by=admin, at=clock.now(), text=GREETS)
    assert "Glad to hear it" in visitor("a").says("That helped")["text"]
    assert "Ahoy from Answer bot" in visitor("b").says("How do I return my lamp?")["text"]
    assert set(Talk.objects.values_list("flow__number", flat=True)) == {None, 1}


def test_an_earlier_version_is_restored_as_a_new_one(chat_desk, admin, signed_in):
    browser = signed_in(admin)
    browser.post(at(chat_desk, "flow"), {"text": GREETS})
    browser.post(at(chat_desk, "flow"), {"text": GREETS.replace("Ahoy", "Hello")})
    browser.post(at(chat_desk, "versions", "1"))
    assert [row.text for row in Flow.objects.order_by("number")][2] == GREETS
    browser.post(at(chat_desk, "versions", "0"))
    assert Flow.objects.order_by("-number").first().text == flow.default_text()
    assert browser.get(at(chat_desk, "versions", "1")).content.decode() == GREETS


def test_the_same_text_is_no_new_version(chat_desk, admin):
    assert set_up.keep_flow(account=chat_desk, by=admin, at=clock.now(), text=flow.default_text()) is None


def test_a_try_plays_the_flow_and_writes_nothing(chat_desk, shelf, admin, signed_in):
    browser = signed_in(admin)
    said = {"text": flow.default_text(), "words": "How do I return it?", "language": "de"}
    words = browser.post(at(chat_desk, "attempts"), said).content.decode()
    assert "Send it back within 30 days." in words and "Das hilft" in words and "hello → find → check" in words
    assert not Turn.objects.exists() and not Talk.objects.exists()


def test_a_try_goes_on_where_it_stood(chat_desk, shelf, admin, signed_in):
    browser, said = signed_in(admin), {"text": flow.default_text(), "words": "How do I return it?"}
    page = browser.post(at(chat_desk, "attempts"), said).content.decode()
    stand = re.search(r'name="stand" id="try-stand" value="([^"]+)"', page)[1]
    words = browser.post(at(chat_desk, "attempts"), said | {"words": "That helped", "stand": stand}).content.decode()
    assert "the conversation is solved" in words


@pytest.mark.parametrize("stand", ["[", "x:y:z", '{"step": "check"}'])
def test_nonsense_of_where_a_try_stands_begins_anew(chat_desk, shelf, admin, signed_in, stand):
    said = {"text": flow.default_text(), "words": "How do I return it?", "stand": stand}
    assert "30 days" in signed_in(admin).post(at(chat_desk, "attempts"), said).content.decode()


def test_the_page_shows_the_steps(chat_desk, admin, signed_in):
    words = signed_in(admin).get(at(chat_desk)).content.decode()
    assert "answers from the help centre" in words and "Talk to a person → " in words


@pytest.mark.parametrize("who", ["zed", "mo", "ada", "lee"])
def test_nobody_else_sets_it_up(chat_desk, signed_in, request, who):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get("/answers/setup/").status_code == 403
    assert browser.get(at(chat_desk)).status_code == 403
    for door in ("switch", "flow", "preview", "attempts", "versions/0"):
        assert browser.post(at(chat_desk, door), {"on": "no", "text": GREETS, "words": "x"}).status_code == 403
    assert Bot.objects.get().is_on and not Flow.objects.exists()


@pytest.mark.parametrize("name", ["\x01", "\u200b", "—"])
def test_a_name_nobody_can_read_is_refused(chat_desk, admin, signed_in, name):
    answer = signed_in(admin).post(at(chat_desk), {"name": name, "outside": "everybody"})
    assert answer.status_code == 422 and Bot.objects.get().name == "Answer bot"
