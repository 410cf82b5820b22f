"""Where other rooms say what personal data they keep about a customer, so that export and erasure reach it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from whiteglove.service.customers.models import Customer

Give = Callable[[Customer], Any]
Remove = Callable[[Customer, datetime], int]
F = TypeVar("F", bound=Callable)


class Parts(Generic[F]):
    """The parts by name. `register(name)(fn)`, `register(name, fn)` or `@register` (named after the room)."""

    def __init__(self) -> None:
        self._parts: dict[str, F] = {}

    def register(self, name: "str | F", fn: "F | None" = None) -> Any:
        if callable(name):
            return self.register(name.__module__.split(".")[2], name)
        if fn is None:
            return lambda later: self.register(name, later)
        self._parts[name] = fn
        return fn

    def __iter__(self):
        return iter(sorted(self._parts.items()))
