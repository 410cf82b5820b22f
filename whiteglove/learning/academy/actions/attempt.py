"""Hand in a case study; begin and end the simulation, let its customers come."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.packs.in_force import known
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.gates import simulation
from whiteglove.learning.academy.marking import judged, key_of, read_marks, written
from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import CASES, SIMULATION, Gate
from whiteglove.learning.academy.queries import part_of, programmes_at
from whiteglove.learning.academy.simulating import score_of, targets
from whiteglove.learning.academy.standing import standing_of
from whiteglove.learning.academy.state import Status
from whiteglove.service.desk.errors import Refused

from .arrive import arrive
from .changing import gate_of, learning, locked, tell


def hand_in_case(
    *, enrolment: Enrolment, gate: str, case: str, marks: Sequence[str], by: Person, at: datetime
) -> Attempt:
    """`marks` such as “2.0.empathy”: message, sentence, behaviour. Judged at once, by the learner's revision."""
    content = part_of(enrolment.revision_id, CASES).get(case)
    if content is None:
        raise Refused("This case study isn't part of the programme as you began it.")
    given = read_marks(marks, content)
    if not given:
        raise Refused("Mark at least one sentence, then hand in.")
    with learning(enrolment, by) as row:
        check_may_try(row, gate, case, at)
        found = judged(key_of(content), given, content["choose"])
        outcome = asdict(found)
        made = Attempt.objects.create(enrolment=row, revision_id=row.revision_id, gate=gate, item=case, started_at=at,
                                      finished_at=at, score=found.score, work={"marks": written(given)},
                                      outcome=outcome)  # fmt: skip
        tell("attempt.finished", made, row, by, at, gate=gate, item=case, score=found.score)
    return made


def begin_simulation(*, enrolment: Enrolment, gate: str, by: Person, at: datetime) -> Attempt:
    """The clock runs from now on."""
    found = gate_of(enrolment, gate)
    if found.kind != SIMULATION:
        raise Refused("This gate has no simulation.")
    with learning(enrolment, by) as row:
        running = Attempt.objects.running().filter(enrolment=row, gate=gate).first()
        if running:
            return running
        check_may_try(row, gate, found.items[0].id, at)
        made = Attempt.objects.create(enrolment=row, revision_id=row.revision_id, gate=gate, item=found.items[0].id,
                                      started_at=at, until=at + timedelta(seconds=found.own["within"]))  # fmt: skip
        tell("attempt.begun", made, row, by, at, gate=gate, item=made.item, until=made.until)
        arrive(row, made, found, at)
    return made


def let_next_come(*, attempt: Attempt, at: datetime) -> None:
    """Of a simulation that runs, once somebody has gone. Idempotent."""
    with transaction.atomic():
        row = locked(attempt.enrolment)
        running = Attempt.objects.running().filter(pk=attempt.pk, until__gt=at).first()
        if running and row.ended_at is None and row.person.is_staff_member:
            arrive(row, running, gate_at(attempt), at)


def end_simulation(*, attempt: Attempt, by: Person | None, at: datetime) -> Attempt:
    """By the learner, or by the house when its time is over. Idempotent."""
    gate = gate_at(attempt)
    if by is not None and by.pk != attempt.enrolment.person_id:
        raise Refused("Only the learner does this.")
    with transaction.atomic():
        row = locked(attempt.enrolment)
        running = Attempt.objects.running().select_for_update(of=("self",)).filter(pk=attempt.pk).first()
        if running is None:
            return Attempt.objects.get(pk=attempt.pk)
        running.enrolment = row
        _judge(running, gate, at)
        running.save(update_fields=["finished_at", "score", "outcome"])
        tell("attempt.finished", running, row, by, at, gate=gate.id, item=running.item, score=running.score)
    return running


def _judge(attempt: Attempt, gate: Gate, at: datetime) -> None:
    served = [one for one, _ in simulation.served(attempt, gate, at)]
    found = targets(served, gate.own)
    attempt.finished_at, attempt.score = min(at, attempt.until), score_of(found)
    attempt.outcome = {"served": [asdict(one) for one in served], "targets": [asdict(one) for one in found]}


def end_overdue(*, at: datetime) -> int:
    """Simulations whose time is over. Returns how many."""
    rows = Attempt.objects.running().filter(until__lte=at).select_related("enrolment__person")[:200]
    return len([end_simulation(attempt=one, by=None, at=at) for one in rows])


def gate_at(attempt: Attempt) -> Gate:
    """By the rules of the day it was begun, whatever its learner was moved on to since."""
    programme = programmes_at(known(attempt.revision_id)).get(attempt.enrolment.programme)
    gate = programme.gate(attempt.gate) if programme else None
    if gate is None:
        raise Refused("This gate isn't part of the programme as you began it.")
    return gate


def check_may_try(enrolment: Enrolment, gate: str, item: str, at: datetime) -> None:
    """Refused with the reason where the gate isn't open, its attempts are used, or a pause isn't over."""
    standing = standing_of(enrolment, at)
    state = standing.gate(gate) if standing else None
    one = state.of_item(item) if state else None
    if one is None:
        raise Refused("This isn't part of the programme as you began it.")
    if state.status == Status.LOCKED:
        raise Refused(state.why)
    if one.left == 0:
        raise Refused(
            "All attempts at this are used. Ask for a second look, or talk with whoever manages the programme."
        )
    if one.next_at:
        raise Refused("There is a pause between two attempts, and it isn't over yet.")
