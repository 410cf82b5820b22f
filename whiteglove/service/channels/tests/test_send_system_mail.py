"""Invitations and password resets leave through the default mailbox and are kept nowhere."""

import pytest
from django.core.mail import EmailMessage

from whiteglove.service.channels.email.system_mail import NoMailbox, SystemMail
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
    with pytest.raises(NoMailbox, match="Setup, Mailboxes"):
        SystemMail().send_messages([letter()])


def test_it_can_fail_silently(settings):
    settings.DEMO = False
    assert SystemMail(fail_silently=True).send_messages([letter()]) == 0
