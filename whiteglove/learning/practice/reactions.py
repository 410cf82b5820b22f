"""What this room does when something happened, and once in a while."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person

from .actions.depart import part
from .actions.forget import forget_old


@on("person.deactivated", "person.role_changed")
def end_what_whoever_leaves_has_open(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@every(seconds=3600, name="practice.forget")
def forget_what_is_long_over(at: datetime) -> None:
    forget_old(at=at)
