"""Everybody who works here may put somebody forward; judges score what they were asked to; leads arrange it."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Judge, Nomination

STAFF = {"lead", "agent", "trainee"}


def ones_own(person: Person, judge: Judge) -> bool:
    return judge.person_id == person.pk and judge.ended_at is None


def concerned(person: Person, nomination: Nomination) -> bool:
    return person.pk in (nomination.nominee_id, nomination.by_id)


permit("awards.see", roles=STAFF, says="See awards and who won them, and put somebody forward")
permit("awards.own", roles=STAFF, scope=concerned, says="Read and change nominations you made or that are about you")
permit("awards.judge", roles={"lead", "agent"}, scope=ones_own, says="Judge where you were asked to")
permit("awards.manage", roles={"lead"}, says="Plan awards and appoint judges")
