"""Letters that leave beside the page that asked for them.

Handing one over takes the mail server's time, up to half a minute while it can't be reached. Waiting for it would hold
up the page, and tell a stranger by the time it takes who has an account. They are kept nowhere meanwhile: a link that
lets somebody in must not lie in a database.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections

log = logging.getLogger(__name__)


def post(letter: EmailMessage) -> None:
    """Send it soon; at once where reactions run at once. One that can't leave is logged."""
    if settings.INLINE_REACTIONS:
        leave(letter)
    else:
        aside().submit(_leave_and_close, letter)


@cache
def aside() -> ThreadPoolExecutor:
    """Made where it is used first: a process that is divided before has its own."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="letters")


def leave(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("The letter “%s” was not sent: %s", letter.subject, error)
    except Exception:
        log.exception("The letter “%s” was not sent", letter.subject)


def _leave_and_close(letter: EmailMessage) -> None:
    try:
        leave(letter)
    finally:
        connections.close_all()
