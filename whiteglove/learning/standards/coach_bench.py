"""How fast the coach answers a pause in typing: `bin/bench coach`. The goal: p95 < 10 ms of the server's own work.

A reply of seven sentences is typed on; at each pause its last sentence has one word more. Told are the whole request,
through every middleware, and the coach alone, in milliseconds of this thread's work and by the clock.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

SAID = (
    "Hello {name}, thank you for your patience, and I'm so sorry about the wait. "
    "I can see your parcel left on Tuesday. The depot has it now. "
    "You should have written to the other address, but I've found it. It should be with you by Friday. "
)
TYPED = (
    "I will call you tomorrow before noon to see whether everything arrived and if anything is wrong we send it again"
)
STARTS = ("Now", "Well", "So", "And", "Still", "Then", "Also", "Besides")


def main() -> int:
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    prepare()
    measure()
    return 0


def prepare() -> None:
    """A desk with tickets and the standard that ships."""
    from whiteglove.ground.lib import clock
    from whiteglove.learning.standards.actions import load_standard
    from whiteglove.learning.standards.reader_in_force import in_force
    from whiteglove.service.desk.bench import grow
    from whiteglove.service.desk.models import Ticket

    if not Ticket.objects.exists():
        grow(100)
    if in_force() is None:
        load_standard(by=None, at=clock.now())


def measure() -> None:
    from django.conf import settings
    from django.test import Client

    from whiteglove.ground.people.models import Person
    from whiteglove.learning.standards.coach import whisper
    from whiteglove.service.desk.models import Ticket

    settings.ALLOWED_HOSTS = ["*"]
    ada = Person.objects.get(email="ada@whiteglove.example")
    ticket = Ticket.objects.visible_to(ada).filter(last_inbound_id__isnull=False).select_related("customer").first()
    browser = Client()
    browser.force_login(ada, backend="whiteglove.ground.people.recognising.Backend")
    address = f"/standards/coach/{ticket.pk}/"
    said = SAID.format(name=ticket.customer.first_name)
    whisper(ticket, ada, said)
    show("whole request", [timed(lambda text=text: browser.post(address, {"text": text})) for text in texts(said, 1)])
    show("coach alone", [timed(lambda text=text: whisper(ticket, ada, text)) for text in texts(said, 2)])


def texts(said: str, round_: int) -> list[str]:
    words = TYPED.split()
    return [
        f"{said}{start}, {round_}: {' '.join(words[:count])}" for start in STARTS for count in range(1, len(words) + 1)
    ]


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """(thread's own work, clock) in milliseconds."""
    work, wall = time.thread_time(), time.perf_counter()
    call()
    return (time.thread_time() - work) * 1000, (time.perf_counter() - wall) * 1000


def show(says: str, times: list[tuple[float, float]]) -> None:
    for name, found in zip(("work", "clock"), zip(*times, strict=True), strict=True):
        high = statistics.quantiles(found, n=20)[-1]
        print(f"{says:14} {name:6} median {statistics.median(found):6.2f} ms, p95 {high:6.2f} ms, {len(found)} pauses")


if __name__ == "__main__":
    sys.exit(main())
