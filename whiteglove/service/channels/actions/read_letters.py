"""The owner of an outside mailbox (the demo's visitor) reads a thread."""

from datetime import datetime

from whiteglove.service.channels.models import Captured


def read_letters(letter: Captured, *, at: datetime) -> None:
    Captured.objects.of(letter.mailbox).filter(thread=letter.thread, read_at=None).update(read_at=at)
