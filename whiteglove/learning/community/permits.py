"""Everybody who works here meets the others. What somebody writes of themselves is theirs, what two people say to each
other is theirs alone; whoever looks after somebody sees that they are mentored, and whether a talk was held."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Mentorship, Speech

STAFF = {"lead", "agent", "trainee"}


def one_of_the_two(person: Person, mentorship: Mentorship) -> bool:
    return person.pk in (mentorship.mentor_id, mentorship.mentee_id)


def of_whom_they_look_after(lead: Person, speech: Speech) -> bool:
    return speech.person_id != lead.pk and looks_after(lead, speech.person)


permit("community.see", roles=STAFF, says="Meet colleagues: the directory and the community")
permit("community.own", roles=STAFF, says="Write your own profile, and choose what strangers see of it")
permit("community.mentor", roles={"lead", "agent"}, says="Offer to mentor colleagues")
permit("community.meet", roles=STAFF, scope=one_of_the_two, says="Work with your mentor or mentee")
permit("community.oversee", roles={"lead"}, says="See that your people are mentored, not what is said")
permit("community.invite", roles={"lead"}, says="Invite colleagues to speak")
permit("community.confirm", roles={"lead"}, scope=of_whom_they_look_after, says="Confirm that your people spoke")
