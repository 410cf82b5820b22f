"""What whoever sets up the bot reads of the language model: which one is asked, what came of it, and a try."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from whiteglove.service.answers.models import Turn

from . import endpoint, shorten
from .endpoint import BUSY, ELSEWHERE, FAILED, GARBLED, KEY, LATE, REFUSED, STRAYED, UNREACHABLE, Endpoint, Failed
from .shorten import NONE, SHORTENED, WHOLE

DAYS = 30
SAYS = {
    SHORTENED: "shortened",
    WHOLE: "left whole by it",
    NONE: "left whole, as it named no sentence",
    LATE: "not in time",
    UNREACHABLE: "it couldn’t be reached",
    ELSEWHERE: "it pointed elsewhere, which isn’t followed",
    KEY: "it refused the key",
    REFUSED: "it answered with an error",
    GARBLED: "what it answered couldn’t be read",
    STRAYED: "it wrote something else than numbers of sentences",
    BUSY: "too many questions at once",
    FAILED: "a failure of ours",
}
WELL = {SHORTENED, WHOLE, NONE}
QUESTION = "How long do I have to send a lamp back?"
PASSAGES = (
    "You can send back what you bought within 30 days. Light bulbs that were used can’t be sent back. "
    "Our warehouse is painted blue.",
    "Parcels arrive after three days. We deliver on Saturdays.",
)


@dataclass(frozen=True)
class Standing:
    """`wrong`: why it can't be asked. `counts`: (what came of it, how often, whether that is well), the most first."""

    to: Endpoint
    wrong: str
    counts: list[tuple[str, int, bool]]
    days: int = DAYS

    @property
    def where(self) -> str:
        return self.to.parts.netloc.rpartition("@")[2]

    @property
    def failed(self) -> int:
        return sum(many for _, many, well in self.counts if not well)


@dataclass(frozen=True)
class Tried:
    """`quote` "" where it failed: `says` why, and `more` of what it said."""

    says: str
    more: str = ""
    quote: str = ""
    seconds: float = 0.0
    question: str = QUESTION


def standing(at: datetime) -> Standing | None:
    """None where none is set up. One statement."""
    to = endpoint.given()
    if to is None:
        return None
    asked = Turn.objects.filter(at__gte=at - timedelta(days=DAYS)).exclude(shortening="")
    counts = asked.order_by().values_list("shortening").annotate(many=Count("pk"))
    rows = sorted(((SAYS.get(code, code), many, code in WELL) for code, many in counts), key=lambda one: -one[1])
    return Standing(to, endpoint.wrong(), rows)


def tried() -> Tried:
    """With a question and sentences of ours."""
    to = endpoint.in_force()
    if to is None:
        return Tried(endpoint.wrong() or "No language model is set up.")
    began = time.monotonic()
    try:
        quote, said = shorten.tried(PASSAGES, QUESTION, to)
    except Failed as failed:
        return Tried(f"This wouldn’t shorten anything: {SAYS[failed.code]}.", failed.says)
    return Tried(f"It answers: {said.strip()}", "", quote, time.monotonic() - began)
