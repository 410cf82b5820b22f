"""Everybody who learns takes quizzes; leads read texts and see results of those they look after, and keep the bank."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Attempt

LEARNERS = {"lead", "agent", "trainee"}


def ones_own(person: Person, attempt: Attempt) -> bool:
    return attempt.person_id == person.pk


def of_ones_people(lead: Person, attempt: Attempt) -> bool:
    return looks_after(lead, attempt.person)


permit("quizzes.take", roles=LEARNERS, says="Take quizzes, and see your own results")
permit("quizzes.answer", roles=LEARNERS, scope=ones_own, says="Answer the questions of your own attempts")
permit("quizzes.review", roles={"lead"}, scope=of_ones_people, says="Read texts that your people wrote in quizzes")
permit("quizzes.results", roles={"lead"}, says="See how your people did in quizzes")
permit("quizzes.bank", roles={"lead"}, says="See all questions with their keys, import and export them")
