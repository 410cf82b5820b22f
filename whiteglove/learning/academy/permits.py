"""Everybody who learns or works here may learn; leads decide about the people they look after."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Enrolment, Mentoring

STAFF = {"lead", "agent", "trainee"}


def ones_own(person: Person, enrolment: Enrolment) -> bool:
    return enrolment.person_id == person.pk


def one_of_the_two(person: Person, mentoring: Mentoring) -> bool:
    return person.pk in (mentoring.mentor_id, mentoring.enrolment.person_id)


permit("academy.see", roles=STAFF, says="See the programmes of the academy, and apply for one")
permit("academy.learn", roles=STAFF, scope=ones_own, says="Learn in the programmes you are enrolled in")
permit(
    "academy.mentor",
    roles=STAFF,
    scope=one_of_the_two,
    says="Note and confirm conversations between mentor and learner",
)
permit("academy.grant", roles={"lead"}, scope=looks_after, says="Give a learner one more attempt at a gate")
permit(
    "academy.manage", roles={"lead"}, scope=looks_after, says="Decide on applications and sign-offs, and plan workshops"
)
