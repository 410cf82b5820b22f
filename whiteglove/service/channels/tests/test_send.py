"""From queued to sent, once; every answer of the other side has its consequence."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels import registry
from whiteglove.service.channels.actions import (
    cancel,
    deliver,
    deliver_due,
    mark_sent,
    send,
    send_again,
    sweep_abandoned,
)
from whiteglove.service.channels.contract import Party, Receipt
from whiteglove.service.channels.email import outgoing as smtp
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.channels.tests.letters import CLEO, JONAS, NOW, answer

pytestmark = pytest.mark.django_db
State = Outgoing.State


def queued(account, **changes):
    return send(answer(account, **changes), by=None, at=NOW)


def events(name):
    return list(Event.objects.filter(name=name))


def test_an_answer_leaves_with_its_headers(connected, outside):
    outgoing = deliver(queued(connected).pk, NOW)
    sender, recipients, raw = outside.received[0]
    message = message_from_bytes(raw, policy=policy.default)
    assert outgoing.state == State.SENT
    assert (sender, recipients) == ("support@whiteglove.example", [CLEO.address])
    assert message["Message-ID"] == outgoing.message_id
    assert message["In-Reply-To"] == message["References"] == "<one@customer.example>"


def test_what_left_is_what_was_kept(connected, outside):
    outgoing = deliver(queued(connected).pk, NOW)
    assert outgoing.raw.content.replace(b"\r\n", b"\n") == outside.last().replace(b"\r\n", b"\n")


def test_sending_is_announced_once(connected, outside):
    outgoing = queued(connected)
    deliver(outgoing.pk, NOW)
    deliver(outgoing.pk, NOW)
    (event,) = events("message.sent_out")
    assert (event.subject, event.facts["outgoing"]) == ("message:55", outgoing.pk)
    assert len(outside.received) == 1


def test_lines_that_begin_with_a_dot_arrive_whole(connected, outside):
    deliver(queued(connected, text="one\n.\n..two\n.three\n").pk, NOW)
    body = message_from_bytes(outside.last(), policy=policy.default).get_body(("plain",)).get_content()
    assert body.replace("\r\n", "\n") == "one\n.\n..two\n.three\n"


def test_nothing_leaves_before_the_undo_time_is_over(connected, outside):
    send(answer(connected), by=None, at=NOW, not_before=NOW + timedelta(seconds=10))
    assert deliver_due(NOW + timedelta(seconds=9)) == 0
    assert deliver_due(NOW + timedelta(seconds=10)) == 1


def test_an_answer_taken_back_does_not_leave(connected, outside):
    outgoing = queued(connected)
    assert cancel(outgoing, by=None, at=NOW)
    assert deliver(outgoing.pk, NOW) is None
    assert not outside.received
    assert outgoing.state == State.CANCELLED


def test_an_answer_that_left_cannot_be_taken_back(connected, outside):
    outgoing = deliver(queued(connected).pk, NOW)
    assert not cancel(outgoing, by=None, at=NOW)
    assert outgoing.state == State.SENT


def test_taking_back_wins_until_the_very_last_moment(connected, outside, monkeypatch):
    """Cleo's server has already said "go ahead" when Ada takes the answer back."""
    outgoing = queued(connected)
    driver = registry.driver("email")
    real = driver.send

    def interrupted(message, raw, *, hand_over):
        def late():
            assert cancel(Outgoing.objects.get(pk=message.pk), by=None, at=NOW)
            hand_over()

        return real(message, raw, hand_over=late)

    monkeypatch.setattr(driver, "send", interrupted, raising=False)
    assert deliver(outgoing.pk, NOW).state == State.CANCELLED
    assert not outside.received


def test_a_busy_server_is_tried_again_later(connected, outside):
    outside.answers[CLEO.address] = "450 4.2.1 Mailbox busy"
    outgoing = deliver(queued(connected).pk, NOW)
    assert (outgoing.state, outgoing.tries) == (State.QUEUED, 1)
    assert "Mailbox busy" in outgoing.error
    assert outgoing.due_at == NOW + timedelta(minutes=1)
    outside.answers.clear()
    assert deliver(outgoing.pk, outgoing.due_at).state == State.SENT


def test_a_server_that_is_away_is_tried_again_and_shown(connected, outside):
    outside.stop()
    outgoing = deliver(queued(connected).pk, NOW)
    outside.start()
    assert outgoing.state == State.QUEUED
    assert "Can't connect" in outgoing.error
    assert not connected.healths.get(part="smtp").ok
    assert len(events("mailbox.failed")) == 1


def test_after_days_of_trying_it_has_failed(connected, outside):
    outside.answers[CLEO.address] = "450 4.2.1 Mailbox busy"
    outgoing, at = queued(connected), NOW
    while outgoing.state == State.QUEUED:
        outgoing = deliver(outgoing.pk, at)
        at = outgoing.due_at
    assert outgoing.state == State.FAILED
    assert outgoing.tries == 22
    assert len(events("message.failed")) == 1


def test_a_final_no_is_a_failure_at_once(connected, outside):
    outside.answers[CLEO.address] = "550 5.1.1 No such user"
    outgoing = deliver(queued(connected).pk, NOW)
    (event,) = events("message.failed")
    assert outgoing.state == State.FAILED
    assert "No such user" in event.facts["error"]


def test_a_refused_message_is_a_failure_at_once(connected, outside):
    outside.at_data = "554 5.7.1 Not wanted here"
    assert deliver(queued(connected).pk, NOW).state == State.FAILED


def test_a_message_deferred_at_its_end_is_tried_again(connected, outside):
    outside.at_data = "451 4.3.0 Not now"
    outgoing = deliver(queued(connected).pk, NOW)
    assert (outgoing.state, outgoing.claimed_by) == (State.QUEUED, "")


def test_one_refused_recipient_does_not_stop_the_other(connected, outside):
    outside.answers[JONAS.address] = "550 5.1.1 No such user"
    outgoing = deliver(queued(connected, to=[CLEO, JONAS]).pk, NOW)
    assert outgoing.state == State.SENT
    assert outside.received[0][1] == [CLEO.address]
    assert outgoing.results[JONAS.address]["state"] == "refused"
    assert events("message.sent_out")[0].facts["refused"] == [JONAS.address]


def test_one_deferred_recipient_is_tried_again_alone(connected, outside):
    outside.answers[JONAS.address] = "450 4.2.1 Mailbox busy"
    outgoing = deliver(queued(connected, to=[CLEO, JONAS]).pk, NOW)
    assert outgoing.state == State.QUEUED
    outside.answers.clear()
    assert deliver(outgoing.pk, outgoing.due_at).state == State.SENT
    assert [recipients for _, recipients, _ in outside.received] == [[CLEO.address], [JONAS.address]]


def test_copies_and_blind_copies_are_delivered_too(connected, outside):
    deliver(queued(connected, cc=[JONAS], bcc=[Party("", "archive@whiteglove.example")]).pk, NOW)
    assert outside.received[0][1] == [CLEO.address, JONAS.address, "archive@whiteglove.example"]


def test_a_server_that_dies_after_the_last_dot_leaves_doubt(connected, outside):
    outside.at_data = "die"
    outgoing = deliver(queued(connected).pk, NOW)
    assert outgoing.state == State.UNCERTAIN
    assert len(events("message.uncertain")) == 1
    assert deliver_due(NOW + timedelta(days=30)) == 0


def test_what_is_handed_over_says_so_before_the_message_ends(connected, outside, monkeypatch):
    seen, outgoing, real = [], queued(connected), smtp._dot
    state = Outgoing.objects.filter(pk=outgoing.pk).values_list("state", flat=True)
    monkeypatch.setattr(smtp, "_dot", lambda server: (seen.append(state.get()), real(server))[1])
    deliver(outgoing.pk, NOW)
    assert seen == [State.HANDING_OVER]


def test_a_sender_that_died_while_handing_over_leaves_doubt(connected):
    outgoing = queued(connected)
    Outgoing.objects.update(state=State.HANDING_OVER, claimed_by="elsewhere:1:x", claimed_until=NOW)
    assert sweep_abandoned(NOW) == 1
    outgoing.refresh_from_db()
    assert outgoing.state == State.UNCERTAIN


def test_a_sender_that_is_still_at_it_is_left_alone(connected):
    queued(connected)
    later = NOW + timedelta(minutes=1)
    Outgoing.objects.update(state=State.HANDING_OVER, claimed_by="elsewhere:1:x", claimed_until=later)
    assert sweep_abandoned(NOW) == 0


def test_a_slow_server_takes_no_time_from_the_messages_behind(connected, monkeypatch):
    """Each message has its own lease: the second is handed over 14 minutes after the run began."""
    now, doubted = [NOW], []

    def slowly(message, raw, *, hand_over):
        hand_over()
        now[0] += timedelta(minutes=7)
        doubted.append(sweep_abandoned(now[0]))
        return Receipt(accepted=[CLEO.address])

    for _ in range(2):
        queued(connected)
    monkeypatch.setattr(clock, "now", lambda: now[0])
    monkeypatch.setattr(registry.driver("email"), "send", slowly)
    assert deliver_due() == 2
    assert doubted == [0, 0]
    sent = Outgoing.objects.order_by("id").values_list("state", "sent_at")
    assert list(sent) == [(State.SENT, NOW), (State.SENT, NOW + timedelta(minutes=7))]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("251 will forward", State.SENT),
        ("451 not now", State.QUEUED),
        ("554 no", State.FAILED),
        ("354 go on", State.UNCERTAIN),
        ("what", State.UNCERTAIN),
    ],
)
def test_what_the_server_says_of_the_whole_message(connected, outside, answer, state):
    outside.at_data = answer
    assert deliver(queued(connected).pk, NOW).state == state


def test_lee_can_have_an_uncertain_message_sent_again(connected, outside, lee):
    outside.at_data = "die"
    outgoing = deliver(queued(connected).pk, NOW)
    outside.at_data = "250 OK"
    assert send_again(outgoing, by=lee, at=NOW)
    assert deliver(outgoing.pk, NOW).state == State.SENT
    assert outgoing.message_id.encode() in outside.last()


def test_lee_can_say_that_an_uncertain_message_arrived(connected, outside, lee):
    outside.at_data = "die"
    outgoing = deliver(queued(connected).pk, NOW)
    assert mark_sent(outgoing, by=lee, at=NOW)
    assert not send_again(outgoing, by=lee, at=NOW)
    assert deliver_due(NOW) == 0


def test_a_mailbox_without_a_server_says_what_is_missing(support_mail):
    outgoing = deliver(queued(support_mail).pk, NOW)
    assert outgoing.state == State.QUEUED
    assert "no outgoing mail server yet" in outgoing.error


def test_bounces_come_back_to_a_signed_address(connected, outside):
    connected.settings["plus_addressing"] = True
    connected.save()
    outgoing = deliver(queued(connected).pk, NOW)
    assert outside.received[0][0].startswith(f"support+t.outgoing-{outgoing.pk}-")


def test_an_international_address_needs_a_server_that_knows_it(connected, outside):
    deliver(queued(connected, to=[Party("Jörg", "jörg@customer.example")]).pk, NOW)
    assert outside.received[0][1] == ["jörg@customer.example"]


def test_the_event_is_heard_by_the_mailboxs_team(connected, outside, support):
    deliver(queued(connected).pk, NOW)
    assert events("message.sent_out")[0].topics == {f"team:{support.pk}"}
