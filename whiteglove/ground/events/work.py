"""Working off deliveries: one worker's turn."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import traceback

from django.db import transaction

from whiteglove.ground.events import outbox
from whiteglove.ground.events.models import Delivery
from whiteglove.ground.events.registry import Reaction, registry
from whiteglove.ground.lib import clock

log = logging.getLogger(__name__)


def worker_name() -> str:
    """ "host:pid:random": never the name of an earlier process with the same pid."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"


def run_pending(limit: int | None = None, *, raising: bool = False) -> int:
    """Work off what is waiting, and what that brings about, until nothing is due; how many ran.

    With `raising` (tests) every waiting delivery runs whatever the time, and the first error is raised at the
    end, when all others have had their turn.
    """
    name, done, first_error = worker_name(), 0, None
    while limit is None or done < limit:
        batch = outbox.claim(name, clock.now(), min(50, (limit or 50 + done) - done), whatever_the_time=raising)
        for delivery in batch:
            error = run(delivery, final=raising)
            first_error = first_error or error
            done += 1
        if not batch:
            break
    if raising and first_error:
        raise first_error
    return done


def run(delivery: Delivery, final: bool = False) -> Exception | None:
    """Run one claimed delivery; the error, if it failed (and is noted)."""
    reaction = registry.reactions.get(delivery.reaction)
    if reaction is None:
        outbox.fail(delivery, f"Nothing is called {delivery.reaction} in this version.", clock.now(), final=True)
        return None
    try:
        (together if reaction.atomic else apart)(delivery, reaction)
    except Exception as error:
        log.exception("%s failed on event %s (%s)", reaction.key, delivery.event_id, delivery.event.name)
        outbox.fail(delivery, "".join(traceback.format_exception(error)), clock.now(), final=final)
        return error
    return None


def together(delivery: Delivery, reaction: Reaction) -> None:
    """The reaction's changes and its being done, in one transaction."""
    with transaction.atomic():
        # First the row, so that nobody else can take it while the reaction runs.
        if outbox.finish(delivery, clock.now()):
            reaction.run(delivery.event)


def apart(delivery: Delivery, reaction: Reaction) -> None:
    """Outside of any transaction: the lease alone keeps others away."""
    reaction.run(delivery.event)
    outbox.finish(delivery, clock.now())
