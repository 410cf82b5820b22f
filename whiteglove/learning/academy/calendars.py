"""Workshops for one's own calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from .models import Session


def calendar_of(sessions: Iterable[Session], at: datetime) -> bytes:
    """A program that reads it again moves what was moved and strikes what was called off: each keeps its id, and
    counts its changes."""
    made = Calendar()
    made.add("prodid", "-//Whiteglove//Academy//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for one in sessions:
        made.add_component(_event(one, at))
    return made.to_ical()


def _event(session: Session, at: datetime) -> Event:
    one = Event()
    one.add("uid", f"workshop-{session.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    one.add("dtstamp", at)
    one.add("sequence", session.changed)
    one.add("dtstart", session.starts_at)
    one.add("dtend", session.starts_at + timedelta(minutes=session.minutes))
    one.add("summary", session.name)
    one.add("location", session.where)
    one.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    one.add("url", urljoin(settings.PUBLIC_URL, reverse("academy:workshops")))
    return one
