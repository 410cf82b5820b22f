"""What else is learnt in the demo company: Mo takes the employee training, Ada the CCXMP programme."""

from __future__ import annotations

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.front.cli.demo_academy import confirmed, study
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import apply, read_lesson
from whiteglove.learning.academy.actions.settle import settle
from whiteglove.learning.academy.models import Application, Enrolment
from whiteglove.learning.quizzes import actions as quizzes

TRAINING, CCXMP = "employee-training", "ccxmp"
WHY_MO = "Everybody who begins takes it. I would like to know what the others mean when they speak of needs."
WHY_ADA = (
    "I see one ticket at a time. I would like to see the way that leads to it, and to show with numbers what it is "
    "worth to mend it."
)
SIGN = (
    "We say that every customer is answered by somebody who has read what they wrote. I looked at twenty tickets that "
    "were passed on: in seven the next answer asked for something that was there already. It is a good belief, "
    "but what we reward is the number of answers in an hour. As a first deed I would let whoever passes a ticket on "
    "write three lines, and measure for a month how often something is asked twice. Our lead will try it with four "
    "of us; whoever plans the targets would have to accept a few answers less."
)


def train(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the programmes."""
    found = queries.in_force()
    if not {TRAINING, CCXMP} <= found.keys() or Application.objects.filter(programme=CCXMP).exists():
        return
    mo = Person.objects.get(email="mo@whiteglove.example")
    begun(company, mo, TRAINING, WHY_MO, now - timedelta(days=12), modules=2)
    row = begun(company, company.ada, CCXMP, WHY_ADA, now - timedelta(days=30), modules=0)
    for module, day in zip(found[CCXMP].modules, (21, 3), strict=False):
        at = now - timedelta(days=day)
        for lesson in module.lessons:
            read_lesson.mark_read(enrolment=row, module=module.id, lesson=lesson.id, seconds=900, by=row.person, at=at)
        # The task of the first was written and read among the quizzes (demo_quizzes).
        settle(enrolment=row, at=now - timedelta(days=9))
    hand_in(row.person, found[CCXMP].modules[1].gates[0].items[0].ref, SIGN, now - timedelta(days=2))


def begun(company: Company, person: Person, name: str, why: str, at: datetime, *, modules: int) -> Enrolment:
    programme = queries.in_force()[name]
    asked = apply.apply(programme=name, statement=why, confirmed=confirmed(programme), by=person, at=at)
    row = apply.accept(application=asked, reason="Gladly.", by=company.lee, at=at + timedelta(hours=20))
    for number, module in enumerate(programme.modules[:modules]):
        day = at + timedelta(days=2 + 3 * number)
        study(row, module, day)
        settle(enrolment=row, at=day + timedelta(hours=6))
    return row


def hand_in(person: Person, quiz: str, text: str, at: datetime) -> None:
    """For somebody to read."""
    paper = quizzes.begin(quiz=quiz, by=person, at=at, seed=1)
    quizzes.save_answer(attempt=paper, place=1, sent={"text": [text]}, by=person, at=at)
    quizzes.hand_in(attempt=paper, by=person, at=at + timedelta(minutes=40))
