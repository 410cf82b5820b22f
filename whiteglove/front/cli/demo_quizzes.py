"""What people of the demo company did in quizzes: Mo passed one and is in the middle of another. By the real verbs."""

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.bank.drawing import order_of_answers, rights_of
from whiteglove.learning.quizzes.bank.question import ESSAY, MATCH, NUMBER, SHORT, Question
from whiteglove.learning.quizzes.models import Attempt, Given

FIRST, SECOND = "service-ethics", "finding-and-mending"
WRITTEN = (
    "Dear Ms Amara, you had the right day: I promised you a call on Tuesday and didn't make it. I'm sorry. The parcel "
    "left our house this morning and is with you on Friday by noon. I'll look at its way on Thursday evening and write "
    "to you either way. Kind regards, Mo"
)


def answer_quizzes(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the quiz."""
    mo, ada = (Person.objects.get(email=f"{name}@whiteglove.example") for name in ("mo", "ada"))
    named = queries.quizzes()
    if FIRST not in named or Attempt.objects.exists():
        return
    taken(mo, FIRST, now - timedelta(days=2, hours=1), seed=7, wrong={2, 5, 6})
    taken(ada, FIRST, now - timedelta(days=6), seed=3, wrong={4})
    taken(mo, FIRST, now - timedelta(days=1, hours=3), seed=11, wrong={3})
    if SECOND in named:
        begun(mo, SECOND, now - timedelta(minutes=4))


def taken(person: Person, quiz: str, at: datetime, *, seed: int, wrong: set[int]) -> Attempt:
    """Handed in with what is right, save at the places `wrong`."""
    attempt = actions.begin(quiz=quiz, by=person, at=at, seed=seed)
    for given in queries.rows_of(attempt):
        at += timedelta(seconds=50)
        answer(given, attempt, at, rightly=given.place not in wrong)
    return actions.hand_in(attempt=attempt, by=person, at=at)


def begun(person: Person, quiz: str, at: datetime) -> None:
    """Three answers in, one flagged."""
    attempt = actions.begin(quiz=quiz, by=person, at=at, seed=5)
    for given in queries.rows_of(attempt)[:3]:
        answer(given, attempt, at + timedelta(minutes=1), rightly=True)
    actions.flag(attempt=attempt, place=2, on=True, by=person, at=at + timedelta(minutes=2))


def answer(given: Given, attempt: Attempt, at: datetime, *, rightly: bool) -> None:
    shuffle = queries.quiz_of(attempt).shuffle
    sent = sent_for(given.wording.read, attempt.seed, rightly, shuffle=shuffle)
    actions.save_answer(attempt=attempt, place=given.place, sent=sent, by=attempt.person, at=at)


def sent_for(one: Question, seed: int, rightly: bool, *, shuffle: bool) -> dict[str, list[str]]:
    """What the page of somebody who knows it would send, or of somebody who doesn't."""
    if one.kind == ESSAY:
        return {"text": [WRITTEN]}
    if one.kind == SHORT:
        return {"text": [one.answers[0].text.text.replace("*", "") if rightly else "escalate"]}
    if one.kind == NUMBER:
        return {"text": [f"{one.spans[0].first:g}" if rightly else "24"]}
    order = order_of_answers(one, seed, shuffle=shuffle)
    if one.kind == MATCH:
        rights = rights_of(one, seed)
        return {f"pair-{shown}": [str(rights.index(one.pairs[place].right) if rightly else 0)]
                for shown, place in enumerate(order)}  # fmt: skip
    picks = [shown for shown, place in enumerate(order) if ((one.answers[place].weight or 0) > 0) == rightly]
    return {"pick": [str(pick) for pick in picks[: None if rightly else 1]]}
