"""Each metric is defined once, and what the docs say of it is what the database answers."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from whiteglove.learning.measures import actions, numbers
from whiteglove.learning.measures.definitions import page
from whiteglove.learning.measures.metrics import METRICS, sql
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.part import lost
from whiteglove.learning.measures.periods import Period
from whiteglove.learning.measures.sight import scope_named

from .histories import History

DOCS = Path(__file__).parents[4] / "docs/metrics.md"


@pytest.mark.engineless
def test_the_docs_are_fresh():
    assert DOCS.read_text() == page(), "Run: whiteglove measures definitions > docs/metrics.md"


@pytest.mark.django_db
def test_the_sql_in_the_docs_gives_the_number_on_the_page(mailbox, support, billing, ada, lee, admin):
    History(6, [ada, lee], admin, [support, billing]).live(60)
    actions.recount(tickets=range(100), customers=range(20))
    first, last = date(2026, 3, 9), date(2026, 6, 20)
    board = numbers.board(Asked(scope_named(admin, "all"), Period("custom", first, last)), METRICS.values())
    assert set(board) == set(METRICS)
    for key, series in board.items():
        with connection.cursor() as cursor:
            cursor.execute(sql(METRICS[key]).replace(":first", f"'{first}'").replace(":last", f"'{last}'"))
            (answer,) = cursor.fetchone()
        assert (answer and float(answer)) == pytest.approx(series.now.value), key


@pytest.mark.django_db
def test_a_goal_of_a_team_that_isnt_there_is_told_when_it_is_loaded(support):
    goals = [{"id": "ours", "team": support.name}, {"id": "theirs", "team": "Sales"}, {"id": "all"}]
    assert lost(goals) == ["The goal “theirs” shows nowhere: no team is called Sales."]
