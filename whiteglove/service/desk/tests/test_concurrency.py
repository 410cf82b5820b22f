"""Many hands at once, in real threads and real transactions."""

from contextlib import suppress
from functools import partial

import pytest
from django.db import connection

from tests.at_once import at_once
from whiteglove.ground.events.models import Event
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions.fold_tallies import fold_tallies
from whiteglove.service.desk.errors import Refused, Stale
from whiteglove.service.desk.models import VIEWS, Merge, Message, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db(transaction=True)
only_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")


@pytest.fixture
def tickets(ada, support):
    Account(name="Support", address="support@whiteglove.example", team=support, is_default=True).save()
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    return [actions.open_ticket(customer=cleo, by=ada, at=NINE, subject=f"{n}", text="x") for n in range(6)]


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


@pytest.mark.postgres
@only_postgres
def test_two_people_take_one_ticket_and_one_is_told(tickets, ada, lee):
    found = at_once(*(lambda who=who: actions.take(ticket=again(tickets[0]), by=who, at=NINE) for who in (ada, lee)))
    assert sorted(type(one).__name__ for one in found) == ["Taken", "Ticket"]
    assert tickets[0].assignments.count() == 1


@pytest.mark.postgres
@only_postgres
def test_of_two_answers_to_the_same_state_one_is_stale(tickets, ada, lee):
    seen = tickets[0]

    def answer(who):
        last = seen.last_inbound_id
        return actions.reply(
            ticket=again(seen), by=who, at=NINE, text="Hello", seen_message_id=last, version=seen.version
        )

    found = at_once(lambda: answer(ada), lambda: answer(lee))
    assert sum(isinstance(one, Stale) for one in found) == 1
    assert Message.objects.replies().count() == 1


@pytest.mark.postgres
@only_postgres
def test_no_change_is_lost_and_every_count_stays_true(tickets, ada, lee, admin):
    def verbs(ticket, turn):
        here = {"ticket": ticket, "by": admin, "at": NINE}
        yield lambda: actions.assign(**here, to=(ada, lee)[turn % 2])
        yield lambda: actions.solve(**here)
        yield lambda: actions.reopen(**here)
        yield lambda: actions.snooze(**here, until=later(days=1))
        yield lambda: actions.set_priority(**here, priority=("low", "high")[turn % 2])

    def busy(n):
        for turn in range(6):
            for verb in verbs(again(tickets[(n + turn) % len(tickets)]), turn):
                with suppress(Refused):
                    verb()

    found = at_once(*(partial(busy, n) for n in range(4)), fold_tallies, fold_tallies)
    assert [one for one in found if isinstance(one, Exception)] == []
    for person in (ada, lee, admin):
        real = {view: Ticket.objects.for_view(view, person).count() for view in VIEWS}
        assert queries.counts(person) == real
    for ticket in tickets:
        # Opened once, then one version an event: a lost update would leave the version behind.
        assert again(ticket).version == Event.objects.about(ticket).exclude(name__startswith="clock.").count()


@pytest.mark.postgres
@only_postgres
def test_crossed_merges_end_without_a_circle(tickets, lee):
    one, two = tickets[:2]
    found = at_once(
        lambda: actions.merge(source=again(one), into=again(two), by=lee, at=NINE),
        lambda: actions.merge(source=again(two), into=again(one), by=lee, at=NINE),
    )
    assert sorted(type(one).__name__ for one in found) == ["Merge", "Refused"]
    assert Merge.objects.standing().count() == 1
    assert {again(one).current, again(two).current} in ({one}, {two})


@pytest.mark.postgres
@only_postgres
def test_undo_and_handing_over_never_both_win(tickets, ada):
    from whiteglove.service.channels.models import Outgoing

    sent = actions.reply(
        ticket=tickets[0], by=ada, at=NINE, text="Hello", seen_message_id=tickets[0].last_inbound_id, then="wait"
    )

    def hand_over():
        return Outgoing.objects.filter(pk=sent.outgoing_id, state="queued").update(state="handing_over")

    undone, left = at_once(lambda: actions.undo_reply(message=sent, by=ada, at=later(seconds=3)), hand_over)
    assert bool(left) == isinstance(undone, Refused)
    assert bool(Message.objects.get(pk=sent.pk).undone_at) != bool(left)
