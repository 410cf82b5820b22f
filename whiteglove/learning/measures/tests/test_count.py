"""Each thing that happens counts once, for whom and when its metric says."""

import pytest

from whiteglove.learning.measures.models import Fact, Sum

from .conftest import answer, count_all, later

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
