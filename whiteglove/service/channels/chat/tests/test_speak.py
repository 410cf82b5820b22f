"""The chat speaks its visitor's language, and asks and sends what it is told to."""

import json
import re
from importlib import import_module

import pytest
from django.utils.module_loading import import_string

from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.chat import tongue
from whiteglove.service.channels.chat.actions.send_copy import MOST
from whiteglove.service.channels.chat.driver import ChatDriver
from whiteglove.service.channels.models import Arrival, ChatLine, ChatSession, ChatVisitor, Outgoing

# The module: the package gives the action of this name.
sending = import_module("whiteglove.service.channels.chat.actions.send_copy")
languages = pytest.mark.parametrize("language", sorted(tongue.tongues.known))


@pytest.mark.engineless
@languages
def test_every_language_says_everything_with_the_same_blanks(language):
    def blanks(lines: dict) -> dict:
        return {name: sorted(re.findall(r"{\w*}", line)) for name, line in lines.items()}

    assert blanks(tongue.tongues.lines(language)) == blanks(tongue.tongues.lines("en"))


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("header", "language"),
    [("de-CH,de;q=0.9", "de-CH"), ("", ""), ("*", ""), ("fr;q=0.5", "fr"), ("<script>", ""), ("x" * 40, "")],
)
def test_the_first_wish_counts(header, language):
    assert tongue.wanted(header) == language


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "header", "begins"),
    [
        ("", "", '<html lang="en" dir="ltr"'),
        ("?lang=de-AT", "fr", '<html lang="de-AT" dir="ltr"'),
        ("", "ar", '<html lang="ar" dir="rtl"'),
        ("?lang=nl", "", '<html lang="en" dir="ltr"'),
    ],
)
def test_the_page_speaks_the_sites_language_or_the_browsers(visitor, asked, header, begins):
    page = visitor().client.get(f"/chat/shop/{asked}", headers={"Accept-Language": header})
    assert begins in page.content.decode()


@pytest.mark.django_db
def test_what_cannot_be_taken_is_said_in_it_too(visitor):
    cleo = visitor()
    cleo.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    assert cleo.say("").json()["says"] == tongue.says("de")["empty"]
    cleo.token = "short"
    assert cleo.read().json()["says"] == tongue.says("de")["unknown"]


# --- what is asked before ---


@pytest.fixture
def curious(chat_desk):
    chat_desk.settings |= {
        "ask_name": True,
        "ask_email": True,
        "questions": ["Your order number?", "What is it about?"],
    }
    chat_desk.save()


def parsed(number: int = 1):
    arrival = Arrival.objects.get(envelope__line=number)
    return ChatDriver().parse(arrival.raw.content, envelope=arrival.envelope, at=clock.now())


@pytest.mark.django_db
def test_a_desk_that_asks_nothing_shows_no_questions(visitor):
    assert b"chat-first" not in visitor().client.get("/chat/shop/").content


@pytest.mark.django_db
def test_what_was_asked_stands_above_the_first_words_and_proves_nothing(visitor, curious):
    cleo = visitor("a")
    assert b"Your order number?" in cleo.client.get("/chat/shop/").content
    answers = json.dumps(["4711", ""])
    cleo.say("Where is it?", name="Cleo\nAmara", email="cleo@customer.example", answers=answers)
    cleo.say("Hello?", id="second-line", name="Zed", email="zed@customer.example", answers=answers)
    first = parsed()
    assert first.text.splitlines() == [
        "Email: cleo@customer.example (typed, not checked)", "Your order number? 4711", "", "Where is it?",
    ]  # fmt: skip
    assert (first.sender.name, first.vouched_address, first.subject) == ("Cleo Amara", "", "Where is it?")
    assert parsed(2).text == "Hello?"
    assert ChatVisitor.objects.get().email == ""
    assert cleo.texts() == ["Where is it?", "Hello?"]


@pytest.mark.django_db
@pytest.mark.parametrize("answers", ["", "[", "{}", '"x"', "[1, null]", json.dumps(["a"] * 99), "[" * 3000])
def test_nonsense_answers_nothing_and_loses_no_words(visitor, curious, answers):
    assert visitor().say("Hello", answers=answers).status_code == 201


@pytest.mark.django_db
def test_an_administrator_asks_five_questions_at_most():
    ChatDeskForm = import_string(ChatDriver.settings_form)
    form = ChatDeskForm({"name": "Shop", "address": "shop", "questions": "Why?\n" * 6})
    assert "questions" in form.errors
    form = ChatDeskForm({"name": "Shop", "address": "shop", "questions": "Why?\n\n  How?  ", "ask_name": "on"})
    assert form.is_valid()
    kept = form.values()["settings"]
    assert (kept["questions"], kept["ask_name"], kept["ask_email"]) == (["Why?", "How?"], True, False)


# --- the conversation by mail ---


@pytest.fixture
def mailbox(db, support):
    return add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)


def answered() -> None:
    session = ChatSession.objects.get()
    ChatLine.objects.create(session=session, number=2, side="desk", name="Ada", text="Tomorrow.", at=clock.now())


@pytest.mark.django_db
def test_a_visitor_has_the_conversation_sent(visitor, mailbox):
    cleo = visitor("a")
    cleo.say("Where is it?")
    answered()
    assert cleo.post("copies/", {"email": "cleo@customer.example"}).status_code == 201
    sent = Outgoing.objects.get()
    assert (sent.account, sent.everybody, sent.subject, sent.auto) == (
        mailbox, ["cleo@customer.example"], "Your chat with Shop", True,
    )  # fmt: skip
    lines = sent.text.splitlines()
    assert lines[0].startswith("You, ") and lines[1] == "Where is it?"
    assert lines[3].startswith("Ada, ") and lines[4] == "Tomorrow."


@pytest.mark.django_db
def test_nothing_is_sent_before_somebody_answered_nor_of_nobodys_chat_nor_often(visitor, mailbox):
    cleo, to = visitor("a"), {"email": "cleo@customer.example"}
    assert cleo.post("copies/", to).status_code == 422
    cleo.say("Buy my pills")
    assert cleo.post("copies/", to).status_code == 422
    answered()
    assert visitor("b").post("copies/", to).status_code == 422
    assert cleo.post("copies/", {"email": "nobody"}).status_code == 422
    ChatSession.objects.update(copies=MOST)
    assert cleo.post("copies/", to).status_code == 422
    assert not Outgoing.objects.exists()


@pytest.mark.django_db
def test_without_a_mailbox_it_says_so(visitor):
    cleo = visitor("a")
    cleo.say("Hello")
    answered()
    assert cleo.post("copies/", {"email": "cleo@customer.example"}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "language"), [("nl-BE", "nl-BE"), ("", ""), ("<b>", "")])
def test_the_language_somebody_wants_goes_with_what_they_say(visitor, said, language):
    visitor().say("Hallo", language=said)
    assert parsed().language == language


@pytest.mark.django_db
def test_a_copy_holds_as_many_of_the_last_lines_as_a_mail_can(visitor, monkeypatch):
    monkeypatch.setattr(sending, "LONGEST", 12)
    cleo = visitor()
    for number, text in enumerate(("First", "Second", "Third")):
        cleo.say(text, id=f"line-{number:04}")
    told = sending.told(ChatSession.objects.get(), tongue.says("en"))
    assert told.startswith("…\n\nYou, ") and "First" not in told
    assert told.index("Second") < told.index("Third")
    monkeypatch.setattr(sending, "LONGEST", 16)
    assert sending.told(ChatSession.objects.get(), tongue.says("en")).startswith("You, ")


@pytest.mark.django_db
def test_an_office_leaves_more_than_a_handful_of_messages_and_copies_count_apart(visitor, mailbox, monkeypatch):
    monkeypatch.setattr("whiteglove.service.channels.views.chat.actions.leave", lambda **how: None)
    for number in range(12):
        to = {"email": f"one{number}@customer.example"}
        assert visitor("b").post("letters/", {"id": f"letter-{number:04}", "text": "Hello", **to}).status_code == 201
        assert visitor("c").post("copies/", to).status_code == (422 if number < 10 else 429)
