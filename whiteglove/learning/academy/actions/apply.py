"""Apply for a programme, withdraw; accept, decline, take the decision back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.bringing import brought, in_words
from whiteglove.learning.academy.models import Application, Enrolment
from whiteglove.learning.academy.models.application import ApplicationState
from whiteglove.service.desk.errors import Refused

from .changing import manage, said
from .enrol import enrol, leave

ENOUGH = 40  # characters of a statement


def apply(*, programme: str, statement: str, confirmed: Mapping[str, str], by: Person, at: datetime) -> Application:
    """`confirmed`: {prerequisite: their words to it}; each that is asked for and not seen has to be there."""
    require(by, "academy.see")
    found = queries.in_force().get(programme)
    if found is None:
        raise Refused("This programme isn't offered any more.")
    seen = {id: in_words(one) for id, one in brought(found, by, at).items() if one.met}
    asked = [one for one in found.facts["prerequisites"] if one["id"] not in seen]
    missing = [one["name"] for one in asked if not _met(one, confirmed)]
    if missing:
        raise Refused(f"Still to be confirmed: {', '.join(missing)}.")
    words = said(statement, "Say in a few sentences why you would like to take it.")
    if len(words) < ENOUGH:
        raise Refused("Tell a little more of why you would like to take it: two or three sentences.")
    known = seen | {one["id"]: confirmed[one["id"]].strip()[:2000] for one in asked}
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)  # pressed twice, the second finds the first
        if Enrolment.objects.not_ended().filter(person=by, programme=programme).exists():
            raise Refused("You take this programme already.")
        if Application.objects.waiting().filter(person=by, programme=programme).exists():
            raise Refused("Your application is waiting for a decision already.")
        made = Application.objects.create(programme=programme, revision_id=queries.ruling_revision(), person=by,
                                          statement=words, confirmed=known, at=at)  # fmt: skip
        _tell("application.made", made, by, at)
    return made


def _met(one: Mapping, confirmed: Mapping[str, str]) -> bool:
    """Ticked; and answered, where words are asked for."""
    return one["id"] in confirmed and (not one.get("words") or len(confirmed[one["id"]].strip()) >= ENOUGH)


def withdraw(*, application: Application, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = _waiting(application)
        if row.person_id != by.pk:
            raise Refused("Only whoever applied withdraws it.")
        _decide(row, ApplicationState.WITHDRAWN, "", by, at)
        _tell("application.withdrawn", row, by, at)


def accept(*, application: Application, reason: str, by: Person, at: datetime) -> Enrolment:
    """They begin with what is in force now, which may be newer than what they applied to."""
    manage(by, application.person)
    with transaction.atomic():
        row = _waiting(application)
        _decide(row, ApplicationState.ACCEPTED, reason.strip()[:2000], by, at)
        _tell("application.accepted", row, by, at)
        return enrol(person=row.person, programme=row.programme, application=row, by=by, at=at)


def decline(*, application: Application, reason: str, by: Person, at: datetime) -> Application:
    manage(by, application.person)
    words = said(reason, "Say why, and what would have to be different: they read it.", 2000)
    with transaction.atomic():
        row = _waiting(application)
        _decide(row, ApplicationState.DECLINED, words, by, at)
        _tell("application.declined", row, by, at)
    return row


def reopen(*, application: Application, by: Person, at: datetime) -> Application:
    """The decision is taken back, and with it the enrolment it led to, as long as nothing was done in it."""
    manage(by, application.person)
    with transaction.atomic():
        row = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application.pk)
        if row.state not in (ApplicationState.ACCEPTED, ApplicationState.DECLINED):
            raise Refused("There is no decision to take back.")
        if Application.objects.waiting().filter(person=row.person, programme=row.programme).exists():
            raise Refused("They have applied again since: decide on that one.")
        for made in Enrolment.objects.not_ended().filter(application=row):
            if made.lessons.exists() or made.attempts.exists():
                raise Refused("They have begun already: end the enrolment instead, and say why.")
            leave(enrolment=made, why="The application is looked at again", by=by, at=at)
        row.state, row.decided_at, row.decided_by, row.reason = ApplicationState.WAITING, None, None, ""
        row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
        _tell("application.reopened", row, by, at)
    return row


def _waiting(application: Application) -> Application:
    row = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=application.pk)
    if not row.is_waiting:
        raise Refused("This application was decided meanwhile.")
    return row


def _decide(row: Application, state: str, reason: str, by: Person | None, at: datetime) -> None:
    row.state, row.decided_at, row.decided_by, row.reason = state, at, by, reason
    row.save(update_fields=["state", "decided_at", "decided_by", "reason"])


def _tell(name: str, row: Application, by: Person | None, at: datetime) -> None:
    facts = {"person": row.person_id, "programme": row.programme}
    record(name, subject=row, by=by, at=at, facts=facts, audience=f"person:{row.person_id}")
