"""Let customers of a running simulation come to the desk by themselves, as many as may be there at once."""

from datetime import datetime

from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import Gate
from whiteglove.learning.academy.simulating import to_come
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.queries import names


def arrive(row: Enrolment, attempt: Attempt, gate: Gate, at: datetime) -> list[Run]:
    """Idempotent while the enrolment is locked. A gate that names no number leaves it to the learner to call them."""
    known = names()
    plays = [(one["scenario"], one["as"]) for one in gate.own["plays"] if one["scenario"] in known]
    rows = Run.objects.of(row.person).whole().filter(began_at__gte=attempt.started_at)
    said = rows.values_list("scenario", "medium", "ended_at")
    begun = [((scenario, medium), ended) for scenario, medium, ended in said]
    going = [play for play, ended in begun if ended is None]
    come = to_come(plays, {play for play, _ in begun}, going, gate.own.get("at_once", 0))
    return [_come(row, scenario, medium, at) for scenario, medium in come]


def _come(row: Enrolment, scenario: str, medium: str, at: datetime) -> Run:
    run = begin_run(by=row.person, at=at, scenario=scenario, medium=medium, anew=True)
    return sit_down(run=run, by=row.person, at=at)
