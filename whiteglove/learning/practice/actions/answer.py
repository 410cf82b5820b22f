"""Answer the simulated customer: say something, do something, or let them wait; they answer at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.http import Http404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import queries, voicing
from whiteglove.learning.practice.engine import play
from whiteglove.learning.practice.engine.state import Deed, Heard, Turn
from whiteglove.learning.practice.engine.state import Run as Fold
from whiteglove.learning.practice.engine.words import visible
from whiteglove.learning.practice.errors import Refused, Stale
from whiteglove.learning.practice.keeping import kept, number_of
from whiteglove.learning.practice.listening import Reads, listen
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.outcome import outcome
from whiteglove.learning.standards.reader_in_force import in_force

from .changing import tell

LONGEST = 6000  # characters of an answer
MOST_DEEDS, LONGEST_DEED = 20, 2000
MOST_SECONDS = 14 * 24 * 3600


def answer_run(
    *,
    run: Run,
    by: Person,
    at: datetime,
    said: str = "",
    deeds: Sequence[Deed] = (),
    waited: int = 30,
    turn: int | None = None,
    key: str = "",
    reader: Reads | None = None,
) -> Turn:
    """Their turn with what the customer says to it; `.state.is_over` where that was the end.

    turn  which one this is to be, counted from 1: Stale where another has been given in its place
    key   a name of what is brought here, such as a message: brought a second time it changes nothing
    reader  who reads the words, where it isn't the reader in force

    The same words and deeds for the same turn are one turn too. The reader works before any row is locked. Refused
    where the run is over, or there is nothing to answer with.
    """
    require(by, "practice.play", run)
    if run.person_id != by.pk:
        raise Http404
    said, deeds = _checked(said, deeds, waited)
    for _ in range(3):
        before = Run.objects.get(pk=run.pk)
        if found := _given_already(before, said, deeds, turn, key):
            return found
        so_far = _so_far(before, turn)
        heard = _heard(so_far, said, deeds, waited, reader)
        if answered := _write(before, _put(play.answer(so_far, heard)), by, at, {"text": said, "key": key}):
            return answered
    raise Stale


def _checked(said: str, deeds: Sequence[Deed], waited: int) -> tuple[str, tuple[Deed, ...]]:
    if not visible(said).strip() and not deeds:
        raise Refused("Write an answer, or do something.")
    if len(said) > LONGEST or len(deeds) > MOST_DEEDS or any(len(one.value) > LONGEST_DEED for one in deeds):
        raise Refused(f"That is more than anybody reads: an answer has at most {LONGEST} characters.")
    if not 0 <= waited <= MOST_SECONDS:
        raise Refused("Nobody waits for that long.")
    return visible(said).strip(), tuple(deeds)


def _given_already(run: Run, said: str, deeds: tuple[Deed, ...], turn: int | None, key: str) -> Turn | None:
    """The turn that this is, where it is in the run by now."""
    number = number_of(run.inputs, key) or (turn if turn and turn <= run.turns else 0)
    if not number:
        return None
    given = queries.replayed(run).turns[number]
    same = run.inputs[number - 1].get("text", "") == said and given.heard.deeds == deeds
    if same or number_of(run.inputs, key):
        return given
    raise Stale


def _so_far(run: Run, turn: int | None) -> Fold:
    so_far = queries.replayed(run)
    if not run.is_open or so_far.state.is_over:
        raise Refused("This conversation is over.")
    if turn and turn != run.turns + 1:
        raise Stale
    return so_far


def _heard(so_far: Fold, said: str, deeds: tuple[Deed, ...], waited: int, reader: Reads | None = None) -> Heard:
    if not said:
        return Heard((), deeds, waited)
    reader = reader or in_force()
    if reader is None:
        raise Refused("No pack with behaviours is loaded, so nobody would understand your answer.")
    return listen(reader, so_far, said, deeds, waited)


def foreseen(*, run: Run, said: str, deeds: Sequence[Deed], waited: int) -> None:
    """Have what the customer will say to this put in other words by the time they say it. Nothing is written."""
    fold = queries.replayed(run)
    if run.is_open and not fold.state.is_over:
        voicing.begin(play.answer(fold, _heard(fold, said.strip(), tuple(deeds), waited)))


def _put(after: Fold) -> Fold:
    """With the last line in the words in which they say it."""
    voiced = voicing.voiced(after, in_force()) if voicing.in_force() else ""
    return replace(after, turns=(*after.turns[:-1], replace(after.turns[-1], voiced=voiced))) if voiced else after


def _write(before: Run, after: Fold, by: Person, at: datetime, about: dict[str, str]) -> Turn | None:
    """None where somebody else has gone on meanwhile: two windows never make two stories of one run."""
    turn = after.turns[-1]
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",)).get(pk=before.pk)
        if run.turns != before.turns or not run.is_open:
            return None
        run.inputs = [*run.inputs, kept(turn, **about)]
        run.turns, run.mood, run.patience = len(run.inputs), turn.state.mood, turn.state.patience
        if turn.state.is_over:
            run.end(at=at, **outcome(after))
        run.save()
        tell("practice.ended" if turn.state.is_over else "practice.answered", run, by, at)
    return turn
