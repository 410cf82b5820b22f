"""What the desk's tests start from: a mailbox, Cleo as a customer, her ticket, and a postman."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import judge_clocks
from whiteglove.service.desk.models import Message, Ticket

NINE = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)


def later(**span) -> datetime:
    return NINE + timedelta(**span)


@pytest.fixture(autouse=True)
def _fresh_rules():
    """A rolled-back test leaves no trace in the database, and none here."""
    judge_clocks._rules.cache_clear()


@pytest.fixture
def mailbox(support) -> Account:
    return Account.objects.get_or_create(
        address="support@whiteglove.example",
        defaults={"name": "Support", "team": support, "is_default": True},
    )[0]


@pytest.fixture
def cleo_amara(db):
    """Cleo as the customer who writes."""
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)


@pytest.fixture
def ticket(ada, mailbox, cleo_amara) -> Ticket:
    """Charged twice: open, unassigned, in Ada's and Lee's team, with Cleo's first words."""
    return actions.open_ticket(
        customer=cleo_amara, by=ada, at=NINE, subject="Charged twice", text="I was charged twice for order 88213."
    )


def raw_mail(
    *, sender="Cleo Amara <cleo@customer.example>", to="support@whiteglove.example", subject="Charged twice",
    text="I was charged twice.", message_id="", in_reply_to="", references="", cc="", html="", headers=(), files=(),
) -> bytes:  # fmt: skip
    mail = EmailMessage()
    given = {"From": sender, "To": to, "Cc": cc, "Subject": subject, "Message-ID": message_id,
             "In-Reply-To": in_reply_to, "References": references,
             "Date": "Tue, 3 Mar 2026 09:14:00 +0000"}  # fmt: skip
    for name, value in [*given.items(), *headers]:
        if value:
            mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content, content_id in files:
        mail.add_attachment(content, maintype="image", subtype="png", filename=name, cid=content_id or None)
    return mail.as_bytes()


@pytest.fixture
def arrive(mailbox):
    """`arrive(text="…", in_reply_to="…")` puts a mail through the whole intake; returns its `Message`."""
    counter = iter(range(1, 10_000))

    def put(*, at: datetime = NINE, **mail) -> Message:
        mail.setdefault("message_id", f"<mail-{next(counter)}@customer.example>")
        arrival = process(receive(raw_mail(**mail), account=mailbox, at=at).pk, at)
        assert arrival.state == "filed", (arrival.state, arrival.reason, arrival.error)
        return Message.objects.select_related("ticket").get(pk=arrival.outcome["message"])

    return put


@pytest.fixture
def one(arrive) -> Message:
    return arrive(subject="One", text="Where is my kettle?")


@pytest.fixture
def two(arrive) -> Message:
    return arrive(subject="Two", text="I was charged twice.")


def now(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def merged(one: Message, two: Message, by) -> tuple[Ticket, Ticket]:
    actions.merge(source=now(one.ticket), into=now(two.ticket), by=by, at=later(minutes=10))
    return now(one.ticket), now(two.ticket)
