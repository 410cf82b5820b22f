"""The demo's visitor writes as a customer: a real message, by real SMTP, to our own intake."""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from secrets import token_hex

from django.conf import settings
from django.utils.formats import date_format

from whiteglove.service.channels.actions.capture import is_demo, put
from whiteglove.service.channels.actions.send import one_line
from whiteglove.service.channels.models import Captured

TIMEOUT = 10
# The customers of the demo company, as their own mail programs would name them.
NAMES = {
    "cleo@customer.example": "Cleo Amara",
    "jonas.weber@customer.example": "Jonas Weber",
    "fatou.diop@customer.example": "Fatou Diop",
    "sipho.nkosi@customer.example": "Sipho Nkosi",
    "office@northwind.example": "Northwind Ltd",
}
_SMTP = SMTP.clone(max_line_length=990)  # long ids must stay whole


class NotTaken(Exception):
    """Our intake said no, or isn't running; says why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`sender` is the mailbox written from; `answers` the message replied to, whose words are quoted below."""

    sender: str
    to: str
    subject: str
    text: str
    answers: Captured | None = None


def write_letter(letter: Letter, *, at: datetime) -> None:
    """Sends it to the intake and keeps the writer's own copy. Raises `NotTaken`; only in the demo."""
    if not is_demo():
        raise NotTaken("This is only there in the demo.")
    raw = composed(letter, at).as_bytes()
    try:
        with smtplib.SMTP(settings.SMTP_LISTEN_HOST, settings.SMTP_LISTEN_PORT, timeout=TIMEOUT) as server:
            server.sendmail(letter.sender, [letter.to], raw)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise NotTaken(f"{letter.to} was refused: {code} {said.decode('utf-8', 'replace')}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotTaken(f"The mail intake didn't take it: {error}") from error
    put(raw, [letter.sender], at=at, mine=True)


def composed(letter: Letter, at: datetime) -> EmailMessage:
    """As an ordinary mail program writes it, threading headers and quotation included."""
    message = EmailMessage(policy=_SMTP)
    message["From"] = formataddr((NAMES.get(letter.sender, ""), letter.sender))
    message["To"], message["Subject"] = letter.to, one_line(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{token_hex(12)}@{letter.sender.rpartition('@')[2]}>"
    message["User-Agent"] = "Demo mailbox"
    if letter.answers:
        message["In-Reply-To"] = letter.answers.message_id
        message["References"] = " ".join([*letter.answers.references[-20:], letter.answers.message_id])
    message.set_content(letter.text.replace("\r\n", "\n") + quotation(letter.answers))
    return message


def quotation(answers: Captured | None) -> str:
    if answers is None:
        return "\n"
    lines = "\n".join(f"> {line}".rstrip() for line in answers.text.strip().splitlines())
    return f"\n\nOn {date_format(answers.at, 'j F Y, H:i')}, {answers.sender} wrote:\n{lines}\n"
