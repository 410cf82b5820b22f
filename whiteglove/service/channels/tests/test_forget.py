"""What was erased stays so: while a message is being sent, when it comes back, and when somebody files again."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels import registry
from whiteglove.service.channels.actions import deliver, process, receive, replay, send, send_again
from whiteglove.service.channels.actions.forget import forget_arrivals, forget_outgoings, forget_recipients
from whiteglove.service.channels.actions.replay import Erased
from whiteglove.service.channels.contract import Receipt, SendRefused
from whiteglove.service.channels.models import Arrival, Blob, Outgoing
from whiteglove.service.channels.tests.letters import CLEO, JONAS, NOW, answer, bounce_of, letter

pytestmark = pytest.mark.django_db
State = Outgoing.State


@pytest.fixture
def outgoing(support_mail):
    return send(answer(support_mail, text="Hello Cleo"), by=None, at=NOW)


@pytest.fixture
def driver(monkeypatch):
    """`driver(send=…)` puts a function in the place of one of the email driver's."""
    email = registry.driver("email")
    return lambda **others: [monkeypatch.setattr(email, name, other) for name, other in others.items()]


def kept() -> str:
    """All that is written down of what left and what came, with what the events say."""
    rows = [*Outgoing.objects.values(), *Arrival.objects.values(), *Event.objects.values("facts")]
    return str(rows) + str([blob.content for blob in Blob.objects.all()])


def forget(one: Outgoing) -> None:
    forget_outgoings(ids=[one.pk])


def forget_cleo(one: Outgoing) -> None:
    forget_recipients(ids=[one.pk], named=CLEO.address.__eq__, at=NOW)


def sending(answers, meanwhile):
    """A server that has the whole message when something happens to it, and answers then."""

    def hand(outgoing, raw, *, hand_over):
        hand_over()
        meanwhile(outgoing)
        if isinstance(answers, Exception):
            raise answers
        return answers

    return hand


def test_a_message_erased_while_it_is_made_keeps_no_bytes_and_does_not_leave(outgoing, driver):
    render = registry.driver("email").render

    def late(message, at):
        raw = render(message, at)
        forget(message)
        return raw

    driver(render=late)
    assert deliver(outgoing.pk, NOW).state == State.CANCELLED
    assert "Hello Cleo" not in kept()


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (Receipt((CLEO.address,)), State.SENT),
        (Receipt((), {CLEO.address: "550 cleo@customer.example is unknown"}), State.FAILED),
        (Receipt((), {}, {CLEO.address: "450 cleo@customer.example is busy"}), State.FAILED),
        (SendRefused("554 nothing for cleo@customer.example"), State.FAILED),
    ],
)
def test_what_the_server_says_after_the_erasure_is_not_kept(outgoing, driver, answers, state):
    driver(send=sending(answers, forget))
    assert deliver(outgoing.pk, NOW).state == state
    assert "cleo@" not in kept() and "Hello Cleo" not in kept()


def test_who_is_left_is_still_told_of(support_mail, driver):
    outgoing = send(answer(support_mail, cc=[JONAS]), by=None, at=NOW)
    driver(send=sending(Receipt((CLEO.address,), {}, {JONAS.address: "450 busy"}), forget_cleo))
    after = deliver(outgoing.pk, NOW)
    assert (after.state, after.still_to_reach) == (State.QUEUED, [JONAS.address])
    assert "cleo@" not in kept() and "jonas@" in kept()


def test_a_message_to_two_goes_to_the_other_alone_if_one_is_erased(support_mail, outside, connected):
    outgoing = send(answer(connected, cc=[JONAS]), by=None, at=NOW)
    Outgoing.objects.filter(pk=outgoing.pk).update(claimed_by="a worker")
    forget_cleo(outgoing)
    assert deliver(outgoing.pk, NOW).state == State.SENT
    assert outside.received[0][1] == [JONAS.address]
    assert "cleo@" not in kept()


def test_nobody_sends_again_what_was_for_somebody_erased(outgoing, admin):
    Outgoing.objects.filter(pk=outgoing.pk).update(state=State.FAILED)
    forget(outgoing)
    assert not send_again(Outgoing.objects.get(pk=outgoing.pk), by=admin, at=NOW)
    assert Outgoing.objects.get(pk=outgoing.pk).state == State.FAILED


def reported(outgoing: Outgoing, action: str = "failed") -> Arrival:
    return process(receive(bounce_of(outgoing.message_id, action=action), at=NOW).pk, NOW)


@pytest.mark.parametrize("action", ["failed", "delayed"])
def test_a_report_that_came_before_the_erasure_is_erased_too(outgoing, action):
    report = reported(outgoing, action)
    forget(outgoing)
    report.refresh_from_db()
    assert report.is_erased and report.raw.content == b""


@pytest.mark.parametrize("action", ["failed", "delayed"])
def test_a_report_that_comes_after_it_brings_nothing_back(outgoing, action):
    Outgoing.objects.filter(pk=outgoing.pk).update(state=State.SENT)
    forget(outgoing)
    report = reported(outgoing, action)
    outgoing.refresh_from_db()
    assert report.is_erased and report.raw.content == b""
    assert outgoing.state == (State.BOUNCED if action == "failed" else State.SENT)
    assert "cleo@" not in kept()


@pytest.mark.parametrize("first", ["erased", "back"])
def test_a_copy_of_it_that_came_back_to_us_is_erased_too(outgoing, first):
    came = letter(text="Hello Cleo", message_id=outgoing.message_id)
    if first == "erased":
        forget(outgoing)
    arrival = process(receive(came, at=NOW).pk, NOW)
    if first == "back":
        assert arrival.reason == "One of our own messages came back"
        forget(outgoing)
    assert Arrival.objects.get(pk=arrival.pk).is_erased and "Hello Cleo" not in kept()


def test_the_page_of_an_erased_message_says_so(outgoing, signed_in, admin):
    Outgoing.objects.filter(pk=outgoing.pk).update(state=State.UNCERTAIN)
    forget(outgoing)
    page = signed_in(admin).get(f"/channels/outgoing/{outgoing.pk}/").content.decode()
    assert "Erased at the customer" in page and "Send again" not in page and "Ask the customer" not in page


def test_an_erased_arrival_is_not_filed_again(desk, support_mail, admin):
    arrival = process(receive(letter(), account=support_mail, at=NOW).pk, NOW)
    forget_arrivals(ids=[arrival.pk])
    with pytest.raises(Erased):
        replay(arrival, by=admin, at=NOW)
    assert len(desk.messages) == 1 and Arrival.objects.get(pk=arrival.pk).is_erased


def test_the_page_of_an_erased_arrival_offers_nothing(desk, support_mail, signed_in, admin):
    arrival = process(receive(letter(), account=support_mail, at=NOW).pk, NOW)
    forget_arrivals(ids=[arrival.pk])
    page = signed_in(admin).get(f"/channels/arrivals/{arrival.pk}/").content.decode()
    assert "Erased at the customer" in page and "File it" not in page
    pressed = signed_in(admin).post(f"/channels/arrivals/{arrival.pk}/filing/", follow=True)
    assert "nothing is left to file" in pressed.content.decode()
