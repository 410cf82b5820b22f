"""A promise to call back: a number, a time, tries, and the clock that counts it."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions.call_back import promise_call, try_again
from whiteglove.service.desk.actions.judge_clocks import judge_one
from whiteglove.service.desk.callbacks import dialled, is_call, of_callbacks
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.happenings import Happened
from whiteglove.service.desk.models import Clock, Commitment, Message, Ticket
from whiteglove.service.desk.promise_counts import promise_counts
from whiteglove.service.sla.actions import adopt_targets

from .conftest import NINE, later

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


class TestTheFacts:
    def told(self, *steps: str, **about: bool) -> list[tuple[str, int]]:
        """[(fact, after how many minutes)]: a step a minute."""
        events = [
            Happened(f"commitment.{name}", AT + timedelta(minutes=n), {"commitment": 1, "kind": "call"} | about)
            for n, name in enumerate(steps)
        ]
        return [(fact.name, round((fact.at - AT).total_seconds() / 60)) for fact in of_callbacks(events)]

    def test_promised_and_made(self):
        assert self.told("confirmed", "kept") == [("callback_promised", 0), ("called_back", 1)]

    def test_a_call_that_reached_nobody_was_made_and_another_is_owed(self):
        found = self.told("confirmed", "tried", "kept")
        assert found == [("callback_promised", 0), ("called_back", 1), ("callback_promised", 1), ("called_back", 2)]

    def test_what_is_taken_back_never_was(self):
        assert self.told("confirmed", "kept", "reopened") == [("callback_promised", 0)]
        assert self.told("confirmed", "reopened") == []

    def test_let_go_it_is_declined(self):
        assert self.told("confirmed", "dismissed")[-1] == ("callback_declined", 1)

    def test_an_agreed_time_counts_by_itself(self):
        assert self.told("confirmed", "kept", agreed=True) == []

    def test_other_promises_are_none_of_it(self):
        assert of_callbacks([Happened("commitment.confirmed", AT, {"commitment": 1})]) == []


@pytest.mark.parametrize(
    "what", ["Call back", "Call you back", "Ring you", "Vous rappeler", "Zurückrufen", "give you a call"]
)
def test_what_promises_a_call(what):
    assert is_call(what)


@pytest.mark.parametrize("what", ["Refund the call", "Send the phone", "Recall the parcel", "Call the warehouse"])
def test_what_promises_none(what):
    assert not is_call(what)


def test_a_number_as_it_is_dialled():
    assert dialled("+49 (30) 123-45") == "+493012345"


@pytest.mark.django_db
class TestPromising:
    @pytest.fixture(autouse=True)
    def _standard(self, db):
        """Calls back within four open hours."""
        target = {"id": "phone.callback", "channel": "phone", "metric": "callback", "within": "4 h"}
        adopt_targets([target], revision="test", at=NINE - timedelta(days=1))

    def clock(self, ticket) -> Clock:
        return Clock.objects.filter(ticket=ticket, metric="callback").latest("turn")

    def test_as_soon_as_we_can_is_within_four_open_hours_and_on_the_clock(self, ticket, ada):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="+49 30 123")
        assert made.due_at == later(hours=4)
        assert self.clock(ticket).due_at == made.due_at
        assert Message.objects.get(pk=made.message_id).text == "Call back: +49 30 123"
        assert Ticket.objects.get(pk=ticket.pk).promised == 1

    def test_reached_in_time_the_clock_is_met(self, ticket, ada):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="030 123")
        verbs.keep(commitment=made, by=ada, at=later(hours=1))
        assert self.clock(ticket).state == "met"

    def test_not_reached_the_call_counts_and_another_follows(self, ticket, ada):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="030 123")
        try_again(commitment=made, by=ada, at=later(hours=2))
        first, second = Clock.objects.filter(ticket=ticket, metric="callback").order_by("turn")
        assert (first.state, second.state) == ("met", "running")
        assert (made.tries, made.due_at, made.state) == (1, later(hours=3), "open")

    def test_never_made_the_clock_is_breached_and_the_promise_broken(self, ticket, ada):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="030 123")
        verbs.break_(commitment=made, by=None, at=later(hours=5))
        judge_one(ticket.pk, later(hours=5), None)
        assert self.clock(ticket).breached_at
        assert made.state == "broken"

    def test_an_agreed_time_is_the_promises_own(self, ticket, ada):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="030 123", due_at=later(days=2))
        assert made.due_at == later(days=2)
        assert not Clock.objects.filter(ticket=ticket, metric="callback").exists()

    @pytest.mark.parametrize("given", [{"phone": ""}, {"phone": "ask her"}, {"phone": "030 1", "due_at": NINE}])
    def test_without_a_number_or_a_time_to_come_nothing_is_promised(self, ticket, ada, given):
        with pytest.raises(Refused):
            promise_call(ticket=ticket, by=ada, at=NINE, **given)
        assert not Commitment.objects.exists()

    def test_counted_by_person_and_kind_for_those_who_see_it(self, ticket, ada, zed):
        made = promise_call(ticket=ticket, by=ada, at=NINE, phone="030 123")
        try_again(commitment=made, by=ada, at=later(hours=2))
        verbs.keep(commitment=made, by=ada, at=later(hours=4))
        (row,) = promise_counts(ada, NINE, later(days=1))
        assert (row.person, row.team, row.kind, row.kept, row.late, row.tried) == (
            ada.pk, ticket.team_id, "call", 1, 1, 1,
        )  # fmt: skip
        assert promise_counts(zed, NINE, later(days=1)) == []


@pytest.mark.django_db
class TestThePages:
    def press(self, browser, ticket, door, **data):
        return browser.post(f"/desk/tickets/{ticket.pk}/{door}", data, headers={"HX-Request": "true"})

    def test_promised_listed_tried_and_reached(self, signed_in, ada, ticket):
        browser = signed_in(ada)
        assert "Promise a call" in browser.get(f"/desk/tickets/{ticket.pk}/call/").content.decode()
        assert self.press(browser, ticket, "call/", phone="+49 30 <b>123").status_code == 204
        made = Commitment.objects.get()
        page = browser.get("/desk/promises/?kind=call").content.decode()
        assert "+49 30 &lt;b&gt;123" in page
        side = browser.get(f"/desk/tickets/{ticket.pk}/context/").content.decode()
        assert 'href="tel:+4930123"' in side
        self.press(browser, ticket, f"promises/{made.pk}/", how="try")
        assert "not reached 1 time" in browser.get("/desk/promises/?kind=call").content.decode()
        self.press(browser, ticket, f"promises/{made.pk}/", how="keep")
        made.refresh_from_db()
        assert (made.state, made.tries) == ("kept", 1)

    def test_without_a_number_the_dialog_says_so(self, signed_in, ada, ticket):
        answer = self.press(signed_in(ada), ticket, "call/", phone="")
        assert answer.status_code == 409

    def test_zed_promises_nothing(self, signed_in, zed, ticket):
        assert self.press(signed_in(zed), ticket, "call/", phone="030 123").status_code in (403, 404)
