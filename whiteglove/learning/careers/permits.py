"""What shows a capability belongs to the person and whoever looks after them; nobody is compared in public."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

EVERYBODY = {"lead", "agent", "trainee"}


def oneself(person: Person, other: Person) -> bool:
    return person.pk == other.pk


def oneself_or_looked_after(person: Person, other: Person) -> bool:
    return oneself(person, other) or (person.role == "lead" and looks_after(person, other))


permit("careers.own", roles=EVERYBODY, says="See what evidence shows of your own capabilities")
permit("careers.see", roles={"lead"}, scope=looks_after, says="See what shows the capabilities of your people")
permit("careers.claim", roles=EVERYBODY, scope=oneself, says="Say what level you see in yourself")
permit("careers.judge", roles={"lead"}, scope=looks_after, says="Confirm or dispute levels of your people")
permit("careers.plan", roles=EVERYBODY, scope=oneself_or_looked_after,
       says="Plan your own development, and with your people theirs")  # fmt: skip
