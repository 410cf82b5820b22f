"""What two people do in a mentorship: goals both agree to, an end, a word to each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community.models import Feedback, Goal, Mentorship, Session
from whiteglove.service.desk.errors import Refused

from .changing import said, tell

GOALS = 8


@contextmanager
def together(mentorship: Mentorship, by: Person, *, ended: bool = False) -> Iterator[Mentorship]:
    """Locked, by one of the two. Refused once it has ended, unless `ended`."""
    require(by, "community.meet", mentorship)
    with transaction.atomic():
        row = Mentorship.objects.select_for_update(of=("self",)).select_related("mentor", "mentee")
        row = row.get(pk=mentorship.pk)
        if by.pk not in (row.mentor_id, row.mentee_id):
            raise Refused("Only the two of you do this.")
        if row.ended_at and not ended:
            raise Refused("This mentorship has ended.")
        yield row


def _tell(name: str, subject: object, row: Mentorship, by: Person, at: datetime, **facts: object) -> None:
    tell(
        name, subject, row.other(by).pk, by, at, mentorship=row.pk, mentor=row.mentor_id, mentee=row.mentee_id, **facts
    )


def write_goal(*, mentorship: Mentorship, text: str, by: Person, at: datetime) -> Goal:
    """It stands once the other agrees."""
    words = " ".join(said(text, "Say what you want to reach.", 400, 10).split())
    with together(mentorship, by) as row:
        if row.goals.filter(reached_at__isnull=True).count() >= GOALS:
            raise Refused(f"{GOALS} goals are enough at a time. Drop one first.")
        made = Goal.objects.create(mentorship=row, text=words, by=by, at=at)
        _tell("mentorship.goal_written", made, row, by, at)
    return made


def agree_goal(*, goal: Goal, by: Person, at: datetime) -> None:
    with together(goal.mentorship, by) as row:
        if goal.by_id == by.pk:
            raise Refused("The other of you agrees to it.")
        if Goal.objects.filter(pk=goal.pk, agreed_at__isnull=True).update(agreed_at=at):
            _tell("mentorship.goal_agreed", goal, row, by, at)


def reach_goal(*, goal: Goal, by: Person, at: datetime) -> None:
    with together(goal.mentorship, by) as row:
        reached = Goal.objects.filter(pk=goal.pk, agreed_at__isnull=False, reached_at__isnull=True)
        if reached.update(reached_at=at):
            _tell("mentorship.goal_reached", goal, row, by, at)


def reopen_goal(*, goal: Goal, by: Person, at: datetime) -> None:
    with together(goal.mentorship, by) as row:
        if Goal.objects.filter(pk=goal.pk, reached_at__isnull=False).update(reached_at=None):
            _tell("mentorship.goal_reopened", goal, row, by, at)


def drop_goal(*, goal: Goal, by: Person, at: datetime) -> None:
    """Whoever wrote it, until it is agreed; afterwards either, as long as it isn't reached."""
    with together(goal.mentorship, by) as row:
        now = Goal.objects.filter(pk=goal.pk).first()
        if now is None:
            return
        if now.reached_at or (now.by_id != by.pk and not now.agreed_at):
            raise Refused("A goal that was reached stays, and so does one the other wrote and you haven’t agreed to.")
        _tell("mentorship.goal_dropped", now, row, by, at)
        now.delete()


def end(*, mentorship: Mentorship, by: Person | None, at: datetime) -> None:
    """By either of the two, or by the house when one leaves. What was planned is called off."""
    if by is not None:
        with together(mentorship, by) as row:
            _end(row, by, at)
        return
    with transaction.atomic():
        row = Mentorship.objects.select_for_update().get(pk=mentorship.pk)
        if not row.ended_at:
            _end(row, None, at)


def _end(row: Mentorship, by: Person | None, at: datetime) -> None:
    row.ended_at, row.ended_by = at, by
    row.save(update_fields=["ended_at", "ended_by"])
    ahead = Session.objects.filter(mentorship=row, starts_at__gt=at, cancelled_at__isnull=True)
    ahead.update(cancelled_at=at, changed=F("changed") + 1)  # calendars take what is newer
    for one in (row.mentor_id, row.mentee_id):
        if by is None or one != by.pk:
            tell("mentorship.ended", row, one, by, at, mentor=row.mentor_id, mentee=row.mentee_id)


def give_feedback(*, mentorship: Mentorship, helped: str, better: str, by: Person, at: datetime) -> Feedback:
    """After the end, once each; given again, it takes the place of what was said."""
    words = said(helped, "Say what helped you.", 2000, 10)
    with together(mentorship, by, ended=True) as row:
        if not row.ended_at:
            raise Refused("You say this to each other at the end.")
        about = {"helped": words, "better": said(better, "", 2000, 0), "at": at}
        made, _ = Feedback.objects.update_or_create(mentorship=row, by=by, defaults=about)
        _tell("mentorship.feedback_given", made, row, by, at)
    return made
