"""What is told of a message while its ticket is merged comes to where the ticket lives on."""

import pytest
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import change, mark_undelivered
from whiteglove.service.desk.actions import commitment as promises
from whiteglove.service.desk.actions.mark_delivered import mark_delivered
from whiteglove.service.desk.actions.watch_commitments import read_promises
from whiteglove.service.desk.errors import Stale
from whiteglove.service.desk.models import Commitment, Message, State

from .conftest import NINE, later, merged, now

pytestmark = pytest.mark.django_db


class TestAReplyThatDidNotArrive:
    @pytest.fixture
    def sent(self, one, ada) -> Message:
        return actions.reply(
            ticket=one.ticket, by=ada, at=later(minutes=5), text="I'll call you back tomorrow.",
            seen_message_id=one.pk, then="wait",
        )  # fmt: skip

    def happened(self, name: str, sent: Message) -> Event:
        with transaction.atomic():
            return record(name, subject=f"message:{sent.pk}", by=None, at=later(hours=1), facts={"error": "550"})

    def stale(self, monkeypatch, sent: Message, one: Message, two: Message, by) -> None:
        """The merge is made just after somebody has asked which ticket the reply lies in."""
        asked, tell = [], change.ticket_of

        def answer(row):
            found = tell(row)
            if not asked:
                asked.append(row)
                actions.solve(ticket=now(two.ticket), by=by, at=later(minutes=9))
                merged(one, two, by)
            return found

        for module in (change, mark_undelivered, promises):
            monkeypatch.setattr(module, "ticket_of", answer)

    def test_the_ticket_it_lies_in_by_now_is_opened(self, one, two, sent, admin, monkeypatch):
        self.stale(monkeypatch, sent, one, two, admin)
        mark_undelivered.mark_undelivered(self.happened("message.failed", sent))
        assert (now(two.ticket).state, Event.objects.named("ticket.reply_failed").get().subject_id) == (
            State.OPEN, two.ticket_id,
        )  # fmt: skip

    def test_what_it_promised_is_offered_there(self, one, two, sent, admin, monkeypatch):
        self.stale(monkeypatch, sent, one, two, admin)
        read_promises(Event.objects.named("ticket.replied").get())
        assert (Commitment.objects.get().ticket_id, now(two.ticket).promised) == (two.ticket_id, 1)

    def test_what_becomes_of_its_promise_counts_there(self, one, two, sent, ada, admin, monkeypatch):
        read_promises(Event.objects.named("ticket.replied").get())
        promise = Commitment.objects.select_related("ticket").get()
        merged(one, two, admin)
        promises.dismiss(commitment=promise, by=ada, at=later(hours=1))
        assert (now(one.ticket).promised, now(two.ticket).promised) == (0, 0)

    def test_that_somebody_saw_to_it_is_told_there(self, one, two, sent, admin, monkeypatch):
        mark_undelivered.mark_undelivered(self.happened("message.failed", sent))
        seen_to = self.happened("message.requeued", sent)
        merged(one, two, admin)
        mark_delivered(seen_to)
        assert Event.objects.named("ticket.reply_sent_again").get().subject_id == two.ticket_id

    def test_one_that_is_moved_again_and_again_is_given_up(self, one, two):
        answers = iter([one.ticket_id, two.ticket_id] * change.TRIES)
        with pytest.raises(Stale), change.changing_wherever(lambda: next(answers), by=None, at=NINE, permit="desk.see"):
            pytest.fail("it is never where it was")
