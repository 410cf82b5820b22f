"""Two presses in the same moment: one visit, one answer."""

from functools import partial

import pytest

from tests.at_once import at_once
from whiteglove.service.channels.models import Arrival
from whiteglove.service.customers.actions.visit import ask_for_link, come_in
from whiteglove.service.customers.guest import Guest
from whiteglove.service.customers.models import Visit
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.portal.actions import answer

from .conftest import CLEO, NINE

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_who_press_a_link_at_once_one_is_let_in(cleo_amara):
    token = ask_for_link(email=CLEO, network="here", at=NINE).token
    found = at_once(*[partial(come_in, token=token, at=NINE)] * 4)
    assert [bool(one) for one in found].count(True) == 1 and not [one for one in found if isinstance(one, Exception)]
    assert Visit.objects.count() == 1


def test_an_answer_that_is_sent_from_two_tabs_at_once_is_one(ticket):
    token = ask_for_link(email=CLEO, network="here", at=NINE).token
    visit, _ = come_in(token=token, at=NINE)

    def send():
        mine = Ticket.objects.get(pk=ticket.pk)
        return answer(guest=Guest(Visit.objects.get(pk=visit.pk)), ticket=mine, text="Once.", once="a", at=NINE)

    found = at_once(send, send)
    assert not [one for one in found if isinstance(one, Exception)]
    assert Arrival.objects.filter(kind="portal").count() == 1
    assert Message.objects.filter(text="Once.").count() == 1
