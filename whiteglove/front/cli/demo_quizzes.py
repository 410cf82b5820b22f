"""What people of the demo company did in quizzes: Mo passed one and is in the middle of another. By the real verbs."""

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.bank.drawing import order_of_answers, rights_of
from whiteglove.learning.quizzes.bank.question import ESSAY, MATCH, NUMBER, SHORT, Question
from whiteglove.learning.quizzes.inventories import inventories
from whiteglove.learning.quizzes.models import Attempt, Given, Portrait

FIRST, SECOND = "service-ethics", "finding-and-mending"
TASK, PORTRAIT = "ccxmp-1-task", "psychometric-3"
TOLD = (
    "I ordered glasses. 1: On the website it said “ready in a week”; I expected a week, since it was in bold. 2: The "
    "optician measured my eyes and was kind; I had expected to be hurried. 3: After nine days I rang; nobody knew "
    "where they were. 4: On day twelve a message came: ready. I think it is the fourth gap: the site promises a "
    "week for all lenses, and the shop told me afterwards that mine always take two. Perhaps it is the third as well, "
    "as nobody may ring the workshop; that I only suppose. First I would change the sentence on the site, together "
    "with whoever orders the lenses, so that it names the time for each kind."
)
SAID = (
    "I can see each step, and you keep apart what you know and what you suppose. The gap is named with its evidence. "
    "It would be stronger if you said how one would notice that the new sentence is kept: who looks, and when?"
)
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
    journey(mo, ada, company.lee, now)


def journey(mo: Person, ada: Person, lee: Person, now: datetime) -> None:
    """Tests of the journey as far as each has come, a task that was read, and two portraits, one of them shared."""
    if TASK not in queries.quizzes():
        return
    taken(mo, "aptitude-1", now - timedelta(days=3), seed=2, wrong=set(range(3, 41, 3)))
    taken(ada, "aptitude-1", now - timedelta(days=150), seed=4, wrong={4, 9, 17, 18, 25, 33})
    taken(ada, "aptitude-2", now - timedelta(days=90), seed=6, wrong={7, 21, 30})
    taken(lee, "leadership-3", now - timedelta(days=30), seed=8, wrong={2, 11, 16, 28, 29, 37})
    paper = actions.begin(quiz=TASK, by=ada, at=now - timedelta(days=11), seed=9)
    sent = actions.save_answer(attempt=paper, place=1, sent={"text": [TOLD]}, by=ada, at=now - timedelta(days=11))
    actions.hand_in(attempt=paper, by=ada, at=now - timedelta(days=11))
    actions.judge(given=sent, percent=82, words=SAID, by=lee, at=now - timedelta(days=9))
    portrayed(lee, now - timedelta(days=29), step=5)
    shared = portrayed(ada, now - timedelta(days=20), step=7)
    if shared:
        actions.share_portrait(portrait=shared, on=True, by=ada, at=now - timedelta(days=20))


def portrayed(person: Person, at: datetime, *, step: int) -> Portrait | None:
    """Mostly what somebody says who likes this work, now and then otherwise."""
    found = inventories().get(PORTRAIT)
    if found is None:
        return None
    high = len(found.points)
    sent = {one.id: str(found.keyed(one, high - 1 - (place % step == 0) + (place % 4 == 0)))
            for place, one in enumerate(found.items)}  # fmt: skip
    made = actions.begin_portrait(inventory=PORTRAIT, by=person, at=at)
    return actions.finish_portrait(portrait=made, sent=sent, by=person, at=at + timedelta(minutes=8))


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
