"""The demo company's closed conversations of last week, and what was said of them: reviews, a dispute, a comparison."""

from __future__ import annotations

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import SAID, Company, Postman
from whiteglove.learning.quality import actions as quality
from whiteglove.learning.quality import queries
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Message, Ticket

AMARA = "Cleo Amara <cleo@customer.example>"
WEBER = "Jonas Weber <jonas.weber@customer.example>"
NKOSI = "Sipho Nkosi <sipho.nkosi@customer.example>"

# (days ago, who wrote, subject, what they wrote, what Ada answered, what they said to it, kind)
CLOSED = (
    (6, AMARA, "Where is parcel 7731?",
     "Hello,\n\nmy parcel 7731 was due on Tuesday and hasn't moved since Saturday. I need the boots for a trip on "
     "Friday.",
     "Hello Cleo,\n\nwith the trip so close I see why you're worried. The label of parcel 7731 tore in Leeds. "
     "They have printed a new one today, and it will be with you on Thursday before noon. If it isn't scanned by six "
     "this evening, I'll send a second pair by courier.",
     "Thursday works. Thank you so much!", "other"),
    (5, WEBER, "Why is my bill 84.99?",
     "Hello,\n\nwhy is my bill 84.99 this month? My plan is 59.99.",
     "Hello Jonas,\n\nthe 25.00 on top is the set-up of the second line you added on the 3rd. It is charged once, so "
     "next month it is 59.99 again, and 9.99 for that line. Shall I mail you the bill line by line?",
     "Ah right, I forgot about that line. Thanks!", "billing"),
    (4, NKOSI, "Still no refund for the jacket",
     "I returned the blue jacket two weeks ago, order 55218, and still haven't got my refund. This is the third time I "
     "write.",
     "Hello,\n\nrefunds take up to 14 days, that is our policy. You should have kept the proof of postage.",
     "It has been 15 days and I have the proof. This is ridiculous.", "refund"),
    (3, AMARA, "Can I change the size?",
     "Hi, can I change the boots from 39 to 40? I haven't worn them.",
     "Hello Cleo,\n\nof course. Size 40 leaves our shop today and arrives on Friday; put the 39 into the same box, its "
     "label lies inside. Is there anything else you need for the trip?",
     "Perfect, thanks Ada.", "other"),
)  # fmt: skip


def fill(company: Company, now: datetime) -> None:
    """Last week's conversations and what was said of them, once. The program's own scores come by themselves."""
    if Ticket.objects.filter(subject=CLOSED[0][2]).exists() or not queries.scorecards():
        return
    post = Postman(now)
    _judged(company, post, [_closed(company, post, *one) for one in CLOSED])


def _closed(
    company: Company, post: Postman, days: int, sender: str, subject: str, asked: str, said: str, back: str, kind: str
) -> Ticket:
    first = post.bring(company.mailbox, sender, subject, asked, post.ago(days=days, hours=3))
    ticket = first.ticket
    actions.set_kind(ticket=ticket, by=company.ada, at=post.ago(days=days, hours=2), kind=kind)
    sent = _answer(company, ticket, said, post, days, hours=2, then="wait")
    post.bring(company.mailbox, sender, f"Re: {subject}", back, post.ago(days=days, hours=1), after=sent)
    ticket.refresh_from_db()
    actions.solve(ticket=ticket, by=company.ada, at=post.ago(days=days), word=SAID)
    return ticket


def _answer(company: Company, ticket: Ticket, text: str, post: Postman, days: int, hours: int, then: str) -> Message:
    ticket.refresh_from_db()
    at = post.ago(days=days, hours=hours) + timedelta(minutes=4)
    return actions.reply(
        ticket=ticket, by=company.ada, at=at, text=text, seen_message_id=ticket.last_inbound_id, then=then
    )


def _judged(company: Company, post: Postman, tickets: list[Ticket]) -> None:
    kind, _, hard, _ = tickets
    _review(company, post, kind, 2, "I'd show this one to newcomers.", [
        ("feeling-first", "met", "You name the trip before the torn label.", "with the trip so close"),
        ("answered", "met", "", "it will be with you on Thursday before noon"),
        ("says-when", "met", "And what happens if not: well done.", "If it isn't scanned by six this evening"),
        ("warm", "met", "", ""),
    ])  # fmt: skip
    review = _review(company, post, hard, 1, "He had written three times. Let's look at it together.", [
        ("feeling-first", "missed", "The third letter wants a word for the wait first.", "refunds take up to 14 days"),
        ("no-blame", "missed", "“Should have” puts it on him.", "You should have kept the proof of postage"),
        ("no-closed-door", "missed", "What could you have looked up for him?", ""),
        ("plain-words", "partly", "", ""),
        ("in-time", "met", "Quick all the same.", ""),
    ])  # fmt: skip
    quality.dispute(
        of=review, item="plain-words", by=company.ada, at=post.ago(hours=5),
        reason="I don't see which word somebody outside the trade wouldn't know.",
    )  # fmt: skip
    quality.call_calibration(
        name="Refunds, first round", tickets=[hard, kind], reviewers=[company.lee, company.admin], by=company.lee,
        at=post.ago(hours=3),
    )  # fmt: skip


def _review(company: Company, post: Postman, ticket: Ticket, days: int, note: str, said: list) -> object:
    at, by = post.ago(days=days), company.lee
    review = quality.begin_review(ticket=ticket, by=by, at=at)
    reply = Message.objects.replies().filter(ticket=ticket).order_by("id").first()
    for item, verdict, comment, quote in said:
        quality.save_verdict(
            review=review, item=item, verdict=verdict, comment=comment, quote=quote, message=reply, by=by, at=at
        )
    quality.save_note(review=review, note=note, by=by, at=at)
    return quality.give_review(review=review, by=by, at=at)
