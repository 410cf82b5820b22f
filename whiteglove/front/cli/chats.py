"""The demo company's site: a chat desk with the answer bot on, a web form, and what visitors asked the bot."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from whiteglove.front.cli.demo import Company, settle
from whiteglove.ground.events.models import Event
from whiteglove.service.answers.actions import hear
from whiteglove.service.answers.actions.answer import answer
from whiteglove.service.answers.actions.index import index
from whiteglove.service.answers.actions.set_up import switch_on
from whiteglove.service.answers.models import Talk
from whiteglove.service.channels.actions.accounts import add_account
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.chat.actions import end, say
from whiteglove.service.channels.chat.caller import Caller
from whiteglove.service.channels.models import Account, Arrival
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import State, Ticket
from whiteglove.service.knowledge.models import Article

SHOP = "demo"
# Minutes ago, language, and what each visitor said in turn.
TALKS = (
    (310, "en", ("How do I send something back?", "That helped")),
    (250, "en", ("why is there a payment twice on my card statement?", "That helped", "thanks, bye")),
    (190, "en", ("do you offer a student discount", "a lower price because I study", "Talk to a person")),
    (140, "fr", ("Comment retourner un article ?", "Cela m'aide")),
    (95, "en", ("I forgot my password", "Not what I meant", "Talk to a person")),
    (70, "en", ("is there gift wrapping?",)),
    (50, "en", ("where is my parcel",)),
    (40, "en", ("can you wrap it as a present", "Talk to a person")),
)


def open_shop(company: Company, now: datetime) -> None:
    """The chat desk and the form, made once; the bot is on, and has talked."""
    origins = [settings.PUBLIC_URL]
    desk = place("chat", SHOP, "Demo shop", company, now, origins=origins, greeting="Hello! How can we help?")
    place("form", SHOP, "Write to us", company, now, origins=origins, greeting="We answer by email, mostly today.")
    if switch_on(account=desk, by=None, at=now - timedelta(hours=6)) and not Talk.objects.exists():
        for article in Article.objects.filter(published=True):
            index(article=article)
        for number, (minutes, language, lines) in enumerate(TALKS):
            talk(desk, number, now - timedelta(minutes=minutes), language, lines, company)


def place(kind: str, address: str, name: str, company: Company, at: datetime, **settings: object) -> Account:
    found = Account.objects.filter(kind=kind).at(address).first()
    return found or add_account(
        by=None, at=at, kind=kind, name=name, address=address, team=company.support, settings=settings
    )


def talk(desk: Account, number: int, at: datetime, language: str, lines: tuple[str, ...], company: Company) -> None:
    """One visit from its first word to its end; what was handed over Ada has answered since."""
    caller = Caller(desk, sha256(f"demo visitor {number}".encode()).hexdigest())
    for place_in, text in enumerate(lines):
        at += timedelta(seconds=40)
        line = say(caller=caller, at=at, text=text, client_id=f"demo-{number:02}-{place_in:02}", language=language)
        process(Arrival.objects.order_by("-pk").values_list("pk", flat=True)[0], at)
        session = line.session
        asked = Event.objects.named("ticket.bot_attends", "ticket.bot_asked").order_by("-id").first()
        if asked and asked.facts["session"] == session.pk and hear(asked):
            answer(
                Talk.objects.get(session=session.pk).pk, at + timedelta(seconds=2), said_at=at + timedelta(seconds=2)
            )
    session.refresh_from_db()
    ticket = Ticket.objects.get(pk=session.ref.partition(":")[2])
    if ticket.state == State.OPEN:
        actions.take(ticket=ticket, by=company.ada, at=at + timedelta(seconds=9))
        actions.reply(
            ticket=ticket, by=company.ada, at=at + timedelta(seconds=50), seen_message_id=ticket.last_inbound_id,
            text="Hello, this is Ada. Thank you for asking; let me look into it with you.",
            seen_version=Ticket.objects.get(pk=ticket.pk).version,
        )  # fmt: skip
        settle(ticket, company.ada, at + timedelta(seconds=50))
    end(session=session, at=at + timedelta(minutes=4))
