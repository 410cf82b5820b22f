"""Each thing that happens counts once, for whom and when its metric says."""

import pytest

from whiteglove.learning.measures.actions.follow import near
from whiteglove.learning.measures.models import Fact, Sum
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

from .conftest import NINE, answer, count_all, later

pytestmark = pytest.mark.django_db


def facts(sort: str) -> list[Fact]:
    count_all()
    return list(Fact.objects.filter(sort=sort).order_by("at"))


def test_an_answer_counts_for_its_writer_from_the_first_word_to_it(write, ada, support):
    answer(write(), ada, later(minutes=90))
    (one,) = facts("answered")
    assert (one.person, one.team, one.value, one.business, one.kind) == (ada.pk, support.pk, 5400, 5400, "billing")


def test_a_solution_counts_with_its_time_and_at_first_contact(write, ada):
    answer(write(), ada, later(hours=3), then="solve")
    (one,) = facts("solution")
    assert (one.person, one.value, one.first_contact, one.one_touch, one.reopened) == (ada.pk, 10800, 1, 1, 0)
    assert Sum.objects.get(unit="m", person=-1, priority="", sort="solution").first_contact == 1


@pytest.fixture
def solved(write, ada):
    def made(after: float, **about) -> int:
        ticket = write(later(days=after), **about)
        desk.solve(ticket=ticket, by=ada, at=later(days=after))
        return ticket.pk

    return made


def test_a_further_matter_has_only_those_counted_anew_that_were_solved_right_before_it(
    write, solved, django_assert_max_num_queries
):
    """By hand: within seven days before it, of its own customer; whoever else is asked about at the same time."""
    jonas = recognise(email="jonas@customer.example", name="Jonas", at=NINE)
    ancient = write(later(days=-700)).pk
    long_ago, just_in_time, jonas_own = solved(1), solved(3), solved(4, customer=jonas)
    further, of_jonas = write(later(days=10)).pk, write(later(days=9), customer=jonas).pk
    solved(11)
    with django_assert_max_num_queries(2):
        assert near({ancient, further, of_jonas}) == {just_in_time, jonas_own}
    assert (near({ancient}), near({long_ago}), near(set())) == (set(), set(), set())
