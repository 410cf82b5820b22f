"""One thing that shows how a conversation went. Pure."""

from dataclasses import dataclass
from datetime import datetime


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

    @property
    def tone(self) -> str:
        return "good" if self.weight > 0 else "hard"


@dataclass(frozen=True)
class Share:
    """`hits` of `of`, and what that is a share of: "Promises kept"."""

    name: str
    hits: int
    of: int
    kind: str = ""


@dataclass(frozen=True)
class Window:
    """Whose conversations, from when until when."""

    person: int
    since: datetime
    until: datetime

    @property
    def before(self) -> "Window":
        """As long a time just before it."""
        return Window(self.person, self.since - (self.until - self.since), self.since)
