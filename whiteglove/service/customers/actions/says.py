"""How an action of this room asks for leave and tells what it did."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.customers.models import Customer, Erasure

AUDIENCE = "staff"


class IsErased(ValueError):
    """Nothing more is kept about somebody whose data was erased."""

    def __init__(self) -> None:
        super().__init__("The personal data of this customer was erased. Add them as a new customer.")


def allow(by: Person | None, permit: str, obj: Model | None = None) -> None:
    """Let pass or raise as `require` does; `None` is the product itself, working off a message."""
    if by is not None:
        require(by, permit, obj)


def refuse_erased(customer: Customer) -> None:
    """What was added now would stay, though the page says that it is erased. Raises IsErased."""
    if Erasure.objects.filter(customer=customer.current).exists():
        raise IsErased


def tell(name: str, subject: Model, by: Person | None, at: datetime, **facts: Any) -> None:
    played_for = getattr(subject, "rehearsed_by_id", None)
    audience = f"person:{played_for}" if played_for else AUDIENCE
    record(name, subject=subject, by=by, at=at, facts=facts, audience=audience)
