"""What rooms above say beside the time of a customer's message, without being imported.

    @remark
    def sounds(messages: list[int]) -> dict[int, Remark]: ...

Asked once for all messages that are shown; each remark opens the details of its message.
"""

from collections.abc import Callable
from typing import NamedTuple


class Remark(NamedTuple):
    """`words` such as "sounds frustrated", `quote` what shows it."""

    words: str
    quote: str = ""


Remarks = Callable[[list[int]], dict[int, Remark]]
_given: dict[str, Remarks] = {}


def remark(give: Remarks) -> Remarks:
    """Let the decorated function say something: {message id: remark}."""
    _given[f"{give.__module__}.{give.__qualname__}"] = give
    return give


def remarks_on(messages: list[int]) -> dict[int, Remark]:
    """The first remark on each of these messages that has one."""
    found: dict[int, Remark] = {}
    for give in _given.values() if messages else ():
        found = give(messages) | found
    return found
