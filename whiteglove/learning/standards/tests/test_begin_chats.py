"""A chat, a first letter and a call begin with words of the standard, in the customer's language, by one key."""

import pytest
from django.urls import reverse

from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.learning.standards.actions import load_standard
from whiteglove.learning.standards.openings import openings_for
from whiteglove.service.calls.actions import take_call
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.tests.test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture

from .test_shipped_pack import LANGUAGES, shipped  # noqa: F401 - a fixture

# What pages say: the statements behind them are tried on both engines elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


@pytest.fixture
def chat(chat_desk, at) -> Ticket:  # noqa: F811
    load_standard(by=None, at=at)
    say("Where is my parcel?")
    return Ticket.objects.select_related("customer").get()


def test_each_opening_that_ships_is_there_in_every_language(shipped):  # noqa: F811
    chat = shipped.content["greetings"]["chat"]
    assert len(chat["more"]) >= 3
    for one in chat["more"]:
        assert set(one["text"]) == LANGUAGES
        assert all("{agent}" in text and "{desk}" in text for text in one["text"].values())


def test_it_knows_who_asks_who_answers_and_where(chat, ada):
    assert openings_for(chat, ada)[1] == (
        "They have asked already",
        "Hello, this is Ada at Shop. Thank you for writing; I've read your question and I'm looking into it right now.",
    )
    ChatSession.objects.get().visitor.__class__.objects.update(name="Cleo Amara")
    Customer.objects.update(name="Cleo Amara", language="de-AT")
    text = openings_for(Ticket.objects.select_related("customer").get(), ada)[1][1]
    assert text.startswith("Hallo Cleo, hier ist Ada, Shop.")


def test_it_is_offered_until_somebody_answers_and_nowhere_else(chat, ada, signed_in):
    browser = signed_in(ada)
    page = browser.get(f"/desk/tickets/{chat.pk}/").content.decode()
    assert page.count("data-begins=") == 4 and page.count('data-key="h"') == 1
    answer(chat, ada, "Hello!")
    assert "data-begins" not in browser.get(f"/desk/tickets/{chat.pk}/composer/").content.decode()


def test_a_name_that_looks_like_a_template_is_only_a_name(chat, ada):
    ChatSession.objects.get().visitor.__class__.objects.update(name="{desk.__class__}")
    Customer.objects.update(name="{desk.__class__}")
    assert "Hello {desk.__class__}, thank" in openings_for(Ticket.objects.select_related("customer").get(), ada)[2][1]


def test_a_first_letter_begins_with_the_greeting_in_their_language(ticket, ada, at):
    load_standard(by=None, at=at)
    ticket.customer.language = "fr"
    [(name, text)] = openings_for(ticket, ada)
    assert name == "Greeting" and text.startswith("Bonjour Cleo,") and "« Charged twice »" in text
    assert text.endswith("jusqu’au bout.")


def test_what_came_by_a_form_is_greeted_as_a_letter_and_a_call_as_a_call(ticket, ada, at):
    load_standard(by=None, at=at)
    ticket.channel = "form"
    assert openings_for(ticket, ada)[0][1].startswith("Hello Cleo,")
    ticket.channel = "phone"
    assert openings_for(ticket, ada)[0][1].startswith("Good day, this is Ada")


def test_a_letter_without_a_subject_isnt_thanked_for_one(ticket, ada, at):
    load_standard(by=None, at=at)
    ticket.subject = ""
    assert openings_for(ticket, ada) == []


def test_whoever_takes_a_call_finds_the_words_on_its_sheet(ada, at, signed_in):
    load_standard(by=None, at=at)
    sheet = take_call(by=ada, at=at)
    page = signed_in(ada).get(reverse("calls:sheet", args=[sheet.pk])).content.decode()
    assert "On the phone:" in page and "Good day, this is Ada" in page


def test_an_answered_ticket_is_asked_one_thing_more(ticket, ada, at, django_assert_num_queries):
    load_standard(by=None, at=at)
    openings_for(ticket, ada)
    with django_assert_num_queries(3):
        openings_for(ticket, ada)
    answer(ticket, ada, "Hello!")
    with django_assert_num_queries(1):
        assert openings_for(ticket, ada) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at {desk}. Thank", "at {dsek}. Thank", "Did you mean desk?"),
        ("at {desk}. Thank", "at {number}. Thank", "{number} isn't a variable here"),
        ("id: waited", "id: asked", "stands here twice"),
        ("        en: Hello {name}, this", "        it: Hello {name}, this", "en is missing"),
    ],
)
def test_a_mistake_in_an_opening_is_named_with_its_place(old, new, says, fork):
    path = fork / "standards" / "greetings.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(PackError) as refused:
        read(fork)
    problem = str(refused.value.problems[0])
    assert says in problem and problem.startswith("standards/greetings.yaml:")
