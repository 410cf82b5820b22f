"""What belongs to a merged ticket goes back with it, through however many merges it came."""

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Message, State, Ticket

from .conftest import later

pytestmark = pytest.mark.django_db


def ticket_of(message: Message) -> int:
    return Message.objects.get(pk=message.pk).ticket_id


def test_an_answer_filed_at_the_end_of_a_chain_goes_back_with_each_of_its_merges(arrive, lee):
    first, second, third, last = (arrive(subject=word, message_id=f"<{word}@x>") for word in ("A", "B", "C", "D"))
    a, b, c, d = (one.ticket for one in (first, second, third, last))
    actions.merge(source=a, into=b, by=lee, at=later(hours=1))
    actions.merge(source=b, into=c, by=lee, at=later(hours=2))
    early = arrive(subject="Re: A", in_reply_to="<A@x>", at=later(hours=3))
    actions.merge(source=c, into=d, by=lee, at=later(hours=4))
    late = arrive(subject="Re: A", in_reply_to="<A@x>", at=later(hours=5))
    assert (ticket_of(early), ticket_of(late)) == (d.pk, d.pk)
    for source, lives_in in ((c, c), (b, b), (a, a)):
        actions.unmerge(source=source, by=lee, at=later(hours=6))
        assert (ticket_of(early), ticket_of(late)) == (lives_in.pk, lives_in.pk)
    found = Ticket.objects.get(pk=a.pk)
    assert list(found.messages.filter(kind="inbound").order_by("pk")) == [first, early, late]
    assert (found.last_inbound_id, found.state) == (late.pk, State.OPEN)
    assert Message.objects.get(pk=late.pk).moved_from is None
