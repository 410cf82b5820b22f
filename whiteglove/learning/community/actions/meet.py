"""Plan a session, move it, call it off, say that it took place."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from whiteglove.ground.people.models import Person
from whiteglove.learning.community.meeting import clashes
from whiteglove.learning.community.models import Mentorship, Session
from whiteglove.service.desk.errors import Refused

from .changing import said, tell
from .mentor import together

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
OPEN_AT_A_TIME = 20


def plan(*, mentorship: Mentorship, starts_at: datetime, minutes: int, where: str, by: Person, at: datetime) -> Session:
    """Ahead, or what took place within the last month and nobody noted."""
    with together(mentorship, by) as row:
        _check(row, starts_at, minutes, at)
        if row.sessions.filter(cancelled_at__isnull=True, starts_at__gt=at).count() >= OPEN_AT_A_TIME:
            raise Refused(f"{OPEN_AT_A_TIME} sessions are planned already.")
        made = Session.objects.create(mentorship=row, starts_at=starts_at, minutes=minutes, by=by, at=at,
                                      where=" ".join(said(where, "", 300, 0).split()))  # fmt: skip
        _tell("mentorship.session_planned", made, row, by, at)
    return made


def move(*, session: Session, starts_at: datetime, minutes: int, where: str, by: Person, at: datetime) -> Session:
    """Whoever had said that it took place says it again: it is another time."""
    with together(session.mentorship, by) as row:
        now = _standing(session)
        _check(row, starts_at, minutes, at, but=now.pk)
        now.starts_at, now.minutes, now.where = starts_at, minutes, " ".join(said(where, "", 300, 0).split())
        now.changed += 1
        now.mentor_held_at = now.mentee_held_at = None
        now.save()
        _tell("mentorship.session_moved", now, row, by, at)
    return now


def _check(row: Mentorship, starts_at: datetime, minutes: int, at: datetime, but: int = 0) -> None:
    """Nobody sits in two sessions at a time, whoever with."""
    if not 10 <= minutes <= 240:
        raise Refused("A session takes between 10 and 240 minutes.")
    if not max(at - BACK, row.at - timedelta(days=1)) <= starts_at <= at + AHEAD:
        raise Refused("Choose a day since you began to work together, at most a month back and a year ahead.")
    pair = (row.mentor_id, row.mentee_id)
    list(
        Person.objects.select_for_update(no_key=True).filter(pk__in=pair).order_by("pk")
    )  # they have other mentorships
    near = Session.objects.filter(
        Q(mentorship__mentor__in=pair) | Q(mentorship__mentee__in=pair), cancelled_at__isnull=True,
        starts_at__gt=starts_at - timedelta(hours=4), starts_at__lt=starts_at + timedelta(hours=4),
    ).exclude(pk=but)  # fmt: skip
    if clashes(starts_at, minutes, near.values_list("starts_at", "minutes")):
        raise Refused("One of you has another session at that time.")


def _standing(session: Session) -> Session:
    now = Session.objects.select_for_update().get(pk=session.pk)
    if now.cancelled_at:
        raise Refused("This session was called off.")
    if now.was_held:
        raise Refused("Both of you said that it took place, so it stays.")
    return now


def cancel(*, session: Session, by: Person, at: datetime) -> None:
    with together(session.mentorship, by, ended=True) as row:
        now = _standing(session)
        Session.objects.filter(pk=now.pk).update(cancelled_at=at, changed=F("changed") + 1)
        _tell("mentorship.session_cancelled", now, row, by, at)


def restore(*, session: Session, by: Person, at: datetime) -> None:
    """Called off by mistake."""
    with together(session.mentorship, by) as row:
        now = Session.objects.select_for_update().get(pk=session.pk)
        if now.cancelled_at:
            _check(row, now.starts_at, now.minutes, at, but=now.pk)
            Session.objects.filter(pk=now.pk).update(cancelled_at=None, changed=F("changed") + 1)
            _tell("mentorship.session_planned", now, row, by, at)


def confirm_held(*, session: Session, by: Person, at: datetime) -> Session:
    """Each of the two for themselves, once it is over."""
    with together(session.mentorship, by, ended=True) as row:
        now = _standing(session)
        if at < now.ends_at:
            raise Refused("It isn’t over yet.")
        mine = "mentor_held_at" if by.pk == row.mentor_id else "mentee_held_at"
        if getattr(now, mine) is None:
            setattr(now, mine, at)
            now.save(update_fields=[mine])
            _tell("mentorship.session_confirmed", now, row, by, at)
            if now.was_held:
                _tell("mentorship.session_held", now, row, by, at)
    return now


def take_back_held(*, session: Session, by: Person, at: datetime) -> None:
    """Said by mistake, as long as the other hasn't said so too."""
    with together(session.mentorship, by, ended=True) as row:
        now = _standing(session)
        mine = "mentor_held_at" if by.pk == row.mentor_id else "mentee_held_at"
        if getattr(now, mine) is not None:
            setattr(now, mine, None)
            now.save(update_fields=[mine])
            _tell("mentorship.session_unconfirmed", now, row, by, at)


def _tell(name: str, session: Session, row: Mentorship, by: Person, at: datetime) -> None:
    tell(name, session, row.other(by).pk, by, at, mentorship=row.pk, mentor=row.mentor_id, mentee=row.mentee_id,
         starts_at=session.starts_at)  # fmt: skip
