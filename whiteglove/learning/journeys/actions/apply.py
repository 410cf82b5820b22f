"""Apply for a level, withdraw; admit, decline, take the decision back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.gathering import day_of, known_of
from whiteglove.learning.journeys.links import safe_links
from whiteglove.learning.journeys.models import Application, Stage
from whiteglove.learning.journeys.models.judged import State
from whiteglove.learning.journeys.rules import Journey, Level
from whiteglove.learning.journeys.standing import admissible
from whiteglove.service.desk.errors import Refused

from .changing import ENOUGH, journey, locked, other_hands, review, said, settle_on, taken_back_by, tell, undecided


def apply(*, level: int, statement: str, links: Sequence[str] = (), by: Person, at: datetime) -> Application:
    """For the next level and no other. `links`: at most five addresses of documents."""
    require(by, "journeys.own")
    found = journey()
    words = said(statement, "Tell in two or three sentences why you would like to be admitted.", least=ENOUGH)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)  # pressed twice, the second finds the first
        holds = queries.in_time(queries.badges_of(by, found), at)
        wanted = queries.next_level(found, queries.stages_of(by, found), holds)
        if wanted is None or wanted.number != level:
            raise Refused("One level after the other: complete the one you are on, and apply for the next.")
        if queries.open_application(by, found):
            raise Refused("Your application is waiting for a decision already.")
        made = Application.objects.create(journey=found.id, level=level, person=by, statement=words,
                                          links=safe_links(links), at=at)  # fmt: skip
        tell("journey.applied", made, by.pk, by, at, level=level)
    return made


def withdraw(*, application: Application, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = locked(application)
        if row.person_id != by.pk or not row.is_waiting:
            raise Refused("It was decided meanwhile, or isn't yours.")
        tell("journey.application_withdrawn", by, by.pk, by, at, level=row.level)
        row.delete()


def admit(*, application: Application, reason: str = "", by: Person, at: datetime) -> Stage:
    """By what is in force now. Refused while anything but the decision itself is missing."""
    review(by, application.person)
    found = journey()
    with transaction.atomic():
        row = undecided(application, by)
        level = found.level(row.level)
        if level is None:
            raise Refused("The journey in force has no such level.")
        missing(found, level, row.person, at)
        more = other_hands(by, row.person)
        settle_on(row, State.ACCEPTED, reason.strip()[:2000], by, at)
        made = Stage.objects.create(
            journey=found.id, revision_id=queries.ruling_revision(), person=row.person, level=level.number,
            application=row, admitted_at=at, by=by, asked=len(level.to_do), looked_at=at,
        )  # fmt: skip
        tell("journey.admitted", made, row.person_id, by, at, level=level.number, **more)
    return made


def missing(journey: Journey, level: Level, person: Person, at: datetime) -> None:
    """Refused with what is missing."""
    verdict = admissible(level, known_of(person, journey), day_of(at))
    if not verdict.met:
        parts = [f"{one.asks}. {one.why}" for one in verdict.parts if not one.met] or [verdict.why]
        raise Refused(f"Not all that admits to it is there yet: {' '.join(parts)}")


def decline(*, application: Application, reason: str, by: Person, at: datetime) -> Application:
    review(by, application.person)
    words = said(reason, "Say why, and what would have to be different: they read it.", 2000)
    with transaction.atomic():
        row = undecided(application, by)
        settle_on(row, State.RETURNED, words, by, at)
        tell("journey.declined", row, row.person_id, by, at, level=row.level)
    return row


def reopen(*, application: Application, by: Person, at: datetime) -> Application:
    """The decision is taken back, and the admission with it, as long as nothing was met on the level; what was there
    already on the day they came isn't."""
    review(by, application.person)
    with transaction.atomic():
        row = taken_back_by(locked(application), by)
        if row.is_waiting or queries.applied_since(row):
            raise Refused("There is no decision to take back, or they have applied again since.")
        stage = Stage.objects.standing().select_for_update().filter(application=row).first()
        if stage and (stage.completed_at or stage.met_duties.filter(at__gt=stage.admitted_at).exists()):
            raise Refused("They have begun already: what was met on the level stays.")
        if stage:
            stage.ended_at = at
            stage.save(update_fields=["ended_at"])
        settle_on(row, State.WAITING, "", None, None)
        tell("journey.decision_taken_back", row, row.person_id, by, at, level=row.level)
    return row
