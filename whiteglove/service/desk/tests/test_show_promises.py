"""Promises on pages: under their reply, beside the ticket, in a list of their own, and taken along."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_person
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions.watch_commitments import watch_due
from whiteglove.service.desk.models import Commitment, Stage, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SOON = f"{clock.now().year + 1}-03-05T12:00"
TWO = "I'll call you back by Thursday noon. We'll refund the fee within 3 business days."


@pytest.fixture
def offered(ticket, ada) -> list[Commitment]:
    """Two promises of Ada's, not answered yet: to call back, and the refund."""
    actions.reply(ticket=ticket, by=ada, at=NINE, text=TWO, seen_message_id=ticket.last_inbound_id)
    run_pending(raising=True)
    return list(Commitment.objects.order_by("id"))


def door(row: Commitment) -> str:
    return f"/desk/tickets/{row.ticket_id}/promises/{row.pk}/"


def page(browser, where: str) -> str:
    return browser.get(where, headers=HTMX).content.decode()


def toast(answer) -> str:
    return json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][-1]["text"]


def test_what_is_offered_stands_under_the_reply_and_beside_the_ticket(offered, ada, lee, ticket, signed_in):
    shown = page(signed_in(ada), f"/desk/tickets/{ticket.pk}/")
    assert "You promised: call back" in shown
    assert shown.count('class="promise-offer"') == 2
    assert shown.count('data-key="y"') == 1
    assert "Ada promised: refund the fee" in page(signed_in(lee), f"/desk/tickets/{ticket.pk}/")
    assert "you promised <span" in page(signed_in(ada), f"/desk/tickets/{ticket.pk}/context/")
    assert "Ada promised <span" in page(signed_in(lee), f"/desk/tickets/{ticket.pk}/context/")


def test_a_ticket_without_promises_asks_nothing_for_them(ticket, ada, signed_in):
    browser = signed_in(ada)
    with CaptureQueriesContext(connection) as asked:
        page(browser, f"/desk/tickets/{ticket.pk}/")
    assert not [query for query in asked.captured_queries if "desk_commitment" in query["sql"]]


@pytest.mark.parametrize(
    ("how", "state"), [("confirm", Stage.OPEN), ("keep", Stage.KEPT), ("dismiss", Stage.DISMISSED)]
)
def test_each_button_does_its_verb_and_undo_takes_it_back(how, state, offered, ada, signed_in):
    row, browser = offered[0], signed_in(ada)
    assert browser.post(door(row), {"how": how}, headers=HTMX).status_code == 204
    row.refresh_from_db()
    assert row.state == state
    browser.delete(door(row), headers=HTMX)
    row.refresh_from_db()
    assert row.state == Stage.OFFERED


def test_changing_needs_words_and_a_time_to_come(offered, ada, signed_in):
    row, browser = offered[0], signed_in(ada)
    answer = browser.post(door(row), {"how": "change", "what": "", "due": SOON}, headers=HTMX)
    assert (answer.status_code, toast(answer)) == (409, "Say in a few words what was promised.")
    browser.post(door(row), {"how": "change", "what": "Ring Cleo", "due": SOON}, headers=HTMX)
    row.refresh_from_db()
    assert (row.what, row.state, row.due_at.year) == ("Ring Cleo", Stage.OPEN, int(SOON[:4]))
    assert "Ring Cleo" in page(browser, door(row))


def test_what_is_over_is_offered_a_time_to_come(offered, ada, signed_in):
    row, browser = offered[0], signed_in(ada)
    verbs.confirm(commitment=row, by=ada, at=NINE)
    verbs.keep(commitment=row, by=ada, at=NINE)
    browser_says = toast(browser.delete(door(row), headers=HTMX))
    assert "choose a new one" in browser_says
    shown = page(browser, door(row))
    assert "It stands as broken" in shown
    given = re.search(r'name="due" value="([^"]*)"', shown)[1]
    browser.post(door(row), {"how": "change", "what": row.what, "due": given}, headers=HTMX)
    row.refresh_from_db()
    assert (row.state, row.due_at > clock.now()) == (Stage.OPEN, True)


def test_a_promise_isnt_found_behind_another_ticket(offered, ada, cleo_amara, signed_in):
    other = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Other", text="x")
    answer = signed_in(ada).post(f"/desk/tickets/{other.pk}/promises/{offered[0].pk}/", {"how": "keep"}, headers=HTMX)
    assert answer.status_code == 404


def test_a_solved_ticket_says_what_is_still_open(offered, ada, ticket, signed_in):
    actions.solve(ticket=ticket, by=ada, at=later(minutes=1))
    assert "2 promises are still open" in page(signed_in(ada), f"/desk/tickets/{ticket.pk}/")


def test_the_queue_counts_tickets_with_promises(offered, ada, ticket):
    assert queries.counts(ada)["promised"] == 1
    assert [row.pk for row in queries.queue(ada, "promised").rows] == [ticket.pk]
    for row in offered:
        verbs.dismiss(commitment=row, by=ada, at=NINE)
    assert queries.counts(ada)["promised"] == 0


def test_what_the_clock_broke_stays_in_sight_until_somebody_says_something(offered, ada, ticket):
    verbs.confirm(commitment=offered[0], by=ada, at=NINE)
    verbs.dismiss(commitment=offered[1], by=ada, at=NINE)
    watch_due(at=later(days=9))
    assert Ticket.objects.get(pk=ticket.pk).promised == 1
    verbs.dismiss(commitment=offered[0], by=ada, at=later(days=9))
    assert Ticket.objects.get(pk=ticket.pk).promised == 0


def test_the_list_has_ones_own_and_the_teams_due_next_first(offered, ada, lee, signed_in):
    assert [row.what for row in queries.promises(ada).order_by("due_at")] == ["Call back", "Refund the fee"]
    mine, team = (page(signed_in(lee), f"/desk/promises/?whose={whose}") for whose in ("mine", "team"))
    assert "Call back" not in mine
    assert team.index("Call back") < team.index("Refund the fee")


def test_the_list_is_paged_without_gaps_and_in_one_statement_more_or_less(offered, ada, ticket):
    first = queries.page_of_promises(ada, whose="mine", state="open", size=1)
    with CaptureQueriesContext(connection) as asked:
        second = queries.page_of_promises(ada, whose="mine", state="open", after=first.cursor, size=1)
    assert [row.what for row in (*first.rows, *second.rows)] == ["Call back", "Refund the fee"]
    assert (second.cursor, len(asked)) == ("", 1)


def test_strangers_see_no_promise_of_this_team(offered, billing, mo, signed_in):
    stranger = make_person("Agent 7", "agent7@whiteglove.example", "lead", billing)
    assert "Call back" not in page(signed_in(stranger), "/desk/promises/?whose=team")
    assert not Commitment.objects.visible_to(mo).exists()


def test_unknown_lists_are_not_found(ada, signed_in):
    assert signed_in(ada).get("/desk/promises/?state=x").status_code == 404
    assert signed_in(ada).get("/desk/promises/?whose=x").status_code == 404


def test_leads_take_a_list_along_as_csv_and_as_lines(offered, ada, lee, signed_in):
    Commitment.objects.filter(pk=offered[0].pk).update(what="=1+1")
    text = b"".join(signed_in(lee).get("/desk/promises/export/?whose=team&format=csv").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["promise"] for row in rows] == ["'=1+1", "Refund the fee"]
    lines = b"".join(signed_in(lee).get("/desk/promises/export/?whose=team").streaming_content).decode()
    assert [json.loads(line)["promise"] for line in lines.splitlines()] == ["=1+1", "Refund the fee"]
    Commitment.objects.filter(pk=offered[0].pk).update(kind="call")
    lines = b"".join(signed_in(lee).get("/desk/promises/export/?whose=team&kind=call").streaming_content).decode()
    assert [json.loads(line)["promise"] for line in lines.splitlines()] == ["=1+1"]
    assert signed_in(ada).get("/desk/promises/export/").status_code == 403


def test_the_customers_page_counts_what_was_kept_and_broken(offered, ada, ticket, signed_in):
    verbs.keep(commitment=offered[0], by=ada, at=NINE)
    verbs.confirm(commitment=offered[1], by=ada, at=NINE)
    verbs.break_(commitment=offered[1], by=ada, at=NINE)
    shown = page(signed_in(ada), f"/customers/{ticket.customer_id}/")
    assert "1 promise kept" in shown
    assert "1 broken" in shown


def test_a_later_page_refetches_itself_and_not_the_first(offered, ada, signed_in):
    cursor = queries.page_of_promises(ada, whose="mine", state="open", size=1).cursor
    shown = page(signed_in(ada), f"/desk/promises/?after={cursor}")
    assert f"&amp;after={cursor}" in shown
    assert "Call back" not in shown


def test_more_promises_cost_the_list_no_more_questions(offered, ada, ticket, signed_in):
    browser = signed_in(ada)
    page(browser, "/desk/promises/")
    with CaptureQueriesContext(connection) as few:
        page(browser, "/desk/promises/")
    message = offered[0].message
    for start in range(500, 510):
        Commitment.objects.create(
            ticket=ticket, message=message, person=ada, what="Write", start=start, offered_at=NINE
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        page(browser, "/desk/promises/")
    assert len(many) == len(few)
