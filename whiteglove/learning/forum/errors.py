"""Why something can't be said now, in words for the person who said it."""

from whiteglove.service.desk.errors import Refused, Stale

__all__ = ["HoldsPersonalData", "Refused", "Stale"]


class HoldsPersonalData(Refused):
    """The text may tell who a customer is; `kinds` in words."""

    def __init__(self, kinds: list[str]):
        self.kinds = kinds
        super().__init__(f"This holds {' and '.join(kinds)}. Everybody here would read it: mask it first.")
