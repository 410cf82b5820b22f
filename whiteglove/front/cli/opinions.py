"""What the demo company's customers said in the last weeks of how they were served."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company, Postman, settle
from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys import actions as surveys
from whiteglove.learning.surveys.actions.ask import ask_one
from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Ticket


@dataclass(frozen=True)
class Told:
    """A request, its answer and what its customer said of it; `score` 0: they never answered."""

    days: int
    who: str
    address: str
    subject: str
    asks: str
    reply: str
    by: str = "ada"
    score: int = 0
    comment: str = ""
    seen_to: str = ""


TOLD = (
    Told(26, "Amina Yusuf", "amina.yusuf@customer.example", "Two sizes of the same coat",
         "Hello, I'd like to keep the smaller coat and send the other back. Is that possible? Amina",
         "Hello Amina,\n\nof course. The label for the return lies in your account; the money is back in five days.",
         score=5, comment="Clear and quick, and the label was already there."),
    Told(22, "Tomasz Zieliński", "tomasz.z@customer.example", "Change the delivery address",
         "Hi, please send order 87990 to my office instead. Tomasz",
         "Hello Tomasz,\n\ndone: it goes to your office and arrives on Thursday.", by="lee", score=4),
    Told(19, "Marie Lefèvre", "marie.lefevre@customer.example", "Bouilloire en panne",
         "Bonjour, ma bouilloire ne chauffe plus depuis hier. Que puis-je faire ? Marie Lefèvre",
         "Bonjour Marie,\n\nnous vous en envoyons une nouvelle demain, sans frais.",
         score=5, comment="Réponse rapide et très aimable, merci."),
    Told(15, "Priya Raman", "priya.raman@customer.example", "Coupon not accepted",
         "Hello, the coupon from your letter isn't accepted at the till. Priya",
         "Hello Priya,\n\nthe coupon had run out. I have added a new one to your account.", by="lee", score=3,
         comment="It worked in the end, but I had to write twice."),
    Told(12, "Olav Berg", "olav.berg@customer.example", "Invoice with the wrong name",
         "Hi, my invoice 4471 shows my old company. Olav",
         "Hello Olav,\n\nthe new invoice is in your account, under Invoices."),
    Told(9, "Grace Otieno", "grace.otieno@customer.example", "The app forgets my basket",
         "Hello, each time I close the app my basket is empty. Grace",
         "Hello Grace,\n\nplease sign in before you fill it; then it stays.", score=2,
         comment="I was told to sign in, which I had done. Nobody asked which phone I have.",
         seen_to="Called Grace, reproduced it on her phone and passed it to the app team."),
    Told(6, "Karl Brandt", "karl.brandt@customer.example", "Lampe flackert",
         "Guten Tag, die neue Lampe flackert, sobald ich sie dimme. Karl Brandt",
         "Guten Tag Herr Brandt,\n\nbitte drehen Sie den Dimmer auf die Stufe für LED, das steht auf Seite 4.", score=4,
         comment="Hat geholfen."),
    Told(3, "Leila Haddad", "leila.haddad@customer.example", "Parcel left in the rain",
         "Hello, the parcel stood in the rain and the book inside is ruined. Leila",
         "Hello Leila,\n\nplease write to the carrier, who left it there.", score=1,
         comment="The carrier sent me back to you. I just want a dry book."),
)  # fmt: skip


def gather(company: Company, now: datetime) -> int:
    """Made once. Returns how many requests."""
    if SurveyAnswer.objects.exclude(source="chat").exists():
        return 0
    post = Postman(now)
    for one in TOLD:
        tell(one, company, post)
    return len(TOLD)


def tell(one: Told, company: Company, post: Postman) -> None:
    """Asked an hour after it was solved, answered the next morning."""
    by, at = getattr(company, one.by), post.ago(days=one.days)
    first = post.bring(company.mailbox, f"{one.who} <{one.address}>", one.subject, one.asks, at)
    actions.take(ticket=first.ticket, by=by, at=at + timedelta(minutes=20))
    actions.reply(
        ticket=first.ticket, by=by, at=at + timedelta(minutes=40), text=one.reply,
        seen_message_id=first.ticket.last_inbound_id,
    )  # fmt: skip
    settle(Ticket.objects.get(pk=first.ticket_id), by, at + timedelta(minutes=41))
    solved = Event.objects.filter(name="ticket.solved", subject_type="ticket", subject_id=first.ticket_id).latest("id")
    planned = surveys.plan(solved)
    asked = ask_one(planned.pk, at + timedelta(hours=2)) if planned else None
    if asked and asked.asked_at and one.score:
        said_at = at + timedelta(hours=20)
        answer = surveys.answer(survey=asked, score=one.score, comment=one.comment, at=said_at)
        if one.seen_to:
            surveys.heed(Event.objects.filter(name="survey.answered").latest("id"))
            later = said_at + timedelta(hours=3)
            surveys.see_to(answer=answer, by=company.lee, at=later, note=one.seen_to)
            settle(Ticket.objects.get(pk=first.ticket_id), company.lee, later)
