"""What a supervisor may want to hear: once while it stands, with the words, and deniable until it is written anew."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.standards.actions import correct, deny_signal, load_standard, read_ticket, restore_signal
from whiteglove.learning.standards.models import SIGNALS, Correction, Reading, Signal
from whiteglove.service.channels.models import Account, ChatLine, ChatSession, ChatVisitor
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message, Reason, Ticket

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def says(ticket, cleo_amara, at):
    """`says(text)`: Cleo writes it, and it is read."""

    def write(text: str) -> Message:
        made = Message.objects.create(ticket=ticket, kind="inbound", customer=cleo_amara, at=at, text=text)
        read_ticket(ticket=ticket.pk, at=at)
        return made

    return write


def raised() -> list[str]:
    return list(Signal.objects.standing().order_by("id").values_list("name", flat=True))


def test_a_wish_for_a_manager_is_raised_with_its_words(reads, says):
    message = says("I want to speak to your manager now.")
    signal = Signal.objects.get()
    assert (signal.name, signal.quote, signal.message_id) == ("asks_manager", "manager", message.pk)
    assert signal.about == "The customer asks for a manager: “I want to speak to your manager now.”"
    event = Event.objects.get(name="ticket.signalled")
    assert event.subject == f"ticket:{signal.ticket_id}" and "team:" in event.audience
    assert event.facts["says"] == "asks for a manager" and "quote" not in event.facts


def test_words_that_a_bot_offered_are_nobodys_wish(reads, ticket, says, at):
    desk_ = Account.objects.create(kind="chat", address="shop", name="Shop")
    visitor = ChatVisitor.objects.create(account=desk_, name_here="mxgd", token_hash="0", since=at)
    session = ChatSession.objects.create(visitor=visitor, ref=f"ticket:{ticket.pk}", opened_at=at)
    ChatLine.objects.create(session=session, number=1, side="desk", automatic=True, offers=["Get a manager"], at=at)
    Ticket.objects.filter(pk=ticket.pk).update(channel="chat")
    says("Get a manager")
    assert raised() == []
    says("Get a manager, now")
    assert raised() == ["asks_manager"]


def test_the_same_signal_is_raised_once_a_ticket(reads, says):
    says("Your manager, please.")
    says("I said: your manager!")
    assert raised() == ["asks_manager"]
    assert Event.objects.filter(name="ticket.signalled").count() == 1


def test_two_signals_are_two(reads, says):
    says("Your manager, please. I am leaving you.")
    assert set(raised()) == {"asks_manager", "churn_threat"}


def test_still_not_satisfied_counts_when_it_is_said_twice(reads, says):
    says("That is not good enough.")
    assert raised() == []
    says("This is not good enough either.")
    assert raised() == ["still_unsatisfied"]


def test_whoever_says_that_they_write_for_the_third_time_is_heard_at_once(reads, says):
    says("It broke for the third time.")
    assert raised() == []
    says("This is the THIRD TIME I write, and nobody answers.")
    signal = Signal.objects.get()
    assert signal.about.endswith("again and again: “This is the THIRD TIME I write, and nobody answers.”")
    assert (signal.name, signal.reason) == ("repeat_contact", Reason.UNSATISFIED)


def test_of_several_read_at_once_the_last_words_raise_it(reads, ticket, cleo_amara, at):
    for text in ("I called you on Monday.", "I wrote to you, too."):
        Message.objects.create(ticket=ticket, kind="inbound", customer=cleo_amara, at=at, text=text)
    read_ticket(ticket=ticket.pk, at=at)
    assert Signal.objects.get().sentence == "I wrote to you, too."


def test_two_messages_that_tell_of_earlier_ones_make_three(reads, says):
    says("I called you on Monday.")
    says("Hello?")
    assert raised() == []
    says("I wrote to you, too.")
    assert raised() == ["repeat_contact"]


def test_our_own_words_raise_nothing(reads, ticket, ada, at):
    desk.reply(
        ticket=ticket, by=ada, at=at + MINUTE, text="I'll ask my manager.", seen_message_id=ticket.last_inbound_id
    )
    read_ticket(ticket=ticket.pk, at=at)
    assert raised() == []


def test_a_ticket_that_is_solved_raises_nothing(reads, ticket, says, ada, at):
    desk.solve(ticket=ticket, by=ada, at=at)
    says("Your manager, please.")
    assert raised() == []


def test_not_so_takes_it_away_and_can_be_undone(reads, says, ada, at):
    says("Your manager, please.")
    signal = deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    assert raised() == [] and (signal.denied_by, signal.denied_at) == (ada, at)
    deny_signal(signal=signal, by=ada, at=at)
    assert Event.objects.filter(name="ticket.signal_denied", by_id=ada.pk).count() == 1
    restore_signal(signal=signal, by=ada, at=at)
    assert raised() == ["asks_manager"]


@pytest.fixture
def reads_again(ticket, small_pack, at):
    """`reads_again()`: other behaviours come into force, and every message is read by them."""

    def read() -> None:
        path = small_pack / "behaviours" / "apology.yaml"
        path.write_text(path.read_text().replace("sorry", "apologies"))
        load_standard(by=None, at=at, path=small_pack)
        assert read_ticket(ticket=ticket.pk, at=at, again=True) > 1

    return read


def test_denied_it_is_raised_again_by_what_is_written_later_with_the_new_words(reads, says, ada, at):
    says("Your manager, please.")
    deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    assert raised() == []
    later = says("Your supervisor, I said.")
    again = Signal.objects.standing().get()
    assert (again.name, again.quote, again.message_id) == ("asks_manager", "supervisor", later.pk)
    assert Event.objects.filter(name="ticket.signalled").count() == 2


def test_reading_the_same_messages_again_does_not_raise_what_was_denied(reads, says, ada, at, reads_again):
    says("Your manager, please.")
    says("I said: your manager!")
    deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    reads_again()
    assert raised() == []


def test_what_was_not_read_when_it_was_denied_raises_it(reads, ticket, says, cleo_amara, ada, at):
    says("Your manager, please.")
    Message.objects.create(ticket=ticket, kind="inbound", customer=cleo_amara, at=at, text="Your supervisor, then.")
    deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    read_ticket(ticket=ticket.pk, at=at)
    assert Signal.objects.standing().get().quote == "supervisor"


def test_once_denied_still_not_satisfied_must_be_said_twice_anew(reads, says, ada, at):
    for words in ("That is not good enough.", "This is not good enough either."):
        says(words)
    deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    says("Not good enough!")
    assert raised() == []
    says("Still not good enough.")
    assert raised() == ["still_unsatisfied"]


def test_restored_both_stand_with_their_words(reads, says, ada, at):
    says("Your manager, please.")
    first = deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    says("Your supervisor, I said.")
    restore_signal(signal=first, by=ada, at=at)
    assert [one.quote for one in Signal.objects.standing().order_by("id")] == ["manager", "supervisor"]
    says("Any manager!")
    assert len(raised()) == 2


def shown() -> set[str]:
    return {one["behaviour"] for one in Reading.objects.latest("id").shown}


def test_not_so_answers_the_words_behind_it_and_undoing_takes_that_back(reads, says, ada, lee, at):
    says("Hello. Your manager, please.")
    signal = deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    row = Correction.objects.standing().get()
    assert (row.behaviour, row.sentence, row.verdict, row.found) == (
        "asks_manager", "Your manager, please.", False, True,
    )  # fmt: skip
    assert (row.by, signal.correction, shown()) == (ada, row, {"greeting"})
    restore_signal(signal=signal, by=lee, at=at)
    row.refresh_from_db()
    assert row.undone_by == lee and shown() == {"greeting", "asks_manager"}
    assert not Correction.objects.standing().exists()


def test_what_somebody_had_answered_stays_answered(reads, says, ada, lee, at):
    message = says("Your manager, please.")
    row = correct(message=message, behaviour="asks_manager", start=0, verdict=False, by=lee, at=at)
    restore_signal(signal=deny_signal(signal=Signal.objects.get(), by=ada, at=at), by=ada, at=at)
    assert Correction.objects.standing().get() == row


def test_denying_leaves_a_leads_yes_and_restoring_leaves_only_that(reads, says, ada, lee, at):
    message = says("Your manager, please.")
    yes = correct(message=message, behaviour="asks_manager", start=0, verdict=True, by=lee, at=at)
    signal = deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    assert raised() == [] and shown() == {"asks_manager"}
    assert set(Correction.objects.standing()) == {yes, signal.correction}
    restore_signal(signal=signal, by=lee, at=at)
    assert raised() == ["asks_manager"] and Correction.objects.standing().get() == yes


def test_restoring_brings_back_the_yes_that_the_denier_had_given_before(reads, says, ada, at):
    message = says("Your manager, please.")
    yes = correct(message=message, behaviour="asks_manager", start=0, verdict=True, by=ada, at=at)
    signal = deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    assert shown() == set() and Correction.objects.standing().get() == signal.correction
    restore_signal(signal=signal, by=ada, at=at)
    assert Correction.objects.standing().get() == yes and shown() == {"asks_manager"}


def test_a_signal_whose_reading_is_gone_can_still_be_denied(reads, says, ada, at):
    says("Your manager, please.")
    Reading.objects.all().delete()
    deny_signal(signal=Signal.objects.get(), by=ada, at=at)
    assert raised() == [] and not Correction.objects.exists()


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_who_may_not_correct_may_not_deny(who, reads, says, at, request):
    says("Your manager, please.")
    with pytest.raises(PermissionDenied):
        deny_signal(signal=Signal.objects.get(), by=request.getfixturevalue(who), at=at)
    assert raised() == ["asks_manager"] and not Correction.objects.exists()


def test_another_teams_lead_does_not_learn_of_it(reads, says, billing, at):
    says("Your manager, please.")
    stranger = make_person("Lead 7", "lead7@whiteglove.example", "lead", billing)
    with pytest.raises(Http404):
        deny_signal(signal=Signal.objects.get(), by=stranger, at=at)
    assert not Signal.objects.visible_to(stranger).exists()


def test_every_signal_names_a_reason_for_escalating():
    assert {reason for _, reason in SIGNALS.values()} <= set(Reason.values)


def test_who_asks_a_supervisor_finds_the_standards_words_the_reason_and_the_quotation(
    reads, says, small_pack, at, ticket, lee, signed_in
):
    says("I want to speak to your manager now.")
    criteria = small_pack / "standards" / "escalation.yaml"
    criteria.write_text(criteria.read_text().replace("name: A manager is asked for", "name: They want <the> boss"))
    load_standard(by=None, at=at + MINUTE, path=small_pack)
    page = signed_in(lee).get(reverse("desk:escalation", args=[ticket.pk])).content.decode()
    assert "They want &lt;the&gt; boss" in page and "“I want to speak to your manager now.”" in page
    assert 'value="manager"' in page and page.count("checked") == 1
