"""One's own part of the community as a calendar and as a file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from whiteglove.ground.lib.appointments import Appointment, calendar
from whiteglove.ground.people.models import Person

from .models import Feedback, Goal, Mentorship, Offer, Profile, Publication, Request, Session, Speech


def calendar_of(sessions: Iterable[Session], person: Person, at: datetime) -> bytes:
    return calendar((_appointment(one, person) for one in sessions), "Community", at)


def _appointment(session: Session, person: Person) -> Appointment:
    return Appointment(
        uid=f"mentoring-{session.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        name=f"Mentoring with {session.mentorship.other(person).first_name}",
        starts_at=session.starts_at, ends_at=session.ends_at, where=session.where, changed=session.changed,
        off=session.cancelled_at is not None,
        url=urljoin(settings.PUBLIC_URL, reverse("community:mentorship", args=[session.mentorship_id])),
    )  # fmt: skip


def file_of(person: Person) -> dict[str, Any]:
    """What one wrote, agreed to and did here. What the other wrote is theirs, but for what was said to oneself."""
    profile = Profile.objects.filter(person=person).first()
    pairs = list(Mentorship.objects.of(person).select_related("mentor", "mentee").order_by("id"))
    return {
        "person": person.name,
        "profile": {"title": profile.title, "bio": profile.bio, "achievements": profile.achievements,
                    "links": profile.links, "picture": bool(profile.picture_digest)} if profile else None,
        "public": [_kept(one, "slug", "parts", "in_list", "indexed", "at", "withdrawn_at")
                   for one in Publication.objects.filter(person=person).order_by("id")],
        "offers": [_kept(one, "topics", "about", "times", "capacity", "at", "closed_at")
                   for one in Offer.objects.filter(mentor=person).order_by("id")],
        "asked": [_kept(one, "topics", "why", "at", "state", "answer", "answered_at")
                  for one in Request.objects.filter(mentee=person).order_by("id")],
        "mentorships": [_mentorship(one, person) for one in pairs],
        "talks": [_kept(one, "event", "host", "topic", "day", "link", "accepted_at", "declined_at", "held_at",
                        "evidence", "told", "confirmed_at", "shown")
                  for one in Speech.objects.filter(person=person).order_by("id")],
    }  # fmt: skip


def _kept(row: object, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _mentorship(row: Mentorship, person: Person) -> dict[str, Any]:
    sessions = Session.objects.filter(mentorship=row).order_by("starts_at")
    goals = Goal.objects.filter(mentorship=row).filter(Q(by=person) | Q(agreed_at__isnull=False))
    return {
        "mentor": row.mentor.name, "mentee": row.mentee.name, "since": row.at, "ended_at": row.ended_at,
        "goals": [_kept(one, "text", "agreed_at", "reached_at") for one in goals],
        "sessions": [_kept(one, "starts_at", "minutes", "where", "was_held", "cancelled_at") for one in sessions],
        "feedback": [{"mine": one.by_id == person.pk} | _kept(one, "helped", "better", "at")
                     for one in Feedback.objects.filter(mentorship=row)],
    }  # fmt: skip
