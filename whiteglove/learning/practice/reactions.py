"""What this room does when something happened."""

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import on
from whiteglove.ground.people.models import Person

from .actions.depart import part


@on("person.deactivated", "person.role_changed")
def end_what_whoever_leaves_has_open(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)
