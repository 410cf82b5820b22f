"""Whatever happens in whatever order: what was counted step by step is what comes out counted anew, and adds up."""

import csv
from datetime import date
from itertools import product

import pytest

from whiteglove.learning.measures import actions, numbers, queries
from whiteglove.learning.measures.actions.add_up_anew import add_up_again
from whiteglove.learning.measures.actions.follow import step, sweep
from whiteglove.learning.measures.asking import address_of
from whiteglove.learning.measures.case import Counted
from whiteglove.learning.measures.counting import Counting
from whiteglove.learning.measures.metrics import METRICS, SORTS
from whiteglove.learning.measures.models import COUNTERS, Fact, Progress, Spread, Sum
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.periods import Period
from whiteglove.learning.measures.sight import scope_named
from whiteglove.learning.standards.actions import load_standard
from whiteglove.service.customers.actions import erase

from .conftest import DONE, NINE, count_all
from .histories import History

pytestmark = pytest.mark.django_db
LINE = ("unit", "person", "sort", "day", "team", "priority", "channel", "kind", "target", *COUNTERS)
PLACE = ("person", "priority", "sort", "hours", "day", "team", "channel", "kind", "bucket", "n")
FEWEST = Counting()
YEAR = Period("custom", date(2026, 4, 1), date(2026, 12, 31), over=False)


@pytest.fixture
def lived(request, mailbox, support, billing, ada, lee, admin):
    """A desk with a history, followed as it went."""
    load_standard(by=None, at=NINE)
    history = History(request.param, [ada, lee], admin, [support, billing])
    history.live(90, between=lambda at: actions.follow(at=at))
    history.complete()
    count_all()
    return history


def sums() -> list[tuple]:
    return sorted(row for row in Sum.objects.values_list(*LINE) if any(row[9:]))


def spreads() -> list[tuple]:
    return sorted(row for row in Spread.objects.values_list(*PLACE) if row[-1])


def facts() -> list[tuple]:
    return sorted(Fact.objects.values_list(*Counted._fields), key=repr)


@pytest.mark.parametrize("lived", [1, pytest.param(2, marks=pytest.mark.engineless)], indirect=True)
def test_sums_are_those_of_the_facts_and_facts_those_of_what_happened(lived):
    kept = sums(), spreads(), facts()
    add_up_again()
    assert (sums(), spreads()) == kept[:2]
    for model in (Fact, Sum, Spread):
        model.objects.all().delete()
    actions.rebuild(at=DONE)
    assert (sums(), spreads(), facts()) == kept
    assert {one[0] for one in kept[2]} >= {"stint", "answered", "solution", "case", "promise", "clock.first_reply"}


@pytest.mark.engineless
@pytest.mark.parametrize("lived", [4], indirect=True)
def test_counting_again_changes_nothing(lived):
    kept = sums()
    actions.recount(tickets=range(200), customers=range(50))
    assert sums() == kept


@pytest.mark.engineless
@pytest.mark.parametrize("lived", [7], indirect=True)
def test_what_happens_while_the_past_is_added_up_is_in_the_sums(lived):
    Progress.objects.update(adding=Progress.ALL)
    Sum.objects.all().delete()
    months = 0
    while sweep(lived.at):
        months += Progress.objects.get().adding not in ("", Progress.ALL)
        lived.live(1)
        while step(lived.at) is not None:
            pass
    assert months > 3
    kept = sums(), spreads()
    add_up_again()
    assert (sums(), spreads()) == kept


@pytest.mark.parametrize("lived", [5], indirect=True)
def test_an_erased_customer_is_none_of_ours_and_the_work_for_them_stays(lived, admin):
    customer = lived.customers[0]
    work = Fact.objects.exclude(sort="customer").count()
    assert Fact.objects.filter(sort="customer", source=customer.pk).exists()
    erase(customer=customer, by=admin, at=lived.at)
    count_all()
    assert not Fact.objects.filter(sort="customer", source=customer.pk).exists()
    assert Fact.objects.exclude(sort="customer").count() == work


PERIODS = (
    YEAR,
    Period("custom", date(2026, 3, 3), date(2026, 7, 9)),
    Period("custom", date(2026, 3, 3), date(2026, 4, 1)),
)


@pytest.mark.parametrize("lived", [6], indirect=True)
def test_card_table_export_and_api_are_the_rows_added_up_by_hand(lived, admin, lee, ada, signed_in, support, billing):
    """Every metric, for everybody, a team and a person; with and without what narrows it."""
    seen = set()
    whose = (
        (admin, "all", {}),
        (lee, "all", {"kind": "billing"}),
        (lee, f"team-{support.pk}", {}),
        (admin, f"person-{lee.pk}", {}),
        (admin, "all", {"priority": "normal"}),
    )
    for (person, who, narrow), period in product(whose, PERIODS):
        asked = Asked(scope_named(person, who), period, **narrow, business=period is not YEAR)
        cards = {one.metric: one.series for _, group in queries.cards(asked) for one in group}
        for metric, series in cards.items():
            agrees(metric, asked, person, series)
            if period is YEAR and series.now.whole:
                agrees_outside(metric, asked, person, series, signed_in(person))
                seen.add(metric.key)
    assert seen == set(METRICS)


def agrees(metric, asked, person, series) -> None:
    hand = numbers.tell(metric, numbers.by_hand(metric, numbers.facts_of(metric, asked), asked.period), asked, FEWEST)
    assert series.now == hand, metric.key
    assert len(list(queries.every_row(metric, asked, person))) == hand.whole, metric.key
    if asked.where or asked.priority:
        assert paged(metric, asked, person) == list(newest_first(metric, asked)), metric.key


def paged(metric, asked, person) -> list[int]:
    """In pages of a few, whose ends lie within days."""
    found, after = queries.rows(metric, asked, person, size=4)
    while after:
        more, after = queries.rows(metric, asked, person, after, size=4)
        found += more
    return [row.fact.pk for row in found]


def newest_first(metric, asked):
    return numbers.facts_of(metric, asked).order_by("-day", "-at", "-id").values_list("pk", flat=True)


def agrees_outside(metric, asked, person, series, browser) -> None:
    """What a program and a spreadsheet get."""
    rows = [row.plain() for row in queries.every_row(metric, asked, person)]
    query, alone = address_of(asked), numbers.board(asked, [metric])[metric.key]
    assert alone == series
    now = alone.now
    pages = [browser.get(f"/measures/{metric.key}/data.json?{query}").json()]
    assert (pages[0]["value"], pages[0]["part"], pages[0]["whole"]) == (now.value, now.part, now.whole)
    while pages[-1]["after"]:
        pages.append(browser.get(f"/measures/{metric.key}/data.json?{query}&after={pages[-1]['after']}").json())
    assert rows == [row for page in pages for row in page["rows"]]
    table = b"".join(browser.get(f"/measures/{metric.key}/rows.csv?{query}").streaming_content).decode()
    assert [line["at"] for line in csv.DictReader(table.splitlines())] == [row["at"] for row in rows]


@pytest.mark.engineless
def test_every_sort_of_fact_belongs_to_a_metric():
    assert {"stint", "answered", "solution", "case", "promise", "chat", "customer"} < set(SORTS)
