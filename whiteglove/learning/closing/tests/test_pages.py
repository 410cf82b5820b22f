"""The pages: what follows, how tickets were checked, and what runs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_person
from whiteglove.ground.events.work import run_pending
from whiteglove.learning.closing import actions, queries
from whiteglove.learning.closing.guard import word
from whiteglove.learning.closing.models import Choice, FollowUp
from whiteglove.service.customers.actions.erase import erase
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Clock

from .conftest import later, say

# What pages say: the statements behind them are tried on both engines elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def solved(warns, answered, ada):
    desk.solve(ticket=answered, by=ada, at=later(hours=2), word=word({"timeline": "yes"}, anyway=True))
    return answered


class TestFollowUps:
    def test_planned_beside_the_ticket_listed_called_off_and_back(self, signed_in, ada, solved):
        browser = signed_in(ada)
        browser.post(f"/closing/tickets/{solved.pk}/follow-up/", {"days": "2"}, headers=HTMX)
        row = FollowUp.objects.get()
        listed = browser.get("/closing/follow-ups/?state=planned").content.decode()
        assert "Charged twice" in listed
        assert "We ask whether all is still well" in browser.get(f"/desk/tickets/{solved.pk}/context/").content.decode()
        browser.post(f"/closing/follow-ups/{row.pk}/", headers=HTMX)
        assert "No follow-up is planned" in browser.get("/closing/follow-ups/?state=planned").content.decode()
        browser.delete(f"/closing/follow-ups/{row.pk}/", headers=HTMX)
        assert FollowUp.objects.standing().count() == 1

    def test_refused_in_words(self, signed_in, ada, solved):
        answer = signed_in(ada).post(f"/closing/tickets/{solved.pk}/follow-up/", {"days": "999"}, headers=HTMX)
        assert (answer.status_code, answer.content.decode()) == (409, "Choose 1 to 60 days.")

    def test_outsiders_see_none_and_change_none(self, signed_in, ada, solved, billing):
        row = actions.plan(ticket=solved, by=ada, at=later(hours=2), days=2)
        browser = signed_in(make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing))
        assert "Charged twice" not in browser.get("/closing/follow-ups/?state=planned&whose=team").content.decode()
        assert browser.post(f"/closing/follow-ups/{row.pk}/", headers=HTMX).status_code == 404

    def test_the_list_costs_the_same_however_long_it_is(self, signed_in, ada, solved, cleo_amara):
        actions.plan(ticket=solved, by=ada, at=later(hours=2), days=2)
        browser = signed_in(ada)
        browser.get("/closing/follow-ups/?state=planned")
        with CaptureQueriesContext(connection) as one:
            browser.get("/closing/follow-ups/?state=planned")
        for number in range(3):
            more = desk.open_ticket(customer=cleo_amara, by=ada, at=later(), subject=f"More {number}")
            desk.solve(ticket=more, by=ada, at=later(hours=1))
            actions.plan(ticket=more, by=ada, at=later(hours=2), days=2)
        with CaptureQueriesContext(connection) as four:
            browser.get("/closing/follow-ups/?state=planned")
        assert len(four) == len(one)


class TestUpdates:
    @pytest.fixture
    def owed(self, warns, answered, ada):
        desk.take(ticket=answered, by=ada, at=later(hours=1)) if answered.assignee_id is None else None
        desk.set_complex(ticket=answered, by=ada, at=later(hours=2), complex=True)
        return answered

    def test_a_complex_matter_stands_in_the_list_until_it_is_solved(self, signed_in, ada, owed):
        browser = signed_in(ada)
        assert "Charged twice" in browser.get("/closing/updates/").content.decode()
        desk.solve(ticket=owed, by=ada, at=later(hours=3), word=word(anyway=True))
        assert "Nobody waits for an update" in browser.get("/closing/updates/").content.decode()

    def test_under_the_reply_there_are_words_to_begin_with_once_it_presses(self, signed_in, ada, owed):
        browser, composer = signed_in(ada), f"/desk/tickets/{owed.pk}/composer/"
        Clock.objects.filter(metric="periodic_update").update(due_at=later(days=4000), warn_at=later(days=3999))
        assert "Begin an update" not in browser.get(composer).content.decode()
        Clock.objects.filter(metric="periodic_update").update(due_at=later(hours=4), warn_at=later(hours=3))
        page = browser.get(composer).content.decode()
        assert "An update was due" in page
        assert "Hello Cleo, a word on “Charged twice”:" in page

    def test_counted_when_given(self, ada, owed):
        say(owed, ada, "Still looking, by Friday.", at=later(hours=3))
        found = queries.updates_given(ada, later(), later(days=1))
        assert [row[2:] for row in found] == [(1, 0)]


class TestNumbers:
    def test_a_number_opens_its_rows_and_the_sheet_has_them_all(self, signed_in, lee, solved, monkeypatch):
        from whiteglove.ground.lib import clock

        monkeypatch.setattr(clock, "now", lambda: later(days=1))
        browser = signed_in(lee)
        page = browser.get("/closing/checks/?days=7").content.decode()
        assert "question=timeline&amp;verdict=yes" in page
        assert "Charged twice" in browser.get("/closing/checks/rows/?question=timeline&verdict=yes").content.decode()
        sheet = b"".join(browser.get("/closing/checks/export/").streaming_content).decode()
        assert f"{solved.pk}," in sheet
        assert "timeline,yes" in sheet
        assert len(sheet.splitlines()) == 1 + 4

    def test_agents_have_no_page_of_numbers(self, signed_in, ada, solved):
        assert signed_in(ada).get("/closing/checks/").status_code == 403


class TestSetup:
    def test_an_administrator_decides_otherwise_and_lets_the_pack_rule_again(self, signed_in, admin, lee, warns):
        browser = signed_in(admin)
        browser.post("/setup/closing/mode/", {"mode": "block"})
        browser.post("/setup/closing/rule:complaint/", {"after": "7"})
        found = queries.in_force()
        assert (found.mode, found.rules[0].after, found.rules[0].on) == ("block", 7, False)
        assert "decided here" in signed_in(lee).get("/setup/closing/").content.decode()
        browser.post("/setup/closing/mode/", {"as": "pack"})
        assert queries.in_force().mode == "warn"
        assert Choice.objects.count() == 2

    @pytest.mark.parametrize(
        ("key", "value"),
        [("mode", "loud"), ("rule:none", {"on": True, "after": 2}), ("rule:complaint", {"on": True, "after": 0}),
         ("other", 1)],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, admin, warns, key, value):
        with pytest.raises(Refused):
            actions.decide(key=key, value=value, by=admin, at=later())

    def test_without_a_pack_the_page_says_so(self, signed_in, admin):
        assert "No pack says anything" in signed_in(admin).get("/setup/closing/").content.decode()


def test_erased_nothing_they_said_is_left_in_a_check(signed_in, ada, admin, warns, ticket, cleo_amara):
    desk.set_kind(ticket=ticket, by=ada, at=later(hours=1), kind="billing")
    say(ticket, ada, "I am sorry. You have it back by Friday.", then="solve")
    kept = queries.check_of(ticket).answers.get(question="timeline")
    assert kept.shown[0]["quote"] == "by Friday"
    run_pending()
    erase(customer=cleo_amara, by=admin, at=later(days=1), reason="They asked for it.")
    kept.refresh_from_db()
    assert kept.shown[0]["quote"] == ""
    assert "words that were erased" in signed_in(ada).get(f"/desk/tickets/{ticket.pk}/context/").content.decode()
