"""Whoever learns or answers customers may practise. A run is its player's, until they show it to somebody."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Run

EVERYBODY_AT_WORK = {"lead", "agent", "trainee"}


def their_own(person: Person, run: Run) -> bool:
    return run.person_id == person.pk


permit("practice.see", roles=EVERYBODY_AT_WORK, says="See who can be served in practice, and your own runs")
permit("practice.play", roles=EVERYBODY_AT_WORK, scope=their_own, says="Practise with simulated customers")
permit("practice.set_up", roles={"lead"}, says="See whether scenarios keep what their authors promise")
