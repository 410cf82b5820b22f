"""The list on the left: what it shows, to whom, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.service.desk import actions
from whiteglove.service.desk.models import VIEWS, Ticket

from .conftest import later

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7


@pytest.fixture
def many(ada, mailbox, cleo_amara):
    """`many(n)` opens n tickets of Cleo's, all Ada's."""

    def open_them(count: int) -> list[Ticket]:
        return [
            actions.open_ticket(
                customer=cleo_amara,
                by=ada,
                at=later(minutes=n),
                subject=f"Order {n}",
                text="Where is it?",
                assignee=ada,
            )
            for n in range(count)
        ]

    return open_them


def queries(browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        # Only a browser's page asks for its place in the log.
        assert browser.get(url, headers={"accept": "text/html"}).status_code == 200
    return len(asked)


def test_a_ticket_nobody_has_stands_under_unassigned_and_not_in_adas_queue(signed_in, ada, ticket):
    browser = signed_in(ada)
    assert "Charged twice" in browser.get("/desk/?view=unassigned").content.decode()
    assert "Charged twice" not in browser.get("/desk/").content.decode()


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_says_what_belongs_there_when_empty(signed_in, ada, view):
    page = signed_in(ada).get(f"/desk/?view={view}")
    assert page.status_code == 200
    assert "empty-title" in page.content.decode()


def test_a_view_that_does_not_exist_is_not_found(signed_in, ada):
    assert signed_in(ada).get("/desk/?view=everything-ever").status_code == 404


def test_each_view_carries_its_true_count(signed_in, ada, many):
    many(3)
    page = signed_in(ada).get("/desk/").content.decode()
    assert 'Needs me<span class="num">3</span>' in page
    assert 'Waiting<span class="num">0</span>' in page


def rows(answer) -> list[str]:
    """The ids of the tickets in an answer, in order."""
    return re.findall(r'data-row="(\d+)"', answer.content.decode())


def test_more_than_a_page_is_fetched_by_cursor_without_repeating(signed_in, ada, many):
    many(30)
    browser = signed_in(ada)
    first = browser.get("/desk/")
    rest = browser.get("/desk/rows/", {"view": "needs-me", "after": first.context["after"]})
    assert (len(rows(first)), len(rows(rest))) == (25, 5)
    assert not set(rows(first)) & set(rows(rest))


def test_a_refetched_list_is_as_long_as_it_was(signed_in, ada, many):
    many(30)
    assert len(rows(signed_in(ada).get("/desk/rows/", {"view": "needs-me", "rows": "30"}))) == 30


@pytest.mark.parametrize("odd", ["-1", "9" * 30, "x", "٣", ""])
def test_an_odd_cursor_or_length_is_no_fault(signed_in, ada, ticket, odd):
    assert signed_in(ada).get("/desk/rows/", {"view": "team", "after": odd, "rows": odd}).status_code == 200


def test_the_page_asks_the_database_as_often_for_25_rows_as_for_none(signed_in, ada, many):
    browser = signed_in(ada)
    empty = queries(browser, "/desk/")
    many(26)
    full = queries(browser, "/desk/")
    assert full <= MOST_QUERIES
    assert full <= empty + 1


def test_what_customers_write_is_shown_as_words(signed_in, ada, mailbox, cleo_amara):
    evil = "<script>alert(1)</script>"
    actions.open_ticket(customer=cleo_amara, by=ada, at=later(), subject=evil, text=evil, assignee=ada)
    page = signed_in(ada).get("/desk/").content.decode()
    assert evil not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("url", ["/desk/", "/desk/rows/", "/desk/search/", "/desk/tickets/new/"])
def test_zed_and_mo_see_no_live_desk(signed_in, zed, mo, url):
    assert signed_in(zed).get(url).status_code == 403
    assert signed_in(mo).get(url).status_code == 403
