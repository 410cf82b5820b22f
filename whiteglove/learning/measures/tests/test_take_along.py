"""One takes along what is counted of oneself; of who left and was erased it counts on as nobody's."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.forget import forget
from whiteglove.learning.measures import actions
from whiteglove.learning.measures.actions.recount import nobodys
from whiteglove.learning.measures.case import Counted
from whiteglove.learning.measures.models import EVERYBODY, Fact, Spread, Sum
from whiteglove.learning.measures.taking_along import file_of

from .conftest import NINE, answer, count_all, later


@pytest.fixture
def worked(write, ada):
    ticket = write()
    answer(ticket, ada, later(hours=1), then="solve")
    count_all()
    return ticket


@pytest.mark.django_db
def test_every_number_of_oneself_and_the_rows_behind_it(worked, ada, lee):
    told = file_of(ada, later(days=1))
    months = {one["number"]: one["months"] for one in told["numbers"]}
    assert [(one["month"], one["value"], one["of"]) for one in months["Solved"]] == [("2026-03", 1, 1)]
    rows = [dict(zip(told["counted"]["columns"], row, strict=True)) for row in told["counted"]["rows"]]
    assert {row["ticket"] for row in rows} == {worked.pk}
    assert Fact.objects.filter(person=ada.pk).count() == len(rows)
    others = file_of(lee, later(days=1))
    assert others["counted"]["rows"] == [] and not any(one["months"] for one in others["numbers"])


@pytest.mark.django_db
def test_the_file_costs_the_same_however_much_was_done(worked, write, ada, django_assert_max_num_queries):
    for day in (2, 3):
        answer(write(later(days=day)), ada, later(days=day, hours=2), then="solve")
    count_all()
    file_of(ada, later(days=5))
    with django_assert_max_num_queries(4):
        file_of(ada, later(days=5))


def lines() -> list[tuple]:
    rows = Sum.objects.filter(person=EVERYBODY, n__gt=0).order_by("unit", "sort", "day", "priority")
    return list(rows.values_list("sort", "n"))


@pytest.mark.django_db
def test_of_who_is_erased_it_counts_on_as_nobodys_also_when_it_is_counted_anew(worked, ada, admin):
    before, whose = lines(), Fact.objects.filter(person=ada.pk).count()
    assert before and whose
    deactivate(person=ada, by=admin, at=later(days=3))
    count_all()
    forget(person=ada, by=admin, at=later(days=4))
    anew = (lambda: 0, lambda: actions.recount(tickets=[worked.pk]), lambda: actions.rebuild(at=later(days=5)))
    for count_again in anew:
        count_again()
        assert not any(model.objects.filter(person=ada.pk).exists() for model in (Fact, Sum, Spread))
        assert lines() == before


def test_only_what_was_done_before_is_nobodys():
    fact = Counted("solution", 1, 1, 1, NINE, NINE.date(), person=7)
    assert nobodys(fact, {7: NINE + timedelta(days=1)}).person == 0
    assert nobodys(fact, {8: NINE + timedelta(days=1)}).person == 7
    assert nobodys(fact, {7: datetime(2026, 1, 1, tzinfo=UTC)}).person == 7
