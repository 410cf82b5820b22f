"""Invitations and password resets leave through the default mailbox and are kept nowhere."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from whiteglove.ground.lib.clock import now
from whiteglove.ground.people.actions.change_address import ask_for_address
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Invitation
from whiteglove.service.channels.email.system_mail import SystemMail, Undelivered
from whiteglove.service.channels.models import Account, Captured, Outgoing

pytestmark = pytest.mark.django_db


def letter() -> EmailMessage:
    return EmailMessage("Join us", "Follow the link.", "nobody@localhost", ["mo@whiteglove.example"])


def test_in_the_demo_a_letter_stays_in_the_demo(settings):
    settings.DEMO = True
    Account(name="Support", address="support@whiteglove.example", is_default=True).save()
    assert SystemMail().send_messages([letter()]) == 1
    captured = Captured.objects.get()
    assert (captured.mailbox, captured.subject) == ("mo@whiteglove.example", "Join us")
    assert "support@whiteglove.example" in captured.sender
    assert b"Auto-Submitted: auto-generated" in bytes(captured.raw.content)


def test_a_letter_with_a_link_that_lets_somebody_in_is_in_no_list_of_sent_mail(settings):
    settings.DEMO = True
    Account(name="Support", address="support@whiteglove.example", is_default=True).save()
    SystemMail().send_messages([letter()])
    assert not Outgoing.objects.exists()


def test_without_a_mailbox_the_reason_says_what_to_do(settings):
    settings.DEMO = False
    with pytest.raises(Undelivered, match="Setup, Mailboxes"):
        SystemMail().send_messages([letter()])


def test_it_can_fail_silently(settings):
    settings.DEMO = False
    assert SystemMail(fail_silently=True).send_messages([letter()]) == 0


@pytest.fixture
def fresh_install(settings):
    """No mailbox yet, so no letter of the house can leave."""
    settings.DEMO = False
    settings.EMAIL_BACKEND = "whiteglove.service.channels.email.system_mail.SystemMail"


@pytest.mark.django_db(transaction=True)
def test_before_a_mailbox_sends_an_invitation_shows_its_link(fresh_install, admin, signed_in, support):
    web = signed_in(admin)
    given = {"email": "nia@whiteglove.example", "name": "Nia", "role": "agent", "teams": [support.pk]}
    page = web.post(reverse("people:invite"), given | {"language": "en-gb"}).content.decode()
    made = Invitation.objects.get()
    assert "couldn't be sent" in page
    assert "/people/join/" in page
    again = web.post(reverse("people:letter", args=[made.pk]))
    assert (again.status_code, made.sent_at) == (200, None)
    assert "/people/join/" in again.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_address_is_changed_though_the_old_one_cannot_be_told(fresh_install, admin, signed_in, ada):
    answer = signed_in(admin).post(reverse("people:address", args=[ada.pk]), {"email": "ada.osei@whiteglove.example"})
    ada.refresh_from_db()
    assert (answer.status_code, ada.email) == (303, "ada.osei@whiteglove.example")


def test_who_asks_for_another_address_hears_that_the_link_did_not_leave(fresh_install, ada):
    with pytest.raises(Refused, match="couldn't be sent"):
        ask_for_address(person=ada, email="ada.osei@whiteglove.example", by=ada, at=now())
