"""What the simulated customers do when something happened at the desk, and when their time has come."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on_rehearsal

from .actions.clear import clear_old, end_over
from .actions.go_on import answer_due, listen
from .desk_deeds import SPEAKS


@on_rehearsal(*sorted(SPEAKS))
def let_the_customer_hear_it(event: Event) -> None:
    """They begin to think of an answer."""
    listen(event)


@every(seconds=1, name="practice.answer")
def let_customers_answer(at: datetime) -> None:
    answer_due(at=at)


@every(seconds=3600, name="practice.clear")
def clear_the_desk(at: datetime) -> None:
    end_over(at=at)
    clear_old(at=at)
