"""Walk through a programme as somebody who does everything well: for tests that are about its end."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import attempt, mentor, portfolio, read_lesson, sign_off, workshop
from whiteglove.learning.academy.gates.portfolio import samples
from whiteglove.learning.academy.marking import key_of, written
from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import CASES, LABS, Gate, Item
from whiteglove.learning.academy.standing import known_of
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quizzes import models as tests

THOUGHT = "What I took from it is to say first what is at stake for them."


def walk(row: Enrolment, lead: Person, at: datetime, unsigned: str = "") -> None:
    """Every lesson read, every gate passed and signed off by `lead`, but for the gate `unsigned`."""
    for module in queries.programme_of(row).modules:
        for lesson in module.lessons:
            read_lesson.mark_read(enrolment=row, module=module.id, lesson=lesson.id, by=row.person, at=at)
        for gate in sorted(module.gates, key=lambda one: one.kind == "portfolio"):  # which is made of the others
            for item in gate.items:
                STEPS[gate.kind](row, gate, item, lead, at)
            if gate.signed and gate.id != unsigned:
                asked = sign_off.ask(enrolment=row, gate=gate.id, by=row.person, at=at)
                sign_off.sign_off(review=asked, words="Well done.", by=lead, at=at)


def run(row: Enrolment, scenario: str, medium: str, at: datetime, deeds: list) -> None:
    said = {"seconds": 30, "said": "Hello.", "sentences": [["Hello."]], "text": "Hello.", "deeds": deeds}
    Run.objects.create(person=row.person, scenario=scenario, medium=medium, revision=row.revision, seed=1, mood=80,
                       patience=3, turns=1, inputs=[said], began_at=at, ended_at=at, ending="met", score=90,
                       passed=True, result={"survey": 5})  # fmt: skip


def play(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    run(row, item.ref, item.channel, at, [])


def take(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    tests.Attempt.objects.create(person=row.person, quiz=item.ref, revision=row.revision, number=99, seed=1,
                                 started_at=at, handed_in_at=at, finished_at=at, score=95, passed=True)  # fmt: skip


def case(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    marks = key(row, item.ref).split()
    attempt.hand_in_case(enrolment=row, gate=gate.id, case=item.ref, marks=marks, by=row.person, at=at)


def key(row: Enrolment, case: str) -> str:
    """All its marks in a row, as a page sends them."""
    return " ".join(written(key_of(queries.part_of(row.revision_id, CASES)[case])))


def lab(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    asked = queries.part_of(row.revision_id, LABS)[item.ref]
    found = [[one["fact"], one.get("is") or " ".join(group[0] for group in one.get("words", ()))]
             for one in asked["reach"] if not one.get("none") for _ in range(one.get("least", 1))]  # fmt: skip
    run(row, asked["scenario"], asked["as"], at, found)


def come(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    before = row.at
    day = workshop.schedule(workshop=item.ref, starts_at=at, where="Room 2", seats=4, by=lead, at=before)
    workshop.take_seat(session=day, by=row.person, at=before)
    workshop.mark_attendance(session=day, there=[row.person_id], by=lead, at=at)


def meet(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    pair = mentor.give_mentor(enrolment=row, mentor=lead, by=lead, at=at)
    noted = mentor.note_meeting(mentoring=pair, day=at.date(), minutes=30, about="Listening", by=row.person, at=at)
    mentor.confirm_meeting(meeting=noted, by=lead, at=at)


def serve(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    Attempt.objects.create(enrolment=row, revision=row.revision, gate=gate.id, item=item.id, started_at=at,
                           finished_at=at, score=100)  # fmt: skip


def reflect(row: Enrolment, gate: Gate, item: Item, lead: Person, at: datetime) -> None:
    known = known_of(row, at)
    for one in samples(row, known.standing.programme, gate, known.results):
        if one.chosen and not one.complete:
            portfolio.reflect(enrolment=row, key=one.key, words=f"{THOUGHT} So with {one.key}.", by=row.person, at=at)


STEPS = {"practice": play, "quiz": take, "case": case, "lab": lab, "workshop": come, "mentoring": meet,
         "simulation": serve, "portfolio": reflect}  # fmt: skip
