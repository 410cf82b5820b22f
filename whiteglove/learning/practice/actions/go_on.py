"""The customer answers what was said and done at the desk since they last spoke."""

import logging
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice import desk_queries, pace, voicing
from whiteglove.learning.practice.desk_deeds import Told
from whiteglove.learning.practice.engine.state import SETTLED, Turn
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Run, Sitting
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.actions.each import each

from .answer import LONGEST, MOST_DEEDS, answer_run, foreseen
from .changing import tell
from .leave import leave_run

logger = logging.getLogger(__name__)
AT_ONCE = 200


def listen(event: Event) -> None:
    """Somebody who practises has spoken: their customer answers after a while, counted anew from each further word."""
    run = Run.objects.open().filter(ticket=event.subject_id).select_related("person").first()
    if run is None:
        return
    due = event.at + pace.answers_in(run.medium, run.seed, run.turns)
    if Sitting.objects.filter(run=run, heard__lt=event.pk).update(due_at=due):
        tell("practice.listening", run, run.person, event.at)


def answer_due(*, at: datetime) -> int:
    """Every customer whose time has come says what they have to say. Returns how many."""
    due = list(Sitting.objects.filter(due_at__lte=at).order_by("due_at").values_list("run", flat=True)[:AT_ONCE])
    if voicing.in_force() and len(due) > 1:
        each(due, lambda run: foresee(run, at), lambda run: f"Other words for practice run {run}")
    return each(due, lambda run: go_on(run=run, at=at), lambda run: f"The customer of practice run {run}")


def foresee(run: int, at: datetime) -> None:
    """So that nobody waits for a language model in a row."""
    sitting = Sitting.objects.select_related("run__person", "run__ticket").get(run=run)
    told = desk_queries.told_in(sitting) if sitting.run.ticket else None
    if told and told.said:
        foreseen(run=sitting.run, said=told.said[:LONGEST], deeds=told.deeds[:MOST_DEEDS],
                 waited=waited(sitting.run, told, at))  # fmt: skip


def go_on(*, run: int, at: datetime) -> Turn | None:
    """Their turn is worked out before any lock; run twice, they say it once."""
    sitting = Sitting.objects.select_related("run__person", "run__ticket").get(run=run)
    row = sitting.run
    told = desk_queries.told_in(sitting) if row.ticket else None
    if told is None or told.last <= sitting.heard:
        return rest(sitting)
    turn = None
    if row.is_open and (told.said or told.deeds) and not done_by_then(row, told):
        try:
            turn = answer_run(
                run=row, by=row.person, at=at, said=told.said[:LONGEST], deeds=told.deeds[:MOST_DEEDS],
                waited=waited(row, told, at), key=f"event:{told.last}", reader=desk_queries.reads_again(told),
            )  # fmt: skip
        except Refused as no:
            logger.warning("The customer of practice run %s says nothing: %s", run, no)
    return say(sitting, told, turn, at)


def done_by_then(run: Run, told: Told) -> bool:
    """Nothing more is asked: the ticket is solved without another word, and nothing is open any more."""
    return told.solved and not told.said and len(told.deeds) == 1 and desk_queries.stage_of(run) == SETTLED


def waited(run: Run, told: Told, at: datetime) -> int:
    return pace.waited(run.medium, desk_queries.spoke_last(run), told.spoke or at)


def rest(sitting: Sitting) -> None:
    Sitting.objects.filter(pk=sitting.pk, due_at=sitting.due_at).update(due_at=None)


def say(sitting: Sitting, told: Told, turn: Turn | None, at: datetime) -> Turn | None:
    """In one transaction with how far they have listened."""
    run = sitting.run
    ends = bool(told.solved and (turn is None or turn.state.stage == SETTLED))
    with transaction.atomic():
        now = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
        if now.heard != sitting.heard:
            return None
        over = bool(turn and turn.state.is_over)
        if turn and turn.said and not ends:
            desk.hear_played(ticket=run.ticket, at=at, text=turn.told, parting=over)
        if over:
            desk.end_rehearsal(ticket=run.ticket, at=at)
        now.heard = told.last
        now.due_at = None if now.due_at == sitting.due_at else now.due_at
        now.save()
    if ends:
        leave_run(run=run, by=None, at=at)
    return turn


def stop(*, run: Run, by: Person, at: datetime) -> Run:
    """Leave it. What was said and done since the last turn counts, as it would have a moment later."""
    if run.is_open and run.ticket_id and Sitting.objects.filter(run=run).exists():
        go_on(run=run.pk, at=at)
        desk.end_rehearsal(ticket=run.ticket, at=at)
    return leave_run(run=run, by=by, at=at)
