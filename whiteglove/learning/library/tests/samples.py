"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.library.models import Book, Confirmation, Experience, Note

# What somebody wrote is theirs, and of whoever they ask: here the administrator of the house.
TEAM_BOUND = {f"library:{name}" for name in ("entry", "entry_change", "word", "decide", "shared")}


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    book = Book.objects.create(name="little-book", title="A little book", about="On little things.", at=AT, by=admin)
    Note.objects.create(person=admin, book=book, words="Little.", own=1, at=AT)
    told = {
        "day": AT.date(),
        "title": "A morning",
        "happened": "Much.",
        "did": "Something.",
        "learnt": "More.",
        "at": AT,
    }
    own, theirs = (Experience.objects.create(person=one, **told) for one in (admin, fatou))
    asked = Confirmation.objects.create(experience=theirs, asked_at=AT)
    samples.parts |= {"library:name": book.name, "library:pk": own.pk, "library:decide:pk": asked.pk}
