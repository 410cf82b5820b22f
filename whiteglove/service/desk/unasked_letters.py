"""Letters that nobody waits for: how was it, is all still well? No customer gets two kinds of them within a day.

Rooms that write such letters say when they wrote last, and hold the customer while they decide and send: so two jobs
that come to one customer at the same moment see each other. Whether a kind may follow itself is its room's own rule.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from whiteglove.service.customers.models import Customer

APART = timedelta(days=1)
Last = Callable[[int], datetime | None]  # of a customer
_kinds: dict[str, Last] = {}


def writes(kind: str) -> Callable[[Last], Last]:
    """Registers `last(customer)`: when a letter of this kind last went to them."""

    def register(last: Last) -> Last:
        _kinds[kind] = last
        return last

    return register


def writers() -> dict[str, Last]:
    return _kinds


def hold(customer: int) -> None:
    """Until the transaction ends nobody else decides about such a letter to them. Before the ticket's own lock."""
    Customer.objects.select_for_update(no_key=True).filter(pk=customer).values_list("pk").first()


def wait_until(kind: str, customer: int, at: datetime) -> datetime | None:
    """Until when a letter of this kind waits, because another kind has just gone to them; None where nothing is in its
    way. One short statement for each other kind."""
    others = (last(customer) for name, last in _kinds.items() if name != kind)
    free = max((one + APART for one in others if one), default=None)
    return free if free and free > at else None
