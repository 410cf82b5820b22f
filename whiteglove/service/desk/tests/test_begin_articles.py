"""An article that is born from a conversation begins with what was asked and answered there, and with nobody's name."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.desk import actions
from whiteglove.service.desk.article_words import first_words, words_of
from whiteglove.service.desk.models import Message
from whiteglove.service.knowledge.models import Article

from .conftest import later

ASKED = "Hello Ada,\n\nhow do I void the second payment? My card is 4111 1111 1111 1111.\n\nKind regards\nCleo Amara"
ANSWER = "Hi Cleo,\n\nopen the order, choose *Void*. It takes a day.\n\nBest\nAda Osei"
NAMES = ["Cleo Amara", "Ada Osei"]


def test_the_question_is_quoted_and_the_answer_follows():
    assert first_words(ASKED, [ANSWER], NAMES) == (
        "> how do I void the second payment? My card is (card).\n\nopen the order, choose \\*Void\\*. It takes a day."
    )


@pytest.mark.parametrize(("said", "kept"), [
    ("Write to cleo@mail.example or Cleo.", "Write to (email) or (name)."),
    ("Cleopatra asked Cleo Amara.", "Cleopatra asked (name)."),
    ("Hi Cleo,", "Hi (name),"),
    ("# Not a heading", "\\# Not a heading"),
    ("", ""),
])  # fmt: skip
def test_nobody_can_be_told_from_it(said, kept):
    assert first_words("", [said], NAMES) == kept


@given(st.text(max_size=300), st.lists(st.text(max_size=200), max_size=3))
def test_whatever_was_written_no_name_is_left(asked, answers):
    words = first_words(f"{asked} Cleo {asked}", answers, ["Cleo"])
    assert " Cleo " not in words


@pytest.mark.django_db
def test_ada_begins_an_article_with_the_words_of_her_ticket(ticket, ada, signed_in):
    text = "Hi Cleo,\n\nChoose Void in the order. It takes a day."
    actions.reply(ticket=ticket, by=ada, at=later(hours=1), text=text, seen_message_id=ticket.messages.get().pk)
    page = signed_in(ada).get(f"/knowledge/new/?ticket={ticket.pk}&title=Paying+twice").content.decode()
    assert "Begin with the words of the conversation" in page
    given_ = {"title": "Paying twice", "language": "en", "ticket": ticket.pk}
    signed_in(ada).post("/knowledge/new/", given_ | {"take_words": "on"})
    signed_in(ada).post("/knowledge/new/", given_ | {"title": "By its title alone"})
    born, bare = Article.objects.order_by("pk")
    assert "Choose Void in the order. It takes a day." in born.translations.get().draft.body
    assert bare.translations.get().draft.body == ""


@pytest.mark.django_db
def test_without_a_ticket_nothing_is_offered(ada, signed_in):
    assert "words of the conversation" not in signed_in(ada).get("/knowledge/new/").content.decode()


@pytest.mark.django_db
def test_zed_gets_no_word_of_a_ticket_he_may_not_see(ticket, zed, ada):
    assert words_of(ticket.pk, ada) and words_of(ticket.pk, zed) == ""


@pytest.mark.django_db
def test_of_another_customer_whose_ticket_was_merged_no_name_is_left(ticket, ada):
    said = ticket.messages.get()
    Message.objects.create(
        ticket=ticket, kind="inbound", customer=said.customer, at=said.at - timedelta(hours=1),
        sender_name="Jonas Weber",
        text="This is Jonas Weber. I was charged twice.", new_text="This is Jonas Weber. I was charged twice.",
    )  # fmt: skip
    assert "charged twice" in words_of(ticket.pk, ada) and "Weber" not in words_of(ticket.pk, ada)
