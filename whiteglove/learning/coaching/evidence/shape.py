"""One thing that shows how a conversation went. Pure."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """`says` is a sentence about what was done, never about who did it. `quote` are the words, `place` where they
    stand in the message's new text. `weight`: above 0 what went well, below what was hard."""

    kind: str
    says: str
    ticket: int
    weight: float
    message: int | None = None
    quote: str = ""
    at: datetime | None = None
    place: tuple[int, int] | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        return "good" if self.weight > 0 else "hard" if self.weight < 0 else ""


@dataclass(frozen=True)
class Share:
    """`hits` of `of`, and what that is a share of: "Promises kept"."""

    name: str
    hits: int
    of: int
    kind: str = ""


@dataclass(frozen=True)
class Number:
    """A number of a while in a sentence, beside the while before; `facts` lead to the rows it counts."""

    kind: str
    says: str
    tone: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Window:
    """Whose conversations, from when until when. `read_by`: who reads of them with that person, and so of none that
    this one doesn't see; None where somebody reads of themselves."""

    person: int
    since: datetime
    until: datetime
    read_by: Any = None

    @property
    def before(self) -> "Window":
        """As long a time just before it."""
        return replace(self, since=self.since - (self.until - self.since), until=self.since)
