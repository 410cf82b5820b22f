"""The reader, made before somebody has to wait for it."""

from __future__ import annotations

import logging
import threading

log = logging.getLogger("whiteglove")


class WarmReader:
    """Makes the conversation reader of this process in a thread of its own, some seconds after the start; whoever asks
    for it before that makes it themselves, once."""

    def __init__(self, after: float | None = None) -> None:
        from django.conf import settings

        self.after = settings.READER_AFTER if after is None else after
        self.timer: threading.Timer | None = None

    def start(self) -> None:
        if self.after < 0:
            return
        self.timer = threading.Timer(self.after, make)
        self.timer.daemon = True
        self.timer.start()

    def stop(self) -> None:
        if self.timer:
            self.timer.cancel()


WORDS = "Hello Cleo, I'm sorry about that. I have looked into it, and you will hear from me by Thursday noon."


def make() -> None:
    """And reads a few words, for half of what it needs is loaded by the first. Nobody's desk stands still for it: what
    goes wrong here goes wrong again, and is told, where it is needed."""
    from django.db import connections

    from whiteglove.ground.reader.reading import AGENT, Conversation, Message
    from whiteglove.learning.standards.reader_in_force import in_force

    try:
        if here := in_force():
            here.read(Message(AGENT, WORDS), Conversation(), closely=False)
    except Exception:
        log.exception("The reader couldn't be made ahead of time")
    finally:
        connections.close_all()
