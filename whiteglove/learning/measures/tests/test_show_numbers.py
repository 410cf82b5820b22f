"""The pages: a number, its chart, its table, its file and what a program gets are the same, and open its rows."""

import pytest

from whiteglove.learning.measures.metrics import METRICS
from whiteglove.service.desk import actions as desk

from .conftest import answer, count_all, later

pytestmark = pytest.mark.django_db
DAYS = "period=custom&first=2026-03-01&last=2026-03-31"


@pytest.fixture
def worked(write, ada, lee):
    answer(write(), ada, later(hours=1), then="solve")
    ticket = write(later(days=3), kind="refund")
    answer(ticket, ada, later(days=3, hours=9))
    desk.escalate(ticket=ticket, by=ada, at=later(days=3, hours=10), reason="legal")
    count_all()


def test_each_metric_has_its_page(worked, signed_in, lee):
    browser = signed_in(lee)
    for key, metric in METRICS.items():
        page = browser.get(f"/measures/{key}/?{DAYS}")
        assert page.status_code == 200, key
        assert metric.name in page.content.decode()


def test_the_board_shows_goals_and_groups(worked, signed_in, ada):
    shown = signed_in(ada).get(f"/measures/?{DAYS}").content.decode()
    assert "Answers in time" in shown
    assert "too few to say (1)" in shown
