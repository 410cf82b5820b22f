"""Somebody sees a judgement of their work otherwise; somebody else decides, and both sides' words stay."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.deadlines import business_days_after, business_days_before
from whiteglove.learning.quality.models import Dispute, Review, Score, Verdict
from whiteglove.learning.quality.models.dispute import DisputeQuerySet
from whiteglove.learning.standards.actions import correct
from whiteglove.learning.standards.models import Reading
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message
from whiteglove.service.sla.queries import default_calendar

from .overrule import overrule
from .review import points_of

LONGEST = 4000
VERDICTS = ("met", "partly", "missed", "na")


def dispute(*, of: Review | Score, item: str, reason: str, by: Person, at: datetime) -> Dispute:
    """Raises Refused for another's work, without a reason, after the deadline, and for what is disputed already."""
    require(by, "quality.dispute", of)
    if not reason.strip():
        raise Refused("Say in a sentence what you see otherwise.")
    with transaction.atomic():
        now = type(of).objects.select_for_update(of=("self",)).get(pk=of.pk)
        was = _verdict_of(now, item, by)
        _in_time(now, at)
        how = queries.rules()["dispute"]
        due = business_days_after(default_calendar(), at, how["answer"])
        about = {"review": now} if isinstance(now, Review) else {"score": now}
        if _before(now).filter(item=item).exists():
            raise Refused("This has been disputed already.")
        made = Dispute.objects.create(
            **about, ticket_id=now.ticket_id, item=item, was=was, by=by, at=at, reason=reason.strip()[:LONGEST],
            due_at=due, remind_at=business_days_before(default_calendar(), due, how["remind"]),
        )  # fmt: skip
        tell("dispute.raised", made, by, at)
    return made


def _before(of: Review | Score) -> DisputeQuerySet:
    """What was disputed of it already; of a score also what was of another one of the same solution."""
    if isinstance(of, Review):
        return Dispute.objects.standing().filter(review=of)
    return Dispute.objects.standing().of_solution(of.ticket_id, of.person_id, of.solved_at)


def _verdict_of(of: Review | Score, item: str, by: Person) -> str:
    mine = of.about_id if isinstance(of, Review) else of.person_id
    if mine != by.pk:
        raise Refused("Only whose work it is disputes what is said of it.")
    if isinstance(of, Review):
        if not of.given_at or of.calibration_id:
            raise Refused("This review hasn't been given.")
        row = of.verdicts.filter(item=item).first()
        found = row.verdict if row else ""
    else:
        row = of.item(item)
        found = row["verdict"] if row else ""
    if found not in VERDICTS:
        raise Refused("Nothing was said of this item.")
    return found


def _in_time(of: Review | Score, at: datetime) -> None:
    if at > queries.disputable_until(of):
        raise Refused("The time to dispute this is over. Speak with your lead.")


def withdraw(*, dispute: Dispute, by: Person, at: datetime) -> Dispute:
    with transaction.atomic():
        now = Dispute.objects.select_for_update(of=("self",)).get(pk=dispute.pk)
        if now.by_id != by.pk:
            raise Refused("Only who disputes something withdraws it.")
        if not now.is_open:
            raise Refused("This dispute has ended.")
        now.withdrawn_at = at
        now.save(update_fields=["withdrawn_at"])
        tell("dispute.withdrawn", now, by, at)
    return now


def decide(
    *, dispute: Dispute, now: str, answer: str, by: Person, at: datetime, wrong: Collection[int] = ()
) -> Dispute:
    """`now`: the verdict from here on; the one it was upholds it. `wrong`: which of the item's quotations (from 0) the
    reader got wrong: each becomes a correction that it learns from. Raises Refused without an answer, for one's own
    dispute, and for the reviewer where somebody else could decide."""
    require(by, "quality.decide", dispute)
    if not answer.strip():
        raise Refused("Say in a sentence why: both sides' words are kept.")
    if now not in VERDICTS:
        raise Refused("Choose what it is from here on.")
    with transaction.atomic():
        row = Dispute.objects.select_for_update(of=("self",)).select_related("review", "score", "ticket").get(
            pk=dispute.pk)  # fmt: skip
        _may_decide(row, by)
        row.outcome, row.now = ("upheld" if now == row.was else "changed"), now
        row.answer, row.decided_by, row.decided_at = answer.strip()[:LONGEST], by, at
        if row.outcome == "changed":
            _change(row, by, at, wrong)
        row.save(update_fields=["outcome", "now", "answer", "decided_by", "decided_at", "corrections"])
        tell("dispute.decided", row, by, at, outcome=row.outcome)
    return row


def _may_decide(row: Dispute, by: Person) -> None:
    if not row.is_open:
        raise Refused("This dispute has ended.")
    if row.by_id == by.pk:
        raise Refused("Somebody else decides what you dispute.")
    if row.review and row.review.reviewer_id == by.pk and queries.others_who_decide(row):
        raise Refused("A colleague decides what is said against your own review.")


def _change(row: Dispute, by: Person, at: datetime, wrong: Collection[int]) -> None:
    if row.review:
        Verdict.objects.filter(review=row.review, item=row.item).update(verdict=row.now)
        Review.objects.filter(pk=row.review_id).update(total=points_of(row.review))
        return
    row.corrections = _correct(row, by, at, wrong)
    overrule(score=row.score, item=row.item, verdict=row.now, at=at)


def _correct(row: Dispute, by: Person, at: datetime, wrong: Collection[int]) -> list[dict]:
    """What the reader learns: these words don't show what it found in them. A message that was read anew since is left
    alone."""
    quotes = (row.score.item(row.item) or {"quotes": []})["quotes"]
    made = []
    for number in sorted(set(wrong)):
        one = quotes[number] if 0 <= number < len(quotes) else None
        message = Message.objects.filter(pk=one["message"], ticket=row.ticket_id).first() if one else None
        start = _sentence_of(message, one["start"]) if message and one["behaviour"] else None
        if start is None:
            continue
        answer = correct(message=message, behaviour=one["behaviour"], start=start, verdict=False, by=by, at=at)
        made.append({"message": message.pk, "behaviour": one["behaviour"], "correction": answer.pk})
    return made


def _sentence_of(message: Message, start: int) -> int | None:
    """Where the sentence begins in which these words stand."""
    reading = Reading.objects.filter(message=message).order_by("-id").first()
    places = reading.sentences if reading else []
    return next((first for first, last in places if first <= start < last), None)


def remind(*, at: datetime) -> int:
    """Whoever may decide hears of what is due soon, once."""
    count = 0
    for row in Dispute.objects.to_remind(at).select_related("ticket"):
        with transaction.atomic():
            if Dispute.objects.to_remind(at).filter(pk=row.pk).update(reminded_at=at):
                who = " ".join(f"person:{pk}" for pk in queries.who_decides(row))
                tell("dispute.reminded", row, None, at, audience=who)
                count += 1
    return count


def tell(name: str, row: Dispute, by: Person | None, at: datetime, audience: str = "", **facts: object) -> None:
    """To whoever disputes and whoever reviewed."""
    near = [row.by_id, row.review.reviewer_id if row.review else None]
    who = " ".join([*(f"person:{pk}" for pk in near if pk), audience]).strip()
    facts = {"ticket": row.ticket_id, "item": row.item, **facts}
    record(name, subject=row, by=by, at=at, facts=facts, audience=who)
