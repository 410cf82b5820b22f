"""An empty registry for tests that declare events of their own."""

import pytest

from whiteglove.ground.events import registry as registering
from whiteglove.ground.events.registry import declare


@pytest.fixture(autouse=True)
def own_registry():
    kept = {name: dict(getattr(registering.registry, name)) for name in ("declared", "reactions", "jobs")}
    for name in kept:
        getattr(registering.registry, name).clear()
    registering.reactions_to.cache_clear()
    declare("ticket.solved", "{by} solved the ticket", room="desk")
    declare("ticket.reopened", "{by} opened the ticket again", room="desk")
    yield registering.registry
    for name, entries in kept.items():
        getattr(registering.registry, name).clear()
        getattr(registering.registry, name).update(entries)
    registering.reactions_to.cache_clear()


@pytest.fixture
def solve(db):
    """`solve()` commits that somebody solved ticket 42."""
    from django.db import transaction

    from whiteglove.ground.events.actions import record
    from whiteglove.ground.lib import clock

    def solve(ticket: int = 42, **more):
        with transaction.atomic():
            return record("ticket.solved", subject=f"ticket:{ticket}", by=None, at=clock.now(), **more)

    return solve
