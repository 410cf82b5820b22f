"""What this room does when something happened, what it tells record stores, and what it does every day."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person
from whiteglove.learning.records import statements
from whiteglove.learning.records.by_name import plainly

from .actions.depart import part, sweep

TOLD = {
    "book.read": ("completed", "lesson", "library/books/{book}", "A book: {book}"),
    "guide.acquired": ("completed", "lesson", "library/books/{book}", "The guide: {book}"),
    "reading_note.written": ("answered", "assessment", "library/notes/{book}", "A note on {book}"),
    "experience.logged": ("experienced", "performance", "library/field/{id}", "An entry of a field log"),
}
for name, said in TOLD.items():
    statements.register(name, plainly(*said, completed=True))


@on("person.deactivated", "person.role_changed")
def show_nothing_of_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@every(seconds=86_400, name="library.sweep")
def forget_what_was_deleted(at: datetime) -> None:
    sweep(at=at)
