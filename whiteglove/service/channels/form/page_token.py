"""The token in a form's page: that we made the page, when, and which page it was. Pure.

Whoever sends a page needs one; it names nobody and is worth nothing elsewhere. The same page sent twice with the same
words is one request; a machine that sends the moment it has read is told by its haste.
"""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core import signing

SALT = "channels.form"
HASTE = timedelta(seconds=3)
OLD = timedelta(days=2)


class NotOurs(ValueError):
    """Forged, made for another form, or too old; names a line of the tongues."""


class Page(NamedTuple):
    name: str
    made: datetime


def made(place: int, at: datetime) -> str:
    return signing.dumps([place, int(at.timestamp()), secrets.token_urlsafe(12)], salt=SALT)


def read(token: str, place: int, at: datetime) -> Page:
    """The page it was made for. Raises NotOurs."""
    try:
        whose, when, name = signing.loads(token[:400], salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise NotOurs("too_old") from wrong
    made_at = datetime.fromtimestamp(when, at.tzinfo)
    if whose != place or not -HASTE <= at - made_at <= OLD:
        raise NotOurs("too_old")
    return Page(name, made_at)


def too_quick(page: Page, at: datetime) -> bool:
    return at - page.made < HASTE
