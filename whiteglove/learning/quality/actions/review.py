"""A person judges a conversation: begin, say a verdict of an item, give it, take it back."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.judgement import Judgement
from whiteglove.learning.quality.models import Calibration, Dispute, Review, Sample, Verdict
from whiteglove.learning.quality.scorecard import Scorecard
from whiteglove.learning.quality.scoring import SHARE_OF, totalled
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, State, Ticket

LONGEST_QUOTE, LONGEST_COMMENT = 1000, 4000


def begin_review(*, ticket: Ticket, by: Person, at: datetime) -> Review:
    """The draft of a review of this conversation; the one they have, if they have begun. Raises Refused where there is
    nothing to review, and for one's own work."""
    require(by, "quality.review", ticket)
    with transaction.atomic():
        now = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        if draft := Review.objects.drafts().ordinary().filter(ticket=now, reviewer=by).first():
            return draft
        made = _make(now, by, at)
        Sample.objects.open().filter(ticket=now, reviewer=by).update(review=made)
    return made


def _make(ticket: Ticket, by: Person, at: datetime, session: Calibration | None = None) -> Review:
    if ticket.state != State.SOLVED:
        raise Refused("A conversation is reviewed once it is solved.")
    score = queries.standing_score(ticket.pk)
    about = score.person_id if score and score.person_id else queries.answered_by(ticket)
    if about is None:
        raise Refused("Nobody has answered in this conversation, so there is nothing to review.")
    if about == by.pk:
        raise Refused("Nobody reviews their own work: leave this one to a colleague.")
    if session:
        revision, card = session.revision_id, session.card
    elif found := queries.scorecard_for(ticket.channel, ticket.kind):
        revision, card = found.revision, found.id
    else:
        raise Refused("No scorecard is in force for such a conversation: load a pack with one.")
    return Review.objects.create(
        ticket=ticket, about_id=about, reviewer=by, revision_id=revision, card=card, score=score, calibration=session,
        begun_at=at,
    )  # fmt: skip


def begin_case(*, calibration: Calibration, ticket: Ticket, by: Person, at: datetime) -> Review:
    """Their own blind review of a conversation in a calibration."""
    require(by, "quality.calibrate")
    with transaction.atomic():
        session = Calibration.objects.select_for_update(of=("self",)).get(pk=calibration.pk)
        about = {"calibration": session, "ticket": ticket, "reviewer": by}
        if found := Review.objects.standing().filter(**about).first():
            return found
        if session.revealed_at or not session.reviewers.filter(pk=by.pk).exists():
            raise Refused("The verdicts of this calibration are open already.")
        return _make(ticket, by, at, session)


def save_verdict(
    *, review: Review, item: str, verdict: str, by: Person, at: datetime, comment: str | None = None,
    message: Message | None = None, start: int = 0, quote: str | None = None,
) -> Verdict | None:  # fmt: skip
    """What the reviewer says of one item; "" takes it away. `quote` must stand in the message. None leaves words be."""
    with transaction.atomic():
        now = _own_draft(review, by)
        card = queries.scorecard_of(now)
        if card is None or card.item(item) is None:
            raise Refused("The scorecard has no such item.")
        if not verdict:
            Verdict.objects.filter(review=now, item=item).delete()
            return None
        words = {"comment": comment[:LONGEST_COMMENT]} if comment is not None else {}
        if quote is not None:
            words |= _quoted(now, message, start, quote)
        return Verdict.objects.update_or_create(review=now, item=item, defaults={"verdict": verdict, **words})[0]


def _quoted(review: Review, message: Message | None, start: int, quote: str) -> dict:
    """Only words that stand there; where they were picked with other blanks, where they begin isn't known."""
    words = quote.strip()[:LONGEST_QUOTE]
    if not words:
        return {"quote": "", "message": None, "start": 0}
    if message is None or message.ticket_id != review.ticket_id:
        raise Refused("These words aren't in this conversation.")
    if _plain(words) not in _plain(message.new_text or message.text):
        raise Refused("These words aren't in that message: pick them from it.")
    return {"quote": words, "message": message, "start": start}


def _plain(text: str) -> str:
    return " ".join(text.split())


def save_note(*, review: Review, note: str, by: Person, at: datetime) -> None:
    with transaction.atomic():
        now = _own_draft(review, by)
        Review.objects.filter(pk=now.pk).update(note=note.strip()[:LONGEST_COMMENT])


def _own_draft(review: Review, by: Person) -> Review:
    now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    require(by, "quality.review", now)
    if now.reviewer_id != by.pk or not now.is_draft:
        raise Refused("This review has been given. Take it back first, to change it.")
    still_covered(now)
    return now


def still_covered(review: Review) -> None:
    """Inside a transaction: of a calibration nothing changes once its verdicts are open."""
    session = Calibration.objects.select_for_update(of=("self",)).filter(pk=review.calibration_id).first()
    if session and session.revealed_at:
        raise Refused("The verdicts of this calibration are open already.")


def give_review(*, review: Review, by: Person, at: datetime) -> Review:
    """It becomes visible to whom it is about, with its points. One without any verdict is refused."""
    with transaction.atomic():
        now = _own_draft(review, by)
        now.total = points_of(now)
        if not now.verdicts.exists():
            raise Refused("Say something of at least one item first.")
        now.given_at = at
        now.save(update_fields=["total", "given_at"])
        tell("review.given", now, by, at)
    return now


def points_of(review: Review) -> float | None:
    """By the card as it was when the review began, of what the reviewer judged alone."""
    card = queries.scorecard_of(review)
    rows = review.verdicts.values_list("item", "verdict")
    return total_of(card, dict(rows)) if card else None


def total_of(card: Scorecard, said: dict[str, str]) -> float | None:
    return totalled(card, {item: Judgement(verdict, SHARE_OF.get(verdict), "") for item, verdict in said.items()}).total


def take_back_review(*, review: Review, by: Person, at: datetime) -> Review:
    """A draft again, for a while after it was given and while nobody has disputed it."""
    with transaction.atomic():
        now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
        require(by, "quality.review", now)
        if now.reviewer_id != by.pk or not now.given_at:
            raise Refused("Only who gave a review takes it back.")
        if at > now.given_at + timedelta(minutes=queries.rules()["undo_minutes"]):
            raise Refused("It was given too long ago to be taken back.")
        if Dispute.objects.standing().filter(review=now).exists():
            raise Refused("It has been disputed: decide the dispute instead.")
        still_covered(now)
        now.given_at = now.total = now.seen_at = None
        now.save(update_fields=["given_at", "total", "seen_at"])
        tell("review.taken_back", now, by, at)
    return now


def discard_review(*, review: Review, by: Person, at: datetime) -> None:
    """Throw one's draft away; what was drawn is in the list again."""
    with transaction.atomic():
        now = _own_draft(review, by)
        Sample.objects.filter(review=now).update(review=None)
        Review.objects.filter(pk=now.pk).update(taken_back_at=at)


def see_review(*, review: Review, by: Person, at: datetime) -> None:
    """Whom it is about has opened it. Once."""
    with transaction.atomic():
        if by.pk == review.about_id and Review.objects.given().filter(pk=review.pk, seen_at=None).update(seen_at=at):
            tell("review.seen", review, by, at)


def tell(name: str, review: Review, by: Person, at: datetime, **facts: object) -> None:
    """To the two it concerns; a calibration is nobody's but its members'."""
    mine = f"person:{review.reviewer_id}"
    audience = mine if review.calibration_id else f"{mine} person:{review.about_id}"
    record(name, subject=review, by=by, at=at, facts={"ticket": review.ticket_id, **facts}, audience=audience)
