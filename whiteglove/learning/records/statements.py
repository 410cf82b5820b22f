"""What people learnt, said as xAPI statements (1.0.3). Which event is told how is for the room that records it:
`statements.register("quiz.passed", maker)`, where the maker takes the event and returns a `Told`, or None."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from whiteglove.ground.events.models import Event

VERSION = "1.0.3"
SPACE = UUID("6f1c1b1e-6a0b-5f0e-9d0a-3b6f0d2f4c11")  # of our statements' ids
LANGUAGE = "en"

ADL, ACTIVITY = "http://adlnet.gov/expapi/verbs/", "http://adlnet.gov/expapi/activities/"
VERBS = {name: f"{ADL}{name}" for name in ("attempted", "completed", "passed", "failed", "answered", "experienced",
                                           "progressed", "registered")}  # fmt: skip
VERBS |= {"earned": "http://id.tincanapi.com/verb/earned"}
KINDS = {
    name: f"{ACTIVITY}{name}" for name in ("assessment", "course", "lesson", "module", "simulation", "performance")
}
KINDS |= {"badge": "http://activitystrea.ms/schema/1.0/badge"}


@dataclass(frozen=True)
class Told:
    """What one event says. `what` is the activity's address, whole or below this desk's; `scaled` a score, -1 to 1."""

    verb: str
    what: str
    kind: str
    name: str
    person: int
    scaled: float | None = None
    success: bool | None = None
    completed: bool | None = None
    seconds: int | None = None

    @property
    def result(self) -> dict[str, Any]:
        said = {
            "score": None if self.scaled is None else {"scaled": round(max(-1.0, min(1.0, self.scaled)), 4)},
            "success": self.success, "completion": self.completed,
            "duration": None if self.seconds is None else f"PT{max(0, self.seconds)}S",
        }  # fmt: skip
        return {name: value for name, value in said.items() if value is not None}


Maker = Callable[[Event], Told | None]
_makers: dict[str, Maker] = {}


def register(event: str, maker: Maker) -> None:
    """From a room's `reactions.py`: how this event of its own is told; None where it isn't learning."""
    _makers[event] = maker
    for listen in _listeners:
        listen(event)


_listeners: list[Callable[[str], object]] = []


def listen(to: Callable[[str], object]) -> None:
    """Hear of every event that is told, also of those registered before."""
    _listeners.append(to)
    for event in _makers:
        to(event)


def told(event: Event) -> Told | None:
    maker = _makers.get(event.name)
    return maker(event) if maker else None


def statement(said: Told, *, site: str, event: int, at: datetime) -> dict[str, Any]:
    """The same event gives the same id, so that a store which gets it twice keeps it once. The person is named by a
    number of this desk alone: neither name nor address leaves the house."""
    what = said.what if ":" in said.what.split("/")[0] else f"{site}/{said.what.lstrip('/')}"
    made: dict[str, Any] = {
        "id": str(uuid5(SPACE, f"{site} {event}")),
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": f"person-{said.person}"}},
        "verb": {"id": VERBS[said.verb], "display": {LANGUAGE: said.verb}},
        "object": {"objectType": "Activity", "id": what,
                   "definition": {"type": KINDS[said.kind], "name": {LANGUAGE: said.name}}},
        "timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        "context": {"platform": "Whiteglove", "language": LANGUAGE},
        "version": VERSION,
    }  # fmt: skip
    return made | ({"result": said.result} if said.result else {})


def known() -> Mapping[str, Maker]:
    return dict(_makers)
