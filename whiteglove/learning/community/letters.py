"""The letters of this room: who, when and where to read it. What two people say to each other is in none of them."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post

from .models import Mentorship, Request, Session, Speech
from .taking_along import calendar_of


def tell_mentor(row: Request) -> None:
    _send(row.offer.mentor, f"{row.mentee.first_name} asks you to be their mentor", reverse("community:mentoring"))


def tell_mentee(row: Request) -> None:
    says = f"{row.offer.mentor.first_name} can’t mentor you at the moment"
    _send(row.mentee, says, reverse("community:mentoring"))


def tell_begun(row: Mentorship) -> None:
    says = f"{row.mentor.first_name} is your mentor now"
    _send(row.mentee, says, reverse("community:mentorship", args=[row.pk]))


def tell_ended(row: Mentorship, to: Person) -> None:
    """With the sessions that were called off by it, so that calendars strike them."""
    says = f"Your mentorship with {row.other(to).first_name} has ended"
    rows = row.sessions.filter(cancelled_at=row.ended_at).select_related("mentorship__mentor", "mentorship__mentee")
    off = list(rows)
    calendar = calendar_of(off, to, clock.now()) if off else b""
    _send(to, says, reverse("community:mentorship", args=[row.pk]), calendar)


def tell_session(row: Session, to: Person) -> None:
    """With the time for one's calendar, also when it was moved or called off."""
    when = f"{to.local(row.starts_at):%A, %-d %B %Y, %H:%M}"
    what = "Called off" if row.cancelled_at else "Moved" if row.changed else "Planned"
    says = f"{what}: mentoring with {row.mentorship.other(to).first_name}, {when}"
    calendar = calendar_of([row], to, clock.now())
    _send(to, says, reverse("community:mentorship", args=[row.mentorship_id]), calendar)


def tell_speaker(row: Speech, says: str) -> None:
    _send(row.person, says, reverse("community:speaking"))


def _send(to: Person, says: str, url: str, calendar: bytes = b"") -> None:
    words = {"to": to, "says": says, "url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string("community/letters/news.txt", words)
    letter = EmailMessage(says[:180], text, settings.DEFAULT_FROM_EMAIL, [to.email])
    if calendar:
        letter.attach("session.ics", calendar.decode(), "text/calendar")
    post(letter)
