"""Gatherings for one's own calendar, as a file and by an address nobody can guess."""

import hmac
from collections.abc import Iterable
from copy import copy
from datetime import datetime
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from whiteglove.ground.lib.appointments import Appointment, calendar

from .models import Feed, Gathering


def file_of(gatherings: Iterable[Gathering], at: datetime) -> bytes:
    """Only for those who have a seat: it holds the link."""
    return calendar(map(_appointment, gatherings), "Gatherings", at)


def without_link(one: Gathering) -> Gathering:
    """As those see it who wait for a seat: another object, so that nobody saves it by mistake."""
    seen = copy(one)
    seen.link = ""
    return seen


def _appointment(one: Gathering) -> Appointment:
    return Appointment(
        uid=f"gathering-{one.pk}@{urlsplit(settings.PUBLIC_URL).hostname}", name=one.title, starts_at=one.starts_at,
        ends_at=one.ends_at, where=one.where or one.link, changed=one.changed, about=one.link, off=one.is_off,
        url=urljoin(settings.PUBLIC_URL, reverse("gatherings:gathering", args=[one.pk])),
    )  # fmt: skip


def token_of(feed: Feed) -> str:
    """Worked out from the server's secret: nobody who reads the database learns it."""
    said = f"gatherings.feed {feed.person_id} {feed.number}"
    return f"{feed.person_id}-{hmac.new(settings.SECRET_KEY.encode(), said.encode(), sha256).hexdigest()[:40]}"


def feed_of(token: str) -> Feed | None:
    """Of somebody who still works here; None for any other address."""
    person = token.partition("-")[0]
    if not (person.isascii() and person.isdigit() and len(person) < 19):
        return None
    found = Feed.objects.select_related("person").filter(person=int(person)).first()
    given = token.encode("utf-8", "replace")  # any text may come, and letters beyond ASCII are compared as bytes alone
    known = found and found.person.is_staff_member and hmac.compare_digest(token_of(found).encode(), given)
    return found if known else None
