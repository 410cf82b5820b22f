"""Articles offered from what somebody wrote, in no special order of words and with much beside the matter."""

import pytest
from django.contrib.auth.models import AnonymousUser

from whiteglove.service.knowledge import actions, nearness


@pytest.fixture
def shelf(written):
    def put(slug, title, body, **fields):
        article = written(slug, title=title, body=body, **fields)
        actions.index(translation=article.translations.get())

    put("refunds", "How long does a refund take?", "A refund to a card takes three working days.")
    put("twice", "I was charged twice", "Two lines on your statement: one is a reservation, which disappears.")
    put("parcel", "Where is my parcel?", "Follow the link of the courier.")
    put("address", "Change the delivery address", "Until the parcel is packed.")
    put("secret", "When to refund without asking", "A refund up to 20 euros is yours to give.", audience="team")
    for number in range(6):
        put(f"other-{number}", f"Other thing {number}", "Nothing of the kind.")


def titles(person, text, languages=("en",)) -> list[str]:
    return [page.title for page in nearness.about(person, text, list(languages))]


LETTER = """Hello, I hope you are well. I looked at my bank statement this morning and I see that I was charged
two times for order 88213! One of the lines may be a reservation, but how would I know? Kind regards, Cleo"""


def test_a_long_letter_finds_what_it_is_about(shelf):
    assert titles(AnonymousUser(), LETTER)[0] == "I was charged twice"


def test_other_forms_of_a_word_count(shelf):
    assert titles(AnonymousUser(), "When do refunds arrive on my cards?")[0] == "How long does a refund take?"


def test_the_subject_of_a_letter_says_more_than_the_rest_of_it(shelf):
    found = titles(AnonymousUser(), "A refund\n\nHello, my parcel and its address are fine. Follow me. Thank you!")
    assert found[0] == "How long does a refund take?"


def test_nothing_is_better_than_a_guess(shelf):
    assert titles(AnonymousUser(), "Do you sell umbrellas?") == []
    assert titles(AnonymousUser(), "") == [] and titles(AnonymousUser(), "?!") == []


def test_what_the_reader_may_not_read_is_never_offered(shelf, ada):
    assert "When to refund without asking" not in titles(AnonymousUser(), "refund without asking")
    assert "When to refund without asking" in titles(ada, "refund without asking")


def test_a_word_that_every_article_has_says_nothing(shelf):
    assert titles(AnonymousUser(), "Nothing of the kind") == []


def test_it_takes_few_questions_to_the_database(shelf, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        titles(AnonymousUser(), LETTER * 20)
