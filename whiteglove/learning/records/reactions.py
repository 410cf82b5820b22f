"""Each event that a room tells of is kept as a statement; what waits is sent."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on, registry

from . import actions, by_name, statements


def keep_what_was_learnt(event: Event) -> None:
    actions.keep(event)


statements.listen(lambda name: on(name)(keep_what_was_learnt))

# Rooms above are loaded before this one, so what they declare and register is known by now.
by_name.register_declared(registry.declared.__contains__, statements.register, statements.known())


@every(seconds=15, name="records.send")
def send(at: datetime) -> None:
    actions.send_due(at)
