"""A chat begins with words of the standard, in the customer's language, by one key."""

import pytest

from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.learning.standards.actions import load_standard
from whiteglove.learning.standards.openings import openings_for
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.tests.test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture

from .test_shipped_pack import LANGUAGES, shipped  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


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
    Ticket.objects.update(channel="email")
    assert openings_for(Ticket.objects.select_related("customer").get(), ada) == []


def test_a_name_that_looks_like_a_template_is_only_a_name(chat, ada):
    ChatSession.objects.get().visitor.__class__.objects.update(name="{desk.__class__}")
    Customer.objects.update(name="{desk.__class__}")
    assert "Hello {desk.__class__}, thank" in openings_for(Ticket.objects.select_related("customer").get(), ada)[2][1]


def test_other_tickets_are_asked_nothing_more(ticket, ada, django_assert_num_queries):
    with django_assert_num_queries(0):
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
