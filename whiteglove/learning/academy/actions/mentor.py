"""Give a learner a mentor; note a conversation, confirm it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.models import Enrolment, Meeting, Mentoring
from whiteglove.service.desk.errors import Refused

from .changing import locked, manage, said, tell


def give_mentor(*, enrolment: Enrolment, mentor: Person, by: Person, at: datetime) -> Mentoring:
    """In the place of whoever it was; conversations with them stay."""
    manage(by, enrolment.person)
    if not queries.mentors_for(enrolment.person).filter(pk=mentor.pk).exists():
        raise Refused("Choose an agent or a lead who works here, and not the learner.")
    with transaction.atomic():
        row = locked(enrolment)
        if row.ended_at:
            raise Refused("They have left this programme.")
        standing = queries.mentoring_of(row)
        if standing and standing.mentor_id == mentor.pk:
            return standing
        end_mentoring(enrolment=row, by=by, at=at)
        made = Mentoring.objects.create(enrolment=row, mentor=mentor, at=at, by=by)
        tell("mentoring.begun", made, row, by, at, mentor=mentor.pk)
    return made


def end_mentoring(*, enrolment: Enrolment, by: Person | None, at: datetime) -> None:
    with transaction.atomic():
        for one in Mentoring.objects.standing().filter(enrolment=enrolment):
            one.ended_at = at
            one.save(update_fields=["ended_at"])
            tell("mentoring.ended", one, enrolment, by, at, mentor=one.mentor_id)


def note_meeting(*, mentoring: Mentoring, day: date, minutes: int, about: str, by: Person, at: datetime) -> Meeting:
    """By one of the two; the other confirms it."""
    require(by, "academy.mentor", mentoring)
    if by.pk not in (mentoring.mentor_id, mentoring.enrolment.person_id):
        raise Refused("Only the two of you note your conversations.")
    if not mentoring.at.date() - timedelta(days=31) <= day <= at.date() + timedelta(days=1) or not 5 <= minutes <= 480:
        raise Refused("Choose the day on which you met, and between 5 and 480 minutes.")
    with transaction.atomic():
        made = Meeting.objects.create(mentoring=mentoring, day=day, minutes=minutes, by=by, at=at,
                                      about=said(about, "Say in a few words what it was about."))  # fmt: skip
        tell("mentoring.meeting_noted", made, mentoring.enrolment, by, at, mentor=mentoring.mentor_id)
    return made


def confirm_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    mentoring = meeting.mentoring
    require(by, "academy.mentor", mentoring)
    if by.pk not in (mentoring.mentor_id, mentoring.enrolment.person_id) or by.pk == meeting.by_id:
        raise Refused("Whoever didn't note it confirms it.")
    with transaction.atomic():
        if Meeting.objects.filter(pk=meeting.pk, confirmed_at__isnull=True).update(confirmed_at=at, confirmed_by=by):
            tell("mentoring.meeting_confirmed", meeting, mentoring.enrolment, by, at, mentor=mentoring.mentor_id)
    return Meeting.objects.get(pk=meeting.pk)


def delete_meeting(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """One's own note, as long as the other hasn't confirmed it."""
    if meeting.by_id != by.pk or meeting.confirmed_at:
        raise Refused("Once it is confirmed it stays.")
    with transaction.atomic():
        tell("mentoring.meeting_deleted", meeting, meeting.mentoring.enrolment, by, at)
        Meeting.objects.filter(pk=meeting.pk, confirmed_at__isnull=True).delete()
