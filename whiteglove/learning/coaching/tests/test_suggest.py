"""A suggestion travels: supported, decided, done, and whoever made it hears of each step."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions.erase import erase_person
from whiteglove.learning.coaching.actions.suggestions import (
    accept,
    back,
    change,
    decline,
    finish,
    open_again,
    point_at,
    suggest,
    tell_apart,
    unback,
)
from whiteglove.learning.coaching.models import Backing, News, Suggestion
from whiteglove.learning.coaching.reactions import STEPS, tell_whoever_suggested
from whiteglove.learning.coaching.taking_along import file_of
from whiteglove.service.desk.errors import Refused

from .conftest import NINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(ada):
    return suggest(title="One page for refund rules", text="We look in three places.", by=ada, at=NINE)


def now(row) -> Suggestion:
    return Suggestion.objects.get(pk=row.pk)


def hear() -> list[str]:
    for event in Event.objects.filter(name__in=STEPS).order_by("id"):
        tell_whoever_suggested(event)
    return list(News.objects.order_by("id").values_list("says", flat=True))


def test_support_is_counted_once_each(idea, lee):
    back(suggestion=idea, by=lee, at=NINE)
    back(suggestion=idea, by=lee, at=NINE)
    assert now(idea).backed == 2
    unback(suggestion=idea, by=lee, at=NINE)
    assert now(idea).backed == 1


def test_of_who_is_erased_no_support_is_left_and_the_count_is_right(idea, ada, lee):
    back(suggestion=idea, by=lee, at=NINE)
    assert file_of(lee)["backed"][0]["suggestion__title"] == idea.title
    type(lee).objects.filter(pk=lee.pk).update(is_active=False)
    lee.refresh_from_db()
    erase_person(lee, NINE)
    erase_person(lee, NINE)  # twice is once
    assert now(idea).backed == 1 and [one.person for one in Backing.objects.all()] == [ada]


def test_it_is_accepted_done_and_heard_of(idea, ada, lee, mailoutbox):
    accept(suggestion=idea, owner=ada, until=date(2026, 3, 20), by=lee, at=NINE)
    finish(suggestion=idea, changed="There is one page now.", by=ada, at=NINE)
    assert now(idea).state == "done"
    assert hear() == ["Your suggestion was accepted: One page for refund rules"]


def test_declined_it_says_why(idea, lee):
    with pytest.raises(Refused, match="why not"):
        decline(suggestion=idea, reason="", by=lee, at=NINE)
    decline(suggestion=idea, reason="The rules change in May.", by=lee, at=NINE)
    assert [*hear()] == ["Your suggestion was answered, and won't be done: One page for refund rules"]
    with pytest.raises(Refused, match="decided already"):
        accept(suggestion=idea, owner=lee, until=None, by=lee, at=NINE)
    assert open_again(suggestion=idea, by=lee, at=NINE).state == "open"


def test_agents_do_not_decide_and_words_change_until_somebody_has(idea, ada, lee):
    with pytest.raises(PermissionDenied):
        decline(suggestion=idea, reason="No", by=ada, at=NINE)
    change(suggestion=idea, title="One page", text="", by=ada, at=NINE)
    accept(suggestion=idea, owner=lee, until=None, by=lee, at=NINE)
    with pytest.raises(Refused, match="before it is decided"):
        change(suggestion=idea, title="Two", text="", by=ada, at=NINE)


def test_the_same_is_pointed_out_and_counted_once(idea, lee):
    again = suggest(title="Refund rules on one page", by=lee, at=NINE)
    assert queries.alike(lee, again.title, but=again.pk) == [idea]
    point_at(suggestion=again, same_as=idea, by=lee, at=NINE)
    assert now(idea).backed == 2
    assert queries.suggestion_counts(lee) == {"open": 1}
    with pytest.raises(Refused, match="stands by itself"):
        point_at(suggestion=idea, same_as=again, by=lee, at=NINE)
    tell_apart(suggestion=again, by=lee, at=NINE)
    assert queries.suggestion_counts(lee) == {"open": 2}


def test_a_ticket_is_named_to_those_who_see_it(idea, ada, open_ticket, billing, signed_in):
    from tests.cast import make_person

    ticket = open_ticket(subject="Charged twice")
    made = suggest(title="Tell of refunds at once", ticket=ticket, by=ada, at=NINE)
    bo = make_person("Bo", "bo@whiteglove.example", "agent", billing)
    address = f"/coaching/suggestions/{made.pk}/"
    assert f"#{ticket.pk}" in signed_in(ada).get(address).content.decode()
    assert f"#{ticket.pk}" not in signed_in(bo).get(address).content.decode()


def test_a_search_finds_by_every_word(idea, ada, signed_in):
    assert "One page for refund rules" in signed_in(ada).get("/coaching/suggestions/?q=refund+places").content.decode()
    assert "Nothing found" in signed_in(ada).get("/coaching/suggestions/?q=refund+zebra").content.decode()
