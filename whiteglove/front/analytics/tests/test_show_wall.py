"""The live wall: right numbers, own teams only, worked out once for all who look."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_person
from whiteglove.front.analytics.figures import COUNTED, Due, Figures, Here, together
from whiteglove.front.analytics.shared import Shared, shared
from whiteglove.front.analytics.working_out import figures_of_all
from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.standards.models import Reading
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Message, Ticket

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
stored = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worked_out_anew():
    shared.forget()
    yield
    shared.forget()


@pytest.fixture
def at(monkeypatch):
    """It is noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return NOON


@pytest.fixture
def tickets(admin, ada, lee, support, billing, at):
    """Three of Support, waiting since 9, 10 and 11; one of Billing since 8; the first is overdue, the second soon."""
    Account.objects.create(kind="email", name="Support", address="support@whiteglove.example", is_default=True)
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=at)
    rows = []
    for hour, team in ((9, support), (10, support), (11, support), (8, billing)):
        row = actions.open_ticket(
            customer=cleo, by=admin, at=NOON.replace(hour=hour), subject="Secret", text="Where is it?", team=team
        )  # fmt: skip
        rows.append(row)
    for row, minutes in zip((rows[0], rows[1], rows[3]), (-5, 20, 60), strict=True):
        Ticket.objects.filter(pk=row.pk).update(due_at=NOON + timedelta(minutes=minutes))
    actions.escalate(ticket=rows[2], by=ada, at=NOON - timedelta(minutes=30), reason="legal", to=lee)
    return rows


@stored
def test_the_numbers_are_those_of_the_tickets(tickets, support, billing, ada, at):
    wall = figures_of_all(at)
    one = wall[support.pk]
    assert (one.waiting, one.unassigned, one.overdue, one.soon, one.asked) == (3, 3, 1, 1, 1)
    assert one.oldest == NOON.replace(hour=9) and one.asked_since == NOON - timedelta(minutes=30)
    assert one.due[0].pk == tickets[0].pk
    assert (wall[billing.pk].waiting, wall[billing.pk].oldest) == (1, NOON.replace(hour=8))


@stored
def test_replies_and_moods_are_those_of_today(tickets, support, ada, at):
    first = tickets[0]
    actions.reply(
        ticket=first, by=ada, at=at, text="Soon", seen_message_id=Ticket.objects.get(pk=first.pk).last_inbound_id
    )
    revision = Revision.objects.create(pack="x", version="1", hash="0" * 64, number=1, content={}, made_at=at)
    said = list(Message.objects.inbound().order_by("pk"))
    for message, emotion in zip(said, ("emotion.angry", "", "", ""), strict=True):
        Reading.objects.create(message=message, version="1", revision=revision, emotion=emotion, at=at)
    Reading.objects.create(message=said[0], version="2", revision=revision, emotion="emotion.worried", at=at)
    wall = figures_of_all(at)
    assert wall[support.pk].replies == 1
    assert dict(wall[support.pk].moods) == {"emotion.worried": 1, "": 2}
    tomorrow = figures_of_all(at + timedelta(days=1))[support.pk]
    assert (tomorrow.replies, tomorrow.heard) == (0, 0)


@stored
def test_whoever_did_something_lately_or_takes_chats_is_here(tickets, support, ada, lee, at):
    actions.begin_chat_duty(by=lee, at=at - timedelta(hours=3))
    actions.note(ticket=tickets[0], by=ada, at=at - timedelta(minutes=2), text="x")
    here = {one.name: one.chats for one in figures_of_all(at)[support.pk].people}
    assert here == {"Ada Osei": None, "Lee": 0}
    later = figures_of_all(at + timedelta(hours=1))[support.pk].people
    assert [one.name for one in later] == ["Lee"]


@stored
def test_a_lead_sees_own_teams_and_no_customer(tickets, lee, billing, ada, signed_in, at):
    browser = signed_in(lee)
    page = browser.get(reverse("analytics:wall")).content.decode()
    assert "Cleo" not in page and "Secret" not in page
    assert f"#{tickets[0].pk}<" in page and f"#{tickets[3].pk}<" not in page
    assert browser.get(reverse("analytics:wall"), {"team": billing.pk}).status_code == 404
    other = make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)
    assert f"#{tickets[3].pk}<" in signed_in(other).get(reverse("analytics:wall_now")).content.decode()
    assert signed_in(ada).get(reverse("analytics:wall")).status_code == 403


@stored
def test_twenty_walls_cost_the_statements_of_one(tickets, lee, signed_in, at):
    browsers = [signed_in(lee) for _ in range(20)]
    with CaptureQueriesContext(
        connection,
    ) as first:
        browsers[0].get(reverse("analytics:wall_now"))
    working_out = [one for one in first if "desk_" in one["sql"]]
    assert working_out
    with CaptureQueriesContext(connection) as rest:
        for browser in browsers[1:]:
            browser.get(reverse("analytics:wall_now"))
    assert [one for one in rest if "desk_" in one["sql"]] == []


@stored
def test_the_statements_do_not_grow_with_tickets_or_teams(tickets, lee, ada, support, at):
    with CaptureQueriesContext(connection) as few:
        figures_of_all(at)
    cleo = tickets[0].customer
    for _ in range(10):
        actions.open_ticket(customer=cleo, by=ada, at=at, subject="x", text="x", team=support)
    with CaptureQueriesContext(connection) as many:
        figures_of_all(at)
    assert len(many) <= len(few)


def test_it_is_worked_out_again_after_something_happened_and_not_too_often():
    worked, place = [], [1]
    one = Shared(lambda at: worked.append(at) or {}, lambda: place[0])
    after = lambda seconds: one.now(NOON + timedelta(seconds=seconds))  # noqa: E731
    after(0), after(20)
    assert len(worked) == 1  # nothing happened
    place[0] = 2
    after(21)
    place[0] = 3
    after(21.5)
    assert len(worked) == 2  # within a second: what the others see
    after(22.1)
    assert len(worked) == 3
    after(60)
    assert len(worked) == 4  # clocks run on without an event


counts = st.builds(Figures, **{name: st.integers(0, 50) for name in COUNTED}, oldest=st.none() | st.datetimes())


@given(st.lists(counts, max_size=5))
def test_teams_add_up(teams):
    whole = together(teams)
    for name in COUNTED:
        assert getattr(whole, name) == sum(getattr(one, name) for one in teams)
    assert whole.oldest == min((one.oldest for one in teams if one.oldest), default=None)


def test_who_is_in_two_teams_is_here_once_and_the_next_stands_first():
    ada, soon, late = Here(1, "Ada", 2), Due(1, "", NOON), Due(2, "", NOON + timedelta(hours=1))
    whole = together([Figures(people=[ada], due=[late]), Figures(people=[ada, Here(2, "Bo")], due=[soon])])
    assert [one.name for one in whole.people] == ["Ada", "Bo"] and whole.due == [soon, late]


def test_few_messages_tell_no_mood_and_shares_make_a_whole():
    assert together([Figures(moods={"": 4})]).mood == []
    shown = together([Figures(moods={"": 4, "emotion.angry": 1})]).mood
    assert [(one["word"], one["many"]) for one in shown] == [("calm", 4), ("angry", 1)]
    assert sum(one["share"] for one in shown) == 100
