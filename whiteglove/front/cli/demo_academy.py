"""The academy of the demo company: Mo is under way, Ada would like to begin, Lee has something to decide."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import apply, attempt, mentor, portfolio, read_lesson, sign_off, workshop
from whiteglove.learning.academy.actions.settle import settle
from whiteglove.learning.academy.marking import key_of, written
from whiteglove.learning.academy.models import Application, Enrolment
from whiteglove.learning.academy.programme import CASES, Module
from whiteglove.learning.practice import queries as practice
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.engine.words import fill
from whiteglove.learning.practice.listening import deed_of
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.schema import EXPECT, GOOD
from whiteglove.learning.practice.schema import PART as SCENARIOS
from whiteglove.learning.quizzes import actions as quizzes
from whiteglove.learning.quizzes.bank.drawing import order_of_answers, rights_of
from whiteglove.learning.quizzes.bank.question import CHOICE, MATCH, SEVERAL, TRUTH
from whiteglove.learning.quizzes.models import Given
from whiteglove.service.desk.errors import Refused

PROGRAMME = "ace-csp"
TOLD = "My neighbour asked whether her old kettle was safe. I said no, though I knew she couldn't afford another."
WHY_MO = "I help at the front desk already and would like to learn how to stay calm and useful when somebody is upset."
WHY_ADA = (
    "I answer customers every day, and I would like to have the ground under it again, above all for the calls "
    "in which somebody shouts. And I would like to mentor others one day."
)
"""What Mo has served by now: scenario, channel. The last one waits for a sign-off."""
SERVED = (
    ("refund-wrong-size", "email"), ("feature-group-booking", "email"), ("cultural-after-sunset", "chat"),
    ("recovery-name-on-the-cake", "email"),
)  # fmt: skip
LETTER = "ace-csp-110.recovery-letter"


def teach(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the programme."""
    programme, mo = queries.in_force().get(PROGRAMME), Person.objects.get(email="mo@whiteglove.example")
    if programme is None or Application.objects.exists():
        return
    lee, ada, began = company.lee, company.ada, now - timedelta(days=24)
    asked = apply.apply(programme=PROGRAMME, statement=WHY_MO, confirmed=confirmed(programme), by=mo, at=began)
    row = apply.accept(
        application=asked, reason="Gladly. Ada goes along with you.", by=lee, at=began + timedelta(days=1)
    )
    mentor.give_mentor(enrolment=row, mentor=ada, by=lee, at=began + timedelta(days=1))
    first = programme.modules[0]
    study(row, first, began + timedelta(days=3))
    serve(row, began + timedelta(days=9))
    talk(row, ada, now)
    gather(row, company, now)
    apply.apply(
        programme=PROGRAMME, statement=WHY_ADA, confirmed=confirmed(programme), by=ada, at=now - timedelta(hours=20)
    )
    settle(enrolment=row, at=now)


def confirmed(programme) -> dict[str, str]:
    return {one["id"]: TOLD if one.get("words") else "" for one in programme.facts["prerequisites"]}


def study(row: Enrolment, module: Module, at: datetime) -> None:
    """The first module: its lessons, its case studies, its test."""
    mo = row.person
    for lesson in module.lessons:
        at += timedelta(hours=5)
        read_lesson.mark_read(enrolment=row, module=module.id, lesson=lesson.id, seconds=700, by=mo, at=at)
    cases = queries.part_of(row.revision_id, CASES)
    for gate in module.gates:
        for item in gate.items if gate.kind == "case" else ():
            marks = written(key_of(cases[item.ref]))[1:]  # one of them not seen
            attempt.hand_in_case(enrolment=row, gate=gate.id, case=item.id, marks=marks, by=mo, at=at)
        for item in gate.items if gate.kind == "quiz" else ():
            take(mo, item.ref, at)


def take(person: Person, quiz: str, at: datetime) -> None:
    """A test, all of it right but for what has to be written."""
    with suppress(Refused):
        paper = quizzes.begin(quiz=quiz, by=person, at=at, seed=1)
        for given in Given.objects.filter(attempt=paper).select_related("wording"):
            sent = rightly(given, paper.seed)
            quizzes.save_answer(attempt=paper, place=given.place, sent=sent, by=person, at=at + timedelta(minutes=2))
        quizzes.hand_in(attempt=paper, by=person, at=at + timedelta(minutes=9))


def rightly(given: Given, seed: int) -> dict[str, list[str]]:
    one = given.wording.read
    order = order_of_answers(one, seed, shuffle=True)
    if one.kind == MATCH:
        rights = rights_of(one, seed)
        return {f"pair-{shown}": [str(rights.index(one.pairs[place].right))] for shown, place in enumerate(order)}
    if one.kind in (CHOICE, TRUTH, SEVERAL):
        return {"pick": [str(shown) for shown, place in enumerate(order) if (one.answers[place].weight or 0) > 0]}
    return {"text": [one.answers[0].text.text if one.answers else ""]}


def serve(row: Enrolment, at: datetime) -> None:
    """As the authors think it good. The letter waits for Lee's word."""
    ruling = practice.in_force()
    for scenario, medium in SERVED if ruling else ():
        if scenario in ruling[1]:
            play(row.person, scenario, medium, at)
        at += timedelta(days=3)
    with suppress(Refused):
        sign_off.ask(enrolment=row, gate=LETTER, by=row.person, at=at)


def play(person: Person, scenario: str, medium: str, at: datetime) -> Run:
    run = begin_run(scenario=scenario, medium=medium, by=person, at=at)
    case = practice.case_of_run(run)
    turns = practice.packs.content(SCENARIOS, practice.in_force()[0])[EXPECT][scenario][GOOD]["turns"]
    for turn in fill(turns, case.values):
        at += timedelta(minutes=2)
        if Run.objects.open().filter(pk=run.pk).exists():
            deeds = [deed_of(one) for one in turn.get("do", ())]
            answer_run(run=run, said=turn.get("say", "").replace("Ada", "Mo"), deeds=deeds, by=person, at=at)
    run.refresh_from_db()
    return leave_run(run=run, by=person, at=at + timedelta(minutes=1)) if run.is_open else run


def talk(row: Enrolment, ada: Person, now: datetime) -> None:
    """One conversation both confirmed, one that waits for Mo."""
    pair, about = queries.mentoring_of(row), {"minutes": 30, "by": ada}
    held = mentor.note_meeting(mentoring=pair, day=(now - timedelta(days=9)).date(), at=now - timedelta(days=9),
                               about="The first sentence of an email, before it explains.", **about)  # fmt: skip
    mentor.confirm_meeting(meeting=held, by=row.person, at=now - timedelta(days=8))
    mentor.note_meeting(mentoring=pair, day=(now - timedelta(days=1)).date(), at=now - timedelta(days=1),
                        about="How to ask for what is missing without a reproach.", **about)  # fmt: skip


def gather(row: Enrolment, company: Company, now: datetime) -> None:
    """A workshop next week, with two seats taken; and a thought in the portfolio."""
    day = (now + timedelta(days=7)).replace(hour=13, minute=0, second=0, microsecond=0)
    with suppress(Refused):
        made = workshop.schedule(workshop="calm-under-pressure", starts_at=day, where="Room 2, second floor", seats=8,
                                 by=company.lee, at=now - timedelta(days=2))  # fmt: skip
        for one in (row.person, company.ada):
            workshop.take_seat(session=made, by=one, at=now - timedelta(days=1))
    best = Run.objects.of(row.person).filter(scenario=SERVED[0][0], ended_at__isnull=False).first()
    if best:
        words = (
            "I asked what she would like before I told her what is possible. She decided, and it took one message less."
        )
        portfolio.reflect(enrolment=row, key=f"run:{best.pk}", words=words, by=row.person, at=now - timedelta(days=1))
