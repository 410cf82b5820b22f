"""Stop here: the customer has got what they have got."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.outcome import outcome

from .changing import tell


def leave_run(*, run: Run, by: Person | None, at: datetime) -> Run:
    """Met where nothing was open any more, else left. Twice is once. `by` None is the house itself."""
    if by is not None:
        require(by, "practice.play", run)
        if run.person_id != by.pk:
            raise Http404
    with transaction.atomic():
        row = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if row.is_open:
            row.ended_at = at  # so that it is played to its end
            row.end(at=at, **outcome(queries.replayed(row)))
            row.save()
            tell("practice.left", row, by, at)
    return row
