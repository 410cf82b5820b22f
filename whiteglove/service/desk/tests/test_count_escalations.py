"""Escalations as a lead reads them: what waits, how it went, and the rows behind each number."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions, escalations
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.escalation_counting import WHICH, Sum, Went, within
from whiteglove.service.desk.models import Escalation, Ticket

from .conftest import NINE, later

DAY = NINE.date()
DAYS = {"first": "2026-03-01", "last": "2026-03-31"}
stored = pytest.mark.django_db


@pytest.fixture
def asked(ticket, ada, lee):
    """One that waits, one returned, one resolved."""
    rows = [actions.escalate(ticket=ticket, by=ada, at=NINE, reason="legal", text="“I'll call my lawyer.”", to=lee)]
    for n, ends in enumerate((actions.return_escalation, actions.resolve_escalation), 1):
        other = actions.open_ticket(customer=ticket.customer, by=ada, at=NINE, subject=f"No. {n}", text="x")
        row = actions.escalate(ticket=other, by=ada, at=later(minutes=1), reason="manager", to=lee)
        actions.accept_escalation(escalation=row, by=lee, at=later(minutes=1 + 10 * n))
        ends(escalation=row, by=lee, at=later(hours=n), answer="Do it.")
        rows.append(row)
    return rows


@stored
def test_each_number_opens_as_many_rows(asked, lee):
    found = escalations.counts(lee, DAY, DAY)
    for row in (found.whole, *found.reasons, *found.teams, *found.people):
        for which in WHICH:
            behind = escalations.behind(lee, DAY, DAY, group=row.group, key=row.key, which=which)
            assert len(behind.rows) == getattr(row.sum, which), (row.name, which)
    assert [(row.key, row.sum.asked) for row in found.reasons] == [("manager", 2), ("legal", 1)]
    assert len(list(escalations.as_csv(lee, DAY, DAY))) == 1 + found.whole.sum.asked


@stored
def test_how_soon_it_was_taken_on_and_how_it_ended(asked, lee):
    whole = escalations.counts(lee, DAY, DAY).whole.sum
    assert (whole.asked, whole.waiting, whole.taken, whole.returned, whole.resolved) == (3, 1, 2, 1, 1)
    assert (whole.accept_p50, whole.accept_p90, whole.returned_share) == (600, 1200, 50)


@stored
def test_the_cost_does_not_grow(asked, lee, ada, ticket, django_assert_num_queries):
    lee.team_ids  # noqa: B018  read once for a request
    with django_assert_num_queries(3):
        escalations.counts(lee, DAY, DAY)
    with django_assert_num_queries(1):
        escalations.standing(lee)


@stored
def test_whoever_does_not_see_the_ticket_sees_no_number(asked, billing):
    stranger = make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)
    assert escalations.counts(stranger, DAY, DAY).whole.sum.asked == 0
    assert escalations.standing(stranger).rows == []


@stored
def test_the_list_shows_who_asks_why_in_which_words_and_takes_it_on(asked, lee, signed_in):
    page = signed_in(lee).get(reverse("desk:escalations")).content.decode()
    assert "Ada Osei asks Lee" in page and "Legal or compliance matter" in page and "call my lawyer" in page
    assert "No. 1" not in page
    actions.accept_escalation(escalation=asked[0], by=lee, at=later(hours=3))
    assert "Nobody waits" in signed_in(lee).get(reverse("desk:escalations")).content.decode()
    assert "took it on" in signed_in(lee).get(reverse("desk:escalations"), {"state": "taken"}).content.decode()


@stored
def test_the_pages_of_counts(asked, lee, ada, signed_in):
    browser = signed_in(lee)
    page = browser.get(reverse("desk:escalation_counts"), DAYS).content.decode()
    assert "The customer asks for a manager" in page and "1 of 2" in page
    rows = browser.get(
        reverse("desk:escalations_counted"), {**DAYS, "group": "reason", "key": "legal", "which": "waiting"}
    )
    assert "call my lawyer" in rows.content.decode()
    sheet = b"".join(browser.get(reverse("desk:escalations_export"), DAYS).streaming_content).decode()
    assert sheet.count("\n") >= 4 and "returned" in sheet
    for wrong in ({"which": "x"}, {"which": "asked", "group": "reason", "key": "x"}, {"which": "asked", "group": "x"}):
        assert browser.get(reverse("desk:escalations_counted"), {**DAYS, **wrong}).status_code == 404
    assert signed_in(ada).get(reverse("desk:escalations")).status_code == 403


@stored
def test_who_asked_takes_it_back_until_somebody_has_it(ticket, ada, lee, billing, signed_in):
    url = reverse("desk:escalation", args=[ticket.pk])
    signed_in(ada).post(url, {"reason": "legal", "to": f"person:{lee.pk}"})
    with pytest.raises(Refused, match="Only who asked"):
        actions.withdraw_escalation(escalation=Escalation.objects.get(), by=lee, at=later(hours=1))
    assert signed_in(ada).delete(url).status_code == 302
    row = Escalation.objects.get()
    assert (row.ending, Ticket.objects.get().escalated) == ("withdrawn", False)
    assert f"person:{lee.pk}" in Event.objects.get(name="ticket.escalation_withdrawn").audience
    assert escalations.counted(lee, DAY, DAY + timedelta(days=365)).count() == 0
    again = actions.escalate(ticket=ticket, by=ada, at=later(hours=2), reason="legal", to=lee)
    actions.accept_escalation(escalation=again, by=lee, at=later(hours=3))
    with pytest.raises(Refused, match="taken it on"):
        actions.withdraw_escalation(escalation=again, by=ada, at=later(hours=4))


@stored
def test_taken_back_from_another_team_it_comes_home(ticket, ada, billing, support):
    ada_there = Ticket.objects.get(pk=ticket.pk)
    actions.assign(ticket=ada_there, by=ada, at=NINE, to=ada)
    row = actions.escalate(ticket=ada_there, by=ada, at=NINE, reason="legal", to=billing)
    assert Ticket.objects.get(pk=ticket.pk).team == billing
    actions.withdraw_escalation(escalation=row, by=ada, at=later(minutes=1))
    assert Ticket.objects.get(pk=ticket.pk).team == support


moments = st.integers(0, 10**6).map(lambda seconds: NINE + timedelta(seconds=seconds))


@given(st.lists(st.tuples(moments, st.none() | moments, st.sampled_from(["", "returned", "resolved"]))))
def test_whatever_happened_the_parts_fit_the_whole(rows):
    whole = Sum()
    for at, taken, ending in rows:
        whole.add(Went("legal", 1, None, at, taken, at if ending else None, ending))
    assert whole.waiting + whole.ended <= whole.asked == len(rows)
    assert whole.taken <= whole.asked and min([*whole.waits, *whole.lengths], default=0) >= 0
    share = whole.returned_share
    assert share is None if not whole.ended else 0 <= share <= 100


@given(st.lists(st.integers(0, 100), min_size=1), st.sampled_from([0.5, 0.9, 1.0]))
def test_a_share_of_all_is_within(values, share):
    found = within(values, share)
    assert found in values and sum(value <= found for value in values) >= len(values) * share
