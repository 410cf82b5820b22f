"""A time near the end of the calendar can't be set: clocks in other zones couldn't say it, and lists would break."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from whiteglove.ground.events.work import run_pending
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, State, Ticket

from .conftest import NINE

pytestmark = pytest.mark.django_db
FAR = "9999-12-31T23:00"
TEN = "within the next ten years"
SIXTEEN = datetime(2036, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def promise(ticket, ada) -> Commitment:
    return promised(ticket, ada, "I'll call you back by Thursday noon.")


def promised(ticket, ada, text: str) -> Commitment:
    seen = Ticket.objects.get(pk=ticket.pk).last_inbound_id
    actions.reply(ticket=ticket, by=ada, at=NINE, text=text, seen_message_id=seen)
    run_pending(raising=True)
    return Commitment.objects.get()


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("until", [FAR, "9999-12-31T23:59", "2099-01-01T09:00"])
def test_a_snooze_till_the_end_of_time_is_refused_in_every_zone(zone, until, signed_in, ada, ticket):
    ada.time_zone = zone
    ada.save()
    answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/snooze/", {"until": until}, headers={"HX-Request": "true"})
    assert (answer.status_code, TEN in answer.headers["HX-Trigger"]) == (409, True)
    ticket.refresh_from_db()
    assert ticket.state == State.OPEN


def test_ten_years_ahead_may_be_chosen(ticket, ada):
    assert actions.snooze(ticket=ticket, by=ada, at=NINE, until=SIXTEEN).wakes_at == SIXTEEN


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_a_promise_for_the_end_of_time_is_refused(zone, promise, ada):
    end = datetime(9999, 12, 31, 23, tzinfo=ZoneInfo(zone))
    with pytest.raises(Refused, match=TEN):
        verbs.change(commitment=promise, by=ada, at=NINE, what="Call", due_at=end)


def test_the_door_of_a_promise_says_so_too(promise, signed_in, ada):
    ada.time_zone = "America/New_York"
    ada.save()
    url, given = (
        reverse("desk:promise", args=[promise.ticket_id, promise.pk]),
        {"how": "change", "what": "Call", "due": FAR},
    )
    answer = signed_in(ada).post(url, given, headers={"HX-Request": "true"})
    assert (answer.status_code, TEN in answer.headers["HX-Trigger"]) == (409, True)


def test_a_reply_that_names_the_end_of_time_leaves_the_time_open_and_the_ticket_readable(ticket, ada, signed_in):
    made = promised(ticket, ada, "I will call you on 31.12.9999 at 23:30.")
    assert (made.what, made.due_at) == ("Call them", None)
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    assert signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").status_code == 200


def test_business_days_are_counted_in_office_hours_until_somebody_says_when_we_are_open(ticket, ada):
    made = promised(ticket, ada, "We'll refund the fee within 3 business days.")
    assert made.due_at == datetime(2026, 3, 6, 17, tzinfo=UTC)
