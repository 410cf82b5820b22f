"""Who somebody is in a task: their name, ids, address and numbers, as facts that a customer tells when asked. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .tasks import Task

NAMED = re.compile(
    r"\b(?:your? name is|you are|you're|(?:customer )?name:)\s+([A-Z][a-z'’-]+(?:\s+[A-Z][\w'’-]*)+)", re.I
)  # fmt: skip
LIVES = re.compile(r"\blive (?:in|at|on) [^.;]+?(?=[.;]| and (?:you|your|want)\b|$)", re.I)
CAPITAL = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)+")


@dataclass(frozen=True)
class Kind:
    """A sort of fact. `about` names it to a learner; `asked` finds it in their question; `found` in the task."""

    id: str
    about: str
    asked: tuple[str, ...]
    found: re.Pattern[str]
    says: str


KINDS = (
    Kind("user_id", "user ID", ("user id", "user name", "username", "account", "customer number", "customer id"),
         re.compile(r"\b[a-z]+_[a-z]+_\d{3,5}\b"), "My user ID is {}."),
    Kind("email", "email address", ("email*", "e-mail*", "mail address"),
         re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "It's {}."),
    Kind("phone", "phone number", ("phone number", "telephone*", "phone", "number you call*"),
         re.compile(r"\b\d{3}-\d{3}-\d{4}\b"), "It's {}."),
    Kind("order", "order number", ("order number", "order id", "which order*", "order"),
         re.compile(r"#W\d{5,9}\b"), "It's {}."),
    Kind("reservation", "reservation number", ("reservation*", "confirmation*", "booking*"),
         re.compile(r"(?<!flight )\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\b|(?<=eservation )[A-Z]{6}\b"),
         "The reservation is {}."),
    Kind("zip", "postal code", ("zip*", "postal code", "postcode", "post code", "address", "where you live"),
         re.compile(r"(?<![\d#W-])\b\d{5}\b(?![-\d])"), "The code is {}."),
    Kind("birth", "date of birth", ("birth*", "born"),
         re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b(?=[^.]*\bbirth)|(?<=birth is )[\w ,/-]+?(?=[.,])"), "It's {}."),
)  # fmt: skip


def name_in(task: Task) -> str:
    """As the task names them, or as their id does; "" where nobody does."""
    for found in NAMED.finditer(task.said):
        name = CAPITAL.match(found[1])
        if name and len(name[0]) <= 50:
            return name[0]
    owner = task.user or next(iter(KINDS[0].found.findall(task.said)), "")
    parts = [one.capitalize() for one in owner.split("_")[:2] if one.isalpha()]
    return " ".join(parts) if len(parts) == 2 else ""


def facts_in(task: Task, name: str) -> Iterator[dict[str, object]]:
    """What tells who they are, as a scenario's facts."""
    if name:
        yield fact("name", "name", ["your name", "full name", "name", "who am i speaking", "who i'm speaking"],
                   [f"My name is {name}.", f"I'm {name}."])  # fmt: skip
    for kind in KINDS:
        values = list(dict.fromkeys(kind.found.findall(task.said)))[:6]
        if values:
            yield fact(kind.id, kind.about, list(kind.asked), [kind.says.format(" and ".join(values))])
    if living := LIVES.search(task.said):
        yield fact(
            "address", "address", ["address", "live", "street", "city", "town"], [f"I {living[0].rstrip(' ,')}."]
        )


def asked_of(sentence: str) -> list[str]:
    """How one asks for what a sentence names of a person; [] where it names nothing of the kind."""
    low = sentence.lower()
    return next((list(kind.asked) for kind in KINDS if kind.about.split()[0].lower() in low), [])


def fact(id: str, about: str, asked: list[str], says: list[str]) -> dict[str, object]:
    return {"id": id, "about": about, "asked": asked, "says": says}
