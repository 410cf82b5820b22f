"""What happened to a person, in sentences."""

from dataclasses import dataclass
from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import sentence_of
from whiteglove.ground.people.models import Person, Role

SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One line of a history: `text` is plain, `at` the moment."""

    text: str
    at: datetime


def what_happened_to(person: Person) -> list[Line]:
    """The newest changes first, at most 20; each names who made it."""
    events = list(Event.objects.about(person).reverse()[:SHOWN])
    names = dict(Person.objects.filter(pk__in={event.by_id for event in events}).values_list("pk", "name"))
    return [Line(told(event, names, person), event.at) for event in events]


def told(event: Event, names: dict[int, str], person: Person) -> str:
    """The event's sentence with names filled in, and the detail that matters."""
    by = names.get(event.by_id, "The house")
    sentence = sentence_of(event.name).format(by=by, subject=person.first_name)
    return sentence + detail(event)


def detail(event: Event) -> str:
    facts = event.facts
    if event.name == "person.role_changed":
        change = f": {Role(facts['old']).label.lower()} → {Role(facts['new']).label.lower()}"
        return change + withdrawn(facts.get("invitations_withdrawn", 0))
    if event.name == "person.address_changed":
        return f": {facts['old']} → {facts['new']}"
    if event.name == "person.changed":
        return ": " + ", ".join(name.replace("_", " ") for name in facts["changes"])
    if event.name.startswith("person.skill"):
        return f": {facts['name']}"
    return f": {facts['reason']}" if facts.get("reason") else ""


def withdrawn(number: int) -> str:
    if not number:
        return ""
    return ", 1 invitation they sent withdrawn" if number == 1 else f", {number} invitations they sent withdrawn"
