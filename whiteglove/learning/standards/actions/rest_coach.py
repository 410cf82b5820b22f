"""Switch the coach off and on for oneself. Private: nothing is announced, and nobody else sees it."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.standards.models import CoachRest

PERMIT = "desk.reply"


def rest_coach(*, by: Person, at: datetime) -> None:
    require(by, PERMIT)
    CoachRest.objects.get_or_create(person=by, defaults={"at": at})


def wake_coach(*, by: Person, at: datetime) -> None:
    require(by, PERMIT)
    CoachRest.objects.filter(person=by).delete()
