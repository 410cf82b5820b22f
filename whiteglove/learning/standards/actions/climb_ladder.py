"""Let behaviours learn from what people answered, where there are enough answers; and take it back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.ground.reader.rungs import SHIPPED, rung_within_reach
from whiteglove.learning.standards.models import Correction, Trial
from whiteglove.learning.standards.reader_in_force import InForce, fitting_now, in_force
from whiteglove.service.desk.models import Message

from .read_messages import BEFORE, around, as_said, readable

if TYPE_CHECKING:
    import numpy as np

    from whiteglove.ground.reader.ladder import Climb

log = logging.getLogger(__name__)
MORE = 1.1  # times as many answers as last time, before it is tried again


class TooFew(ValueError):
    """Of `answers`, `yes` of them yes, too few have a sentence that still begins where it did."""

    def __init__(self, behaviour: str, answers: int, yes: int) -> None:
        super().__init__(f"{behaviour} has too few answers to learn from")
        self.answers, self.yes = answers, yes


def climb_where_there_is_more(*, at: datetime) -> list[Trial]:
    """Try each behaviour with enough answers that wasn't tried with nearly as many. Somebody's going back is kept."""
    counted = Correction.objects.to_learn_from().values("behaviour").order_by("behaviour")
    counted = counted.annotate(all=Count("id"), yes=Count("id", filter=Q(verdict=True)))
    ready = [one for one in counted if rung_within_reach(one["all"], one["yes"]) > SHIPPED]
    here = in_force() if ready else None
    if here is None:
        return []
    due = [one["behaviour"] for one in ready if one["behaviour"] in here.reader.behaviours and _due(here, one)]
    return [made for name in due if (made := _tried(here, name, at))]


def _tried(here: InForce, behaviour: str, at: datetime) -> Trial | None:
    """One that can't be learnt doesn't keep the others from it; where answers are too few that is written down, so
    that their messages aren't read again before there are more."""
    try:
        return try_rung(behaviour=behaviour, at=at)
    except TooFew as few:
        return Trial.objects.create(
            behaviour=behaviour, rung=SHIPPED, corrections=few.answers, positives=few.yes, f1_before=0.0, f1_after=0.0,
            adopted=False, fitting=here.fitting, at=at,
        )  # fmt: skip
    except ValueError:
        log.exception("%s could not be learnt", behaviour)
        return None


def set_aside_or_take_up(*, at: datetime) -> int:
    """Say of each trial in use whether the reader in force is still the one it was learnt beside, because only beside
    that one it decides anything; returns how many changed."""
    now = fitting_now()
    used = Trial.objects.in_use().order_by("id") if now else Trial.objects.none()
    aside = [_mark(one, "behaviour.set_aside", at, at) for one in used.exclude(fitting=now).filter(set_aside_at=None)]
    again = [_mark(one, "behaviour.learnt", None, at) for one in used.filter(fitting=now).exclude(set_aside_at=None)]
    return sum(aside) + sum(again)


def _mark(trial: Trial, event: str, since: datetime | None, at: datetime) -> bool:
    with transaction.atomic():
        here = Trial.objects.in_use().filter(pk=trial.pk, set_aside_at=trial.set_aside_at)
        marked = here.update(set_aside_at=since)
        if marked:
            _tell(event, trial, None, at)
    return bool(marked)


def _due(here: InForce, counted: dict) -> bool:
    last = Trial.objects.filter(behaviour=counted["behaviour"]).order_by("-id").first()
    if last is None:
        return True
    if last.ended_by_id:
        return False
    return last.fitting != here.fitting or counted["all"] >= last.corrections * MORE


def try_rung(*, behaviour: str, at: datetime, by: Person | None = None) -> Trial:
    """Learn the rungs within reach beside the reader in force; adopt the best if it does better than what ships, and
    say so. Otherwise what is in use ends too: by all answers it no longer does better.

    Takes seconds, outside of any transaction. TooFew where there is no reader or too few answers.
    """
    from whiteglove.ground.reader.ladder import answers_of, best_climb

    if by is not None:
        require(by, "standards.learn")
    here, rows = in_force(), list(Correction.objects.to_learn_from().filter(behaviour=behaviour).order_by("id"))
    yes = sum(one.verdict for one in rows)
    number = rung_within_reach(len(rows), yes)
    examples = list(_examples(here, behaviour, rows)) if here and number > SHIPPED else []
    number = min(number, rung_within_reach(len(examples), sum(one[2] for one in examples)))
    if number == SHIPPED:
        raise TooFew(behaviour, len(rows), yes)
    tried = best_climb(answers_of(examples), number)
    return _keep(here, behaviour, tried, rows, by, at)


def _examples(here: InForce, behaviour: str, rows: list[Correction]) -> Iterator[tuple[np.ndarray, bool, bool, int]]:
    """(what the sentence shows, the shipped reader's verdict, the person's, the ticket) of each answer.

    Each message is opened among those before it, as when it was read.
    """
    from whiteglove.ground.reader.ladder import shown_by

    by_message: dict[int, list[Correction]] = {}
    for one in rows:
        by_message.setdefault(one.message_id, []).append(one)
    for message, mine in by_message.items():
        said = _said_until(message)
        with here.lock:
            told, place = (as_said(said[-1]), around(said)), {}
            reading = here.reader.read(*told)
            found = {one.sentence for one in reading.of(behaviour)}
            for number, (sentence, (seen, near)) in enumerate(
                zip(reading.sentences, here.reader.open(*told), strict=True)
            ):
                place[sentence.start] = (shown_by(here.reader, behaviour, seen, near), number in found)
        for one in mine:
            if one.start in place:
                yield *place[one.start], one.verdict, said[-1].ticket_id


def _said_until(pk: int) -> list[Message]:
    last = Message.objects.select_related("customer", "author", "ticket__customer").get(pk=pk)
    earlier = readable().filter(ticket=last.ticket_id).select_related("customer", "author", "ticket__customer")
    earlier = earlier.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=pk)).order_by("-at", "-id")[:BEFORE]
    return [*list(earlier)[::-1], last]


def _keep(
    here: InForce, behaviour: str, tried: Climb, rows: list[Correction], by: Person | None, at: datetime
) -> Trial:
    """Write down what was tried. If it is better it takes the place of what was in use; otherwise that ends, but what
    is set aside waits for its own reader."""
    with transaction.atomic():
        used = Trial.objects.in_use().filter(behaviour=behaviour)
        before = (used if tried.better else used.filter(fitting=here.fitting)).first()
        ended = before and used.filter(pk=before.pk).update(ended_at=at)
        made = Trial.objects.create(
            behaviour=behaviour, rung=tried.rung.number, corrections=len(rows),
            positives=sum(one.verdict for one in rows), f1_before=tried.before, f1_after=tried.after,
            adopted=tried.better, weights=tried.rung.as_values() if tried.better else {}, fitting=here.fitting, at=at,
        )  # fmt: skip
        if tried.better:
            _tell("behaviour.learnt", made, by, at)
        elif ended:
            _tell("behaviour.unlearnt", before, by, at)
    return made


def go_back(*, trial: Trial, by: Person, at: datetime) -> bool:
    """The behaviour is as it ships again, until somebody lets it learn anew. False if that was so already."""
    require(by, "standards.learn")
    with transaction.atomic():
        ended = Trial.objects.in_use().filter(pk=trial.pk).update(ended_at=at, ended_by=by)
        if ended:
            _tell("behaviour.unlearnt", trial, by, at)
    return bool(ended)


def use_again(*, trial: Trial, by: Person, at: datetime) -> bool:
    """Undo of going back. False where another has been adopted meanwhile, or it is in use."""
    require(by, "standards.learn")
    with transaction.atomic():
        if Trial.objects.in_use().filter(behaviour=trial.behaviour).exists():
            return False
        back = Trial.objects.filter(pk=trial.pk, adopted=True, ended_by__isnull=False)
        again = back.update(ended_at=None, ended_by=None, set_aside_at=None)
        if again:
            _tell("behaviour.learnt", trial, by, at)
    return bool(again)


def _tell(name: str, trial: Trial, by: Person | None, at: datetime) -> None:
    facts = {"behaviour": trial.behaviour, "rung": trial.rung, "before": trial.f1_before, "after": trial.f1_after}
    record(name, subject=trial, by=by, at=at, facts=facts, audience="admin")
