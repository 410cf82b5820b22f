"""Letters of the product itself (invitations, password resets) leave through the default mailbox.

They go straight to the mail server and are kept nowhere: a link that lets somebody in must not lie in a list of
sent mail. In the demo they go where everything goes, into the outside world's mailboxes.
"""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from whiteglove.ground.lib.clock import now
from whiteglove.service.channels.actions.capture import is_demo, put
from whiteglove.service.channels.contract import SendLater, SendRefused, SendUncertain
from whiteglove.service.channels.email import outgoing
from whiteglove.service.channels.models import Account

log = logging.getLogger(__name__)


class NoMailbox(SendLater):
    """No mailbox could send it."""


class Undelivered(OSError):
    """A letter didn't leave. An OSError as Django's own backend raises, so that every sender may catch the same."""


class SystemMail(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many left. Raises `Undelivered` unless told to fail silently."""
        sent = 0
        for letter in email_messages:
            try:
                send_letter(letter)
                sent += 1
            except (SendLater, SendRefused, SendUncertain) as error:
                log.warning("A letter of the product could not be sent: %s", error)
                if not self.fail_silently:
                    raise Undelivered(str(error)) from error
        return sent


def send_letter(letter: EmailMessage) -> None:
    account = mailbox()
    letter.from_email = str(account)
    letter.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    raw = letter.message().as_bytes(linesep="\r\n")
    if is_demo():
        return put(raw, letter.recipients(), at=now())
    envelope = outgoing.Envelope(account.address, letter.recipients())
    receipt = outgoing.deliver(account, envelope, raw, lambda: None)
    if not receipt.accepted:
        raise SendRefused("; ".join([*receipt.refused.values(), *receipt.later.values()]))
    return None


def mailbox() -> Account:
    """The default mailbox, or the first that has an outgoing server. Raises `NoMailbox`."""
    usable = Account.objects.active().filter(kind="email").order_by("-is_default", "id")
    for account in usable:
        if is_demo() or account.part("smtp").get("host"):
            return account
    raise NoMailbox("No mailbox can send yet. Add one with an outgoing server under Setup, Mailboxes.")
