"""Coaching is between two people. Whoever leads plans and decides; everybody at the desk learns and suggests."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Example, Talk

DESK = {"lead", "agent"}


def one_of_the_two(person: Person, talk: Talk) -> bool:
    return talk.between(person)


def leads_it(person: Person, talk: Talk) -> bool:
    return talk.lead_id == person.pk


def whose(person: Person, example: Example) -> bool:
    """Whoever shared it; a lead of the team it was shared with."""
    return example.by_id == person.pk or (person.role == "lead" and example.team_id in person.team_ids)


permit("coaching.see", roles=DESK, says="See your own coaching, and what colleagues share")
permit("coaching.talk", roles=DESK, scope=one_of_the_two, says="Take notes and agree on actions in your conversations")
permit("coaching.lead", roles={"lead"}, scope=leads_it, says="Plan, hold and skip conversations with your people")
permit("coaching.pair", roles={"lead"}, scope=looks_after, says="Choose who coaches your agents")
permit("coaching.share", roles=DESK, says="Share conversations as examples, without names")
permit("coaching.withdraw", roles=DESK, scope=whose, says="Withdraw examples")
permit("coaching.suggest", roles=DESK, says="Suggest how things could go better, and support others' suggestions")
permit("coaching.decide", roles={"lead"}, says="Decide what becomes of suggestions")
