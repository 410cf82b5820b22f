"""Bounces, robots, loops and spam: known before a ticket exists, kept and shown."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions import drain, process, receive, send
from whiteglove.service.channels.email import compose, ids
from whiteglove.service.channels.filters import LOOPING, NOISY_IN_THREAD, bare
from whiteglove.service.channels.models import Arrival, Outgoing
from whiteglove.service.channels.tests.letters import JONAS, NOW, answer, bounce_of, letter

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
State = Arrival.State


@pytest.fixture
def sent(support_mail):
    outgoing = send(answer(support_mail), by=None, at=NOW)
    Outgoing.objects.update(state="sent", sent_at=NOW)
    return outgoing


def judged(raw, **envelope) -> Arrival:
    return process(receive(raw, envelope=envelope, at=NOW).pk, NOW)


def test_a_bounce_marks_the_message_it_is_about(sent, desk):
    arrival = judged(bounce_of(sent.message_id))
    sent.refresh_from_db()
    assert (arrival.state, arrival.reason) == (State.SET_ASIDE, "A bounce of one of our messages")
    assert sent.state == Outgoing.State.BOUNCED
    assert "5.1.1" in sent.error
    assert desk.messages == []


def test_a_bounce_is_announced_on_the_message(sent, desk):
    judged(bounce_of(sent.message_id))
    (event,) = Event.objects.filter(name="message.bounced")
    assert (event.subject, event.facts["addresses"]) == ("message:55", ["cleo@customer.example"])


def bounced_of(outgoing) -> tuple[str, list[str], list[str]]:
    """Its state, the addresses that are told, and those whose results say so."""
    outgoing.refresh_from_db()
    (event,) = Event.objects.filter(name="message.bounced")
    bounced = sorted(address for address, result in outgoing.results.items() if result["state"] == "bounced")
    return outgoing.state, event.facts["addresses"], bounced


def test_a_report_about_two_recipients_counts_for_both(support_mail, desk):
    outgoing = send(answer(support_mail, cc=[JONAS]), by=None, at=NOW)
    more = "Final-Recipient: rfc822; Jonas@WEBER.example\nAction: failed\nStatus: 5.2.2\n"
    judged(bounce_of(outgoing.message_id, more=more))
    both = ["cleo@customer.example", "jonas@weber.example"]
    assert bounced_of(outgoing) == (Outgoing.State.BOUNCED, both, both)


def test_a_report_says_nothing_of_addresses_the_message_never_went_to(sent, desk):
    judged(bounce_of(sent.message_id, recipient="jonas@weber.example"))
    assert bounced_of(sent) == (Outgoing.State.BOUNCED, [], [])
    assert "jonas@weber.example: 5.1.1" in sent.error


def test_a_report_about_the_address_we_wrote_to_counts_whatever_it_was_rewritten_to(sent, desk):
    more = (
        "Original-Recipient: rfc822; cleo@customer.example\nFinal-Recipient: rfc822; x9@inner.example\nAction: failed\n"
    )
    judged(bounce_of(sent.message_id, action="delivered", status="2.0.0", more=more))
    assert bounced_of(sent)[1] == ["cleo@customer.example"]


def test_a_report_that_knows_only_another_original_counts_by_its_final_recipient(sent, desk):
    more = "Original-Recipient: rfc822; a@b.example\nFinal-Recipient: rfc822; cleo@customer.example\nAction: failed\n"
    judged(bounce_of(sent.message_id, action="delivered", status="2.0.0", more=more))
    assert bounced_of(sent)[1] == ["cleo@customer.example"]


def test_a_bounce_is_known_by_its_signed_return_address(sent, desk):
    address = ids.with_token("support@whiteglove.example", ids.reply_token(f"outgoing:{sent.pk}"))
    judged(bounce_of("<rewritten@relay.example>"), **{"from": "", "to": [address]})
    sent.refresh_from_db()
    assert sent.state == Outgoing.State.BOUNCED


def test_a_delay_is_not_a_bounce(sent, desk):
    arrival = judged(bounce_of(sent.message_id, action="delayed", status="4.4.1"))
    sent.refresh_from_db()
    assert (arrival.reason, sent.state) == ("A delivery report that isn't a failure", Outgoing.State.SENT)


def test_backscatter_is_set_aside(support_mail, desk):
    arrival = judged(bounce_of("<never@elsewhere.example>"))
    assert arrival.reason == "A delivery report about a message this desk didn't send"


def test_an_out_of_office_answer_goes_to_its_thread_and_is_never_acknowledged(sent, desk):
    arrival = judged(
        letter("Automatic reply: Charged twice", Auto_Submitted="auto-replied", In_Reply_To=sent.message_id)
    )
    assert arrival.state == State.FILED
    assert desk.messages[0].flags.auto_reply
    assert not desk.messages[0].may_be_acknowledged


def test_an_out_of_office_answer_to_nothing_is_set_aside(support_mail, desk):
    arrival = judged(letter("Out of office", Auto_Submitted="auto-replied"))
    assert (arrival.state, arrival.reason) == (State.SET_ASIDE, "An automatic reply to nothing we know")


def test_a_first_mail_whose_subject_alone_looks_automatic_is_filed_and_not_acknowledged(support_mail, desk):
    assert judged(letter("On holiday: please hold my parcel")).state == State.FILED
    assert not desk.messages[0].flags.auto_reply
    assert not desk.messages[0].may_be_acknowledged


def test_what_a_shop_generates_is_filed_but_never_acknowledged(support_mail, desk):
    assert judged(letter("Order 88213", Auto_Submitted="auto-generated")).state == State.FILED
    assert not desk.messages[0].may_be_acknowledged


def test_our_own_message_coming_back_is_set_aside(support_mail, desk):
    arrival = judged(letter(message_id=ids.new_message_id("message:55", "whiteglove.example")))
    assert arrival.reason == "One of our own messages came back"


def test_our_loop_mark_coming_back_is_set_aside(support_mail, desk):
    arrival = judged(letter(X_Whiteglove_Loop=compose.loop_mark()))
    assert arrival.reason == "A copy of one of our own messages came back"


def test_a_strangers_loop_mark_does_not_hide_his_mail(support_mail, desk):
    assert judged(letter(X_Whiteglove_Loop="made up")).state == State.FILED


def test_a_strangers_imitation_of_our_id_does_not_hide_his_mail(support_mail, desk):
    forged = "<wg.message.55.aaaaaaaa.aaaaaaaaaaaaaaaa@whiteglove.example>"
    assert judged(letter(message_id=forged)).state == State.FILED


def test_a_list_is_filed_but_never_acknowledged(support_mail, desk):
    judged(letter(List_Id="News <news.customer.example>"))
    assert not desk.messages[0].may_be_acknowledged


def test_a_null_sender_is_never_acknowledged(support_mail, desk):
    judged(letter(), **{"from": "", "to": ["support@whiteglove.example"]})
    assert not desk.messages[0].may_be_acknowledged


def test_cleo_may_be_acknowledged(support_mail, desk):
    judged(letter(), **{"from": "cleo@customer.example", "to": ["support@whiteglove.example"]})
    assert desk.messages[0].may_be_acknowledged


def test_spam_is_set_aside(support_mail, desk):
    assert judged(letter(X_Spam_Flag="YES")).reason == "Marked as spam by the mail server"


def test_a_mailbox_may_want_its_spam_filed(support_mail, desk):
    support_mail.settings["spam"] = "file"
    support_mail.save()
    assert judged(letter(X_Spam_Flag="YES")).state == State.FILED


def test_a_message_that_is_too_large_is_kept_and_shown(support_mail, desk, settings):
    settings.MAIL_SIZE_LIMIT = 1024 * 1024
    raw = letter(text="long line\n" * 150_000)
    arrival = judged(raw)
    assert (arrival.state, arrival.reason) == (State.SET_ASIDE, "Larger than 1 MB")
    assert arrival.raw.content == raw


def many(count: int, **headers) -> None:
    for number in range(count):
        receive(
            letter("Re: Charged twice", f"Answer {number}\n", message_id=f"<{number}@customer.example>", **headers),
            at=NOW,
        )
    drain(NOW)


def test_somebody_who_writes_very_fast_is_filed_but_no_longer_acknowledged(support_mail, desk):
    many(NOISY_IN_THREAD + 2)
    assert len(desk.messages) == NOISY_IN_THREAD + 2
    assert [m.may_be_acknowledged for m in desk.messages] == [True] * (NOISY_IN_THREAD + 1) + [False]


def test_a_robot_that_answers_us_without_end_is_set_aside(sent, desk):
    many(LOOPING + 2, In_Reply_To=sent.message_id)
    (arrival,) = Arrival.objects.filter(state=State.SET_ASIDE)
    assert "looks like a loop" in arrival.reason


@pytest.mark.parametrize(
    "subject",
    [
        "Charged twice",
        "Re: Charged twice",
        "AW: Re: charged twice",
        "RE: FW: Charged twice",
        "Re[2]: Charged twice",
        " SV:Charged twice ",
    ],
)
def test_a_thread_is_known_without_its_prefixes(subject):
    assert bare(subject) == "charged twice"
