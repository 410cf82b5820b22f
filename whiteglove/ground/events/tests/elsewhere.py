"""Real processes on a database of their own, for what a single process can't show: dying, racing, listening."""

from __future__ import annotations

import json
import os
import textwrap
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.migrated import migrated_database
from tests.nursery import Child, Nursery

START = """
import os, sys, time, json
from pathlib import Path
from django.db import transaction
from whiteglove.ground.events import live, log, outbox, work
from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Delivery, Event, Job
from whiteglove.ground.events.registry import declare, every, on
from whiteglove.ground.events.worker import Worker
from whiteglove.ground.lib import clock
home = Path(os.environ["WHITEGLOVE_HOME"])
declare("bell.rung", "somebody rang", room="events")

def ring(number=1, name="bell.rung", subject=None, **more):
    with transaction.atomic():
        return record(name, subject=subject or f"bell:{number}", by=None, at=clock.now(), **more)
"""


@dataclass
class Elsewhere:
    """Runs Python in other processes, each with the house set up and one database between them."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        settings = os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings")
        own = {
            "WHITEGLOVE_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": settings,
            "WHITEGLOVE_INLINE_REACTIONS": "0",
        }
        self.environment = {**os.environ, **own, "DATABASE_URL": migrated_database(self.home)}
        self.nursery = Nursery(self.environment)

    def do(self, code: str) -> str:
        """Run `code` to its end; what it printed."""
        return self.nursery.do(START + textwrap.dedent(code), seconds=120)

    def ask(self, code: str):
        """Run `code` to its end; what it printed, read as JSON."""
        return json.loads(self.do(code))

    def start(self, code: str) -> Child:
        """Run `code` until it ends or is killed."""
        return self.nursery.start(START + textwrap.dedent(code))

    def wait_for(self, name: str, seconds: float = 60) -> None:
        """Until a process has made the file `name`."""
        until(lambda: (self.home / name).exists(), f"nobody made {name}", seconds)

    def kill(self, process: Child) -> None:
        process.kill()
        process.wait()

    def end(self) -> None:
        self.nursery.close()


def until(true, otherwise: str, seconds: float = 60) -> None:
    """Wait until `true()`; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)
