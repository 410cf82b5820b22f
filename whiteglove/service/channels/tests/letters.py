"""Letters as Cleo and others send them, and the time at which they arrive."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from whiteglove.service.channels.contract import OutboundMessage, Party

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
CLEO = Party("Cleo Amara", "cleo@customer.example")
JONAS = Party("Jonas Weber", "jonas@weber.example")


def letter(
    subject="Charged twice for the March order",
    text="I was charged twice.\n",
    *,
    sender="cleo@customer.example",
    to="support@whiteglove.example",
    message_id="<one@customer.example>",
    at=NOW,
    **headers,
) -> bytes:
    """Raw bytes with CRLF line ends; extra headers as keywords, with _ for -."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Cleo Amara <{sender}>", to, subject
    message["Date"] = format_datetime(at)
    if message_id:
        message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def bounce_of(
    message_id: str,
    recipient: str = "cleo@customer.example",
    action: str = "failed",
    status: str = "5.1.1",
    to: str = "support@whiteglove.example",
    more: str = "",
) -> bytes:
    """A delivery report as RFC 3464 has it; `more`: groups of other recipients."""
    lines = f"""From: Mail Delivery System <mailer-daemon@customer.example>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(NOW)}
Message-ID: <report@customer.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.customer.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such user

{more}
--b
Content-Type: message/rfc822

From: support@whiteglove.example
To: {recipient}
Message-ID: {message_id}
Subject: Re: Charged twice

Hello
--b--
"""
    return lines.replace("\n", "\r\n").encode()


def answer(account, **changes) -> OutboundMessage:
    """Ada's answer to Cleo."""
    values = {
        "account_id": account.pk,
        "ref": "message:55",
        "to": [CLEO],
        "subject": "Re: Charged twice",
        "text": "Hello Cleo,\n\nthe second payment is on its way back.\n",
        "in_reply_to": "<one@customer.example>",
        "references": ["<one@customer.example>"],
    }
    return OutboundMessage(**(values | changes))
