"""Workshops for one's own calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from whiteglove.ground.lib.appointments import Appointment, calendar

from .models import Session


def calendar_of(sessions: Iterable[Session], at: datetime) -> bytes:
    return calendar(map(_appointment, sessions), "Academy", at)


def _appointment(one: Session) -> Appointment:
    return Appointment(
        uid=f"workshop-{one.pk}@{urlsplit(settings.PUBLIC_URL).hostname}", name=one.name, starts_at=one.starts_at,
        ends_at=one.starts_at + timedelta(minutes=one.minutes), where=one.where, changed=one.changed,
        url=urljoin(settings.PUBLIC_URL, reverse("academy:workshops")), off=bool(one.cancelled_at),
    )  # fmt: skip
