"""The demo company: the cast, two teams, their mailboxes, and a morning's tickets made by the real verbs."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from whiteglove.ground.people.actions.join import add_person
from whiteglove.ground.people.actions.teams import create_team
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.closing.actions import plan
from whiteglove.learning.closing.guard import word
from whiteglove.learning.playbooks.actions import open_playbook, tick
from whiteglove.learning.standards.actions import load_standard
from whiteglove.service.channels.actions.accounts import add_account
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Account
from whiteglove.service.desk import actions, macros
from whiteglove.service.desk.actions.call_back import promise_call
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Macro, Message, Ticket
from whiteglove.service.sla.models import Target

PASSWORD = "whiteglove-demo"
COMPANY = "Whiteglove Demo Company"
CLEO = "Cleo Amara <cleo@customer.example>"
JONAS = "Jonas Weber <jonas.weber@customer.example>"
FATOU = "Fatou Diop <fatou.diop@customer.example>"
NORTHWIND = "Northwind Ltd <office@northwind.example>"
SIPHO = "Sipho Nkosi <sipho.nkosi@customer.example>"


@dataclass(frozen=True)
class Company:
    """Who works here and where their mail comes in."""

    admin: Person
    ada: Person
    lee: Person
    support: Team
    billing: Team
    mailbox: Account
    billing_mailbox: Account


def found_company(at: datetime) -> Company:
    """The company, made once; a second call finds it."""
    admin = person("Administrator", "admin@whiteglove.example", "admin", at)
    if not Target.objects.exists():
        load_standard(by=None, at=at)
    support, billing = team("Support", admin, at), team("Billing", admin, at)
    ada = person("Ada Osei", "ada@whiteglove.example", "agent", at, [support], languages=["en", "fr"],
                 signature="Ada Osei\nWhiteglove Demo Company")  # fmt: skip
    lee = person("Lee", "lee@whiteglove.example", "lead", at, [support, billing], languages=["en", "de"])
    person("Mo", "mo@whiteglove.example", "trainee", at, [support])
    person("Cleo Amara", "cleo@customer.example", "customer", at)
    person("Zed", "zed@whiteglove.example", "", at)
    change_rules(by=None, at=at, company=COMPANY)
    first = mailbox("Support", "support@whiteglove.example", support, admin, at, is_default=True)
    second = mailbox("Billing", "billing@whiteglove.example", billing, admin, at)
    return Company(admin, ada, lee, support, billing, first, second)


def person(name: str, email: str, role: str, at: datetime, teams: list[Team] = (), **details) -> Person:
    found = Person.objects.filter(email=email).first()
    return found or add_person(
        email=email, name=name, role=role, at=at, by=None, teams=teams, password=PASSWORD, **details
    )


def team(name: str, by: Person, at: datetime) -> Team:
    return Team.objects.filter(name=name).first() or create_team(name=name, by=by, at=at)


def mailbox(name: str, address: str, owner: Team, by: Person, at: datetime, is_default: bool = False) -> Account:
    found = Account.objects.at(address).first()
    default = is_default and not Account.objects.filter(is_default=True).exists()
    return found or add_account(by=by, at=at, name=name, address=address, team=owner, is_default=default)


class Postman:
    """Brings a customer's mail through the whole intake, as if it came at `at`."""

    def __init__(self, now: datetime):
        self.now, self.brought = now, 0

    def ago(self, **span) -> datetime:
        return self.now - timedelta(**span)

    def bring(
        self, mailbox: Account, sender: str, subject: str, text: str, at: datetime, after: Message | None = None
    ) -> Message:
        self.brought += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, f"{mailbox.name} <{mailbox.address}>", subject
        mail["Date"], mail["Message-ID"] = format_datetime(at), f"<demo-{at:%Y%m%d%H%M}-{self.brought}@mail.example>"
        if after:
            mail["In-Reply-To"] = after.message_id
            mail["References"] = " ".join([*after.references, after.message_id])
        mail.set_content(text)
        arrival = process(receive(mail.as_bytes(), account=mailbox, at=at).pk, at)
        return Message.objects.select_related("ticket").get(pk=arrival.outcome["message"])


def tell_stories(company: Company, now: datetime) -> int:
    """A morning's tickets in every state; each time lies in the past of `now`. Returns how many tickets."""
    post = Postman(now)
    for story in (
        old_invoice,
        kettle,
        delivery_pause,
        charged_twice,
        app_closes,
        nightly_export,
        contract,
        vat,
        new_address,
        damaged_lamp,
    ):
        story(company, post)
    return Ticket.objects.count()


# What they said by hand when they solved it.
SAID = word({"understood": "yes", "root_cause": "yes", "satisfied": "yes"}, anyway=True)


def answer(ticket: Ticket, by: Person, at: datetime, text: str, then: str = "") -> Message:
    ticket.refresh_from_db()
    return actions.reply(ticket=ticket, by=by, at=at, text=text, seen_message_id=ticket.last_inbound_id, then=then)


def settle(ticket: Ticket, by: Person, at: datetime) -> None:
    """Apart from the reply: nothing is read while the demo is made, which would take longer than all the rest."""
    ticket.refresh_from_db()
    actions.solve(ticket=ticket, by=by, at=at, word=SAID)


def charged_twice(company: Company, post: Postman) -> None:
    first = post.bring(
        company.mailbox, CLEO, "Charged twice for the March order",
        "Hello,\n\nI was charged twice for order 88213: 64.90 on the 3rd and again on the 4th. I only ordered once. "
        "Please send the second payment back.\n\nCleo",
        post.ago(minutes=120),
    )  # fmt: skip
    ticket = first.ticket
    actions.set_kind(ticket=ticket, by=company.ada, at=post.ago(minutes=105), kind="billing")
    actions.tag(ticket=ticket, by=company.ada, at=post.ago(minutes=104), name="double charge")
    asked = answer(
        ticket, company.ada, post.ago(minutes=103),
        "Hello Cleo,\n\nthank you for writing, and I'm sorry about the double charge. Could you tell me the last four "
        "digits of the card, so that I can look at the right payment?",
        then="wait",
    )  # fmt: skip
    actions.note(
        ticket=ticket, by=company.lee, at=post.ago(minutes=72),
        text="The payment provider retried after a time-out. The second capture can be voided until 17:00.",
    )  # fmt: skip
    again = post.bring(
        company.billing_mailbox, CLEO, "Two payments for one order",
        "Hello,\n\nplease look at order 88213, it was paid twice.\n\nCleo", post.ago(minutes=60),
    )  # fmt: skip
    actions.merge(source=again.ticket, into=ticket, by=company.lee, at=post.ago(minutes=58))
    post.bring(
        company.mailbox, CLEO, "Re: Charged twice for the March order",
        "It ends 4471. I've written three times now and nobody has told me when I get my money back.",
        post.ago(minutes=54), after=asked,
    )  # fmt: skip
    actions.set_priority(ticket=ticket, by=company.ada, at=post.ago(minutes=50), priority="high")


def app_closes(company: Company, post: Postman) -> None:
    ticket = post.bring(
        company.mailbox, JONAS, "The app closes when I open invoices",
        "Hello,\n\nsince yesterday's update the app closes as soon as I open an invoice. It worked until then. "
        "I use version 7.2 on a tablet.\n\nJonas Weber",
        post.ago(days=2, hours=1),
    ).ticket  # fmt: skip
    actions.set_kind(ticket=ticket, by=company.ada, at=post.ago(days=2), kind="technical")
    actions.take(ticket=ticket, by=company.ada, at=post.ago(days=2))
    promise_call(
        ticket=ticket, by=company.ada, at=post.ago(minutes=35), phone="+49 30 5550123",
        what="Call back about the invoices",
    )  # fmt: skip


def new_address(company: Company, post: Postman) -> None:
    post.bring(
        company.mailbox, FATOU, "Changement d'adresse de livraison",
        "Bonjour,\n\nj'ai déménagé la semaine dernière. Pouvez-vous livrer ma commande 88307 à ma nouvelle adresse ?"
        "\n\nMerci,\nFatou Diop",
        post.ago(minutes=8),
    )  # fmt: skip


def nightly_export(company: Company, post: Postman) -> None:
    first = post.bring(
        company.mailbox, NORTHWIND, "Can we export our data every night?",
        "Hello,\n\nwe'd like the tickets in our own warehouse. Is there a way to export them every night?"
        "\n\nNorthwind Ltd",
        post.ago(hours=5),
    )  # fmt: skip
    actions.set_kind(ticket=first.ticket, by=company.ada, at=post.ago(hours=4), kind="feature")
    sent = answer(
        first.ticket, company.ada, post.ago(hours=4),
        "Hello,\n\nthank you for asking. Which format would suit your warehouse best: JSON lines or CSV?", then="wait",
    )  # fmt: skip
    post.bring(
        company.mailbox, NORTHWIND, "Re: Can we export our data every night?",
        "JSON lines would be fine. About 2,000 tickets a night.", post.ago(hours=3), after=sent,
    )  # fmt: skip


def kettle(company: Company, post: Postman) -> None:
    first = post.bring(
        company.mailbox, SIPHO, "Refund for a damaged kettle",
        "Good morning,\n\nthe kettle from order 88150 arrived with a crack in the glass. I would like my money back."
        "\n\nSipho",
        post.ago(days=1, hours=3),
    )  # fmt: skip
    actions.set_kind(ticket=first.ticket, by=company.ada, at=post.ago(days=1, hours=2), kind="refund")
    asked = actions.escalate(
        ticket=first.ticket, by=company.ada, at=post.ago(days=1, hours=2, minutes=50), reason="authority",
        text="He asks for his money back. More than I may decide: the kettle was 89.90.", to=company.lee,
    )  # fmt: skip
    actions.accept_escalation(escalation=asked, by=company.lee, at=post.ago(days=1, hours=2, minutes=43))
    actions.return_escalation(
        escalation=asked, by=company.lee, at=post.ago(days=1, hours=2, minutes=30),
        answer="Agreed, all of it. Ask for two photos first, for the courier.",
    )  # fmt: skip
    with suppress(Refused):  # another pack is in force
        play = open_playbook(ticket=first.ticket, playbook="refund", by=company.ada, at=post.ago(days=1, hours=2))
        tick(play=play, step="purchase", by=company.ada, at=post.ago(days=1, hours=2))
    answer(
        first.ticket, company.ada, post.ago(days=1, hours=2),
        "Hello Sipho,\n\nI'm sorry that the kettle arrived broken. Could you send us a photo of it? "
        "I'll refund you as soon as I have it.",
        then="wait",
    )  # fmt: skip


def damaged_lamp(company: Company, post: Postman) -> None:
    """A macro at work: its words in the reply, its steps done with it; and one that Ada keeps for herself."""
    ticket = post.bring(
        company.mailbox, CLEO, "The lamp arrived broken",
        "Hello,\n\nthe lamp from order 88241 came with a bent foot. Can I have my money back?\n\nCleo",
        post.ago(hours=26),
    ).ticket  # fmt: skip
    actions.make_macro(
        by=company.ada, at=post.ago(days=9), name="Back on Monday", place="Mine", owner=company.ada,
        texts={"en": "Hello {name},\n\nthe warehouse is closed until Monday. I'll write to you on Monday morning."},
    )  # fmt: skip
    photos = Macro.objects.filter(key="refund.photos").first()
    if photos is None:  # another pack is in force
        return
    at = post.ago(hours=25)
    actions.put_macro_in(ticket=ticket, by=company.ada, at=at, macro=photos)
    actions.reply_with_macros(
        ticket=ticket, by=company.ada, at=at, macros=[{"macro": photos.pk, "rests": False}], then="wait",
        text=macros.preview(photos, ticket, company.ada).text, seen_message_id=ticket.last_inbound_id,
    )  # fmt: skip


def delivery_pause(company: Company, post: Postman) -> None:
    ticket = post.bring(
        company.mailbox, FATOU, "Please hold my parcels next week",
        "Hello,\n\nI am away next week. Please deliver nothing before I'm back.\n\nFatou Diop",
        post.ago(days=1, hours=5),
    ).ticket  # fmt: skip
    answer(
        ticket,
        company.ada,
        post.ago(days=1, hours=4),
        "Hello Fatou,\n\nit is noted: nothing leaves before you are back.",
    )
    actions.snooze(ticket=ticket, by=company.ada, at=post.ago(days=1, hours=4), until=post.now + timedelta(days=4))


def contract(company: Company, post: Postman) -> None:
    ticket = post.bring(
        company.mailbox, NORTHWIND, "Your contract promises an answer in 48 hours",
        "Hello,\n\nthis is our second letter about the outage of 3 February. The contract promises an answer within "
        "48 hours. We will ask our lawyer if we hear nothing.\n\nNorthwind Ltd",
        post.ago(hours=7),
    ).ticket  # fmt: skip
    actions.take(ticket=ticket, by=company.ada, at=post.ago(hours=6))
    actions.set_kind(ticket=ticket, by=company.ada, at=post.ago(hours=6), kind="complaint")
    actions.set_complex(ticket=ticket, by=company.ada, at=post.ago(hours=6))
    actions.escalate(
        ticket=ticket, by=company.ada, at=post.ago(hours=6), reason="legal", to=company.lee,
        text="They mention a lawyer and the contract. I'd rather not promise anything alone.",
    )  # fmt: skip


def vat(company: Company, post: Postman) -> None:
    ticket = post.bring(
        company.billing_mailbox, NORTHWIND, "Our VAT number on the invoices",
        "Hello,\n\nplease put our VAT number on the invoices from now on.\n\nNorthwind Ltd", post.ago(hours=2),
    ).ticket  # fmt: skip
    actions.take(ticket=ticket, by=company.lee, at=post.ago(minutes=100))


def old_invoice(company: Company, post: Postman) -> None:
    first = post.bring(
        company.mailbox, JONAS, "Invoice for February",
        "Hello,\n\nI can't find the invoice for February. Could you send it again?\n\nJonas Weber", post.ago(days=5),
    )  # fmt: skip
    sent = answer(
        first.ticket, company.lee, post.ago(days=5, minutes=-40),
        "Hello Jonas,\n\nhere is the way to it: Account, Invoices, February. I've also sent it to you by post.",
        then="wait",
    )  # fmt: skip
    post.bring(company.mailbox, JONAS, "Re: Invoice for February", "Found it. Thank you!", post.ago(days=4, hours=20),
               after=sent)  # fmt: skip
    answer(first.ticket, company.lee, post.ago(days=4, hours=19), "You're welcome, Jonas. Have a good day.")
    actions.set_kind(ticket=first.ticket, by=company.lee, at=post.ago(days=4, hours=19), kind="billing")
    settle(first.ticket, company.lee, post.ago(days=4, hours=19))
    plan(ticket=first.ticket, by=company.lee, at=post.ago(days=4, hours=19), days=7)
