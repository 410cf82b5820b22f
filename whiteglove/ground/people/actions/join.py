"""Become a person of this house: by invitation, as the first administrator, or added by an administrator's program."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.models import Invitation, Membership, Person, Role, Team


def accept_invitation(*, invitation: Invitation, name: str, password: str | None, at: datetime) -> Person:
    """Turn an invitation into a person. Without a password they must add a passkey next.

    The invitation is claimed by a conditional update first, so that two clicks make one person.
    Raises Refused if it has expired, was withdrawn or used.
    """
    with transaction.atomic():
        if not Invitation.objects.pending(at).filter(pk=invitation.pk).update(accepted_at=at):
            raise Refused("This invitation can no longer be used. Ask whoever invited you for a new one.")
        person = add_person(
            email=invitation.email,
            name=name,
            role=invitation.role,
            teams=invitation.teams.current(),
            password=password,
            locale=invitation.language,
            by=None,
            at=at,
        )
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    return person


def found(*, email: str, name: str, password: str, at: datetime) -> Person:
    """Create the first administrator of an empty house. Raises Refused once there is one."""
    with transaction.atomic():
        if Person.objects.administrators().exists():
            raise Refused("There is an administrator already. Ask them for an invitation.")
        return add_person(email=email, name=name, role=Role.ADMIN, password=password, by=None, at=at)


def add_person(
    *,
    email: str,
    name: str,
    role: str,
    at: datetime,
    by: Person | None,
    teams: Iterable[Team] = (),
    password: str | None = None,
    **details,
) -> Person:
    """Create a person with `details` (fields of Person) and put them into `teams`. Asks no permit: callers do."""
    person = Person(email=email.strip().lower(), name=name.strip(), role=role, joined_at=at, **details)
    person.set_password(password)
    with transaction.atomic():
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError:
            raise Refused(f"{person.email} is here already.") from None
        teams = list(teams)
        Membership.objects.bulk_create(Membership(person=person, team=team, since=at) for team in teams)
        facts = {"role": role, "teams": [team.pk for team in teams]}
        record("person.joined", subject=person, by=by or person, at=at, facts=facts, audience=audience_of(person))
    return person
