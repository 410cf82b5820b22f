"""What somebody on the small journey does, by the real verbs."""

from datetime import datetime

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.learning.journeys.actions import apply, hand_in, judge
from whiteglove.learning.journeys.models import Evidence, Stage
from whiteglove.learning.quizzes.models import Attempt

STATEMENT = "I would like to know more of what I do each day, and to help others with it."
WORDS = "I ask what they tried before I answer, because twice I told them what they knew."


def admitted(person: Person, lead: Person, at: datetime, level: int = 1) -> Stage:
    asked = apply.apply(level=level, statement=STATEMENT, by=person, at=at)
    made = apply.admit(application=asked, by=lead, at=at)
    run_pending(raising=True)
    return made


def handed(person: Person, at: datetime, about: str = "guide", title: str = "Page one", **more: object) -> Evidence:
    given = {"about": about, "title": title, "words": WORDS, "on": at.date()} | more
    made = hand_in.hand_in(**given, by=person, at=at)
    run_pending(raising=True)
    return made


def accepted(one: Evidence, lead: Person, at: datetime) -> None:
    judge.accept(evidence=one, by=lead, at=at)
    run_pending(raising=True)


def took(person: Person, revision: Revision, at: datetime, score: int = 90, quiz: str = "ethics") -> None:
    number = Attempt.objects.filter(person=person, quiz=quiz).count() + 1
    Attempt.objects.create(person=person, quiz=quiz, revision=revision, number=number, seed=1, started_at=at,
                           handed_in_at=at, finished_at=at, score=score, passed=score >= 80)  # fmt: skip
