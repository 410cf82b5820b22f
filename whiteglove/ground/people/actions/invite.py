"""Ask somebody to join: a letter with a link that works once, for a week."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.hierarchy import roles_given_by, teams_given_by
from whiteglove.ground.people.letters import send_invitation
from whiteglove.ground.people.models import Invitation, Person, Role, Team
from whiteglove.ground.people.models.invitation import VALID_FOR, hashed
from whiteglove.ground.people.policy import require

ASKED = "{} has an open invitation. You can send it again from the list of invitations."
CANNOT_GIVE = "You can't invite somebody as {}. Ask an administrator."


def invite(
    *,
    email: str,
    role: str,
    by: Person,
    at: datetime,
    name: str = "",
    teams: Iterable[Team] = (),
    language: str = "en-gb",
    valid_for: timedelta = VALID_FOR,
) -> Invitation:
    """Invite `email`; the returned invitation carries the link's `token` this once, stored is only its hash.

    Raises Refused if they are here already, asked already, or if `by` may not give that role or those teams.
    """
    require(by, "people.invite")
    email, teams = email.strip().lower(), list(teams)
    _refuse_what_cannot_be(email, role, teams, by, at)
    token = token_urlsafe(32)
    with transaction.atomic():
        # An expired letter makes room for a new one.
        Invitation.objects.unanswered().filter(email=email, expires_at__lte=at).update(withdrawn_at=at)
        invitation = _written(
            email=email,
            name=name.strip(),
            role=role,
            language=language,
            token_hash=hashed(token),
            by=by,
            created_at=at,
            expires_at=at + valid_for,
        )
        invitation.teams.set(teams)
        record("person.invited", subject=invitation, by=by, at=at, facts={"role": role}, audience="admin")
        invitation.token = token
        transaction.on_commit(lambda: _post(invitation, at))
    return invitation


def resend_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """Send a fresh link that is valid from now; the old link stops working.

    Who sends it sees the link, so it must be an invitation they could have given, and is theirs from now on: it ends
    with their access. Raises Refused.
    """
    require(by, "people.invite", invitation)
    _refuse_what_is_not_theirs(invitation.role, list(invitation.teams.current()), by)
    token = token_urlsafe(32)
    with transaction.atomic():
        fresh = Invitation.objects.unanswered().filter(pk=invitation.pk)
        span = max(invitation.expires_at - invitation.created_at, timedelta(hours=1))
        if not fresh.update(token_hash=hashed(token), expires_at=at + min(span, VALID_FOR), sent_at=None, by=by):
            raise Refused("This invitation is settled already: it was accepted or withdrawn.")
        invitation.refresh_from_db()
        record("person.invitation_resent", subject=invitation, by=by, at=at, audience="admin")
        invitation.token = token
        transaction.on_commit(lambda: _post(invitation, at))
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> None:
    """Make the link worthless. Raises Refused once it was accepted."""
    require(by, "people.invite", invitation)
    with transaction.atomic():
        if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=at):
            raise Refused("This invitation is settled already: it was accepted or withdrawn.")
        record("person.invitation_withdrawn", subject=invitation, by=by, at=at, audience="admin")


def _written(**fields) -> Invitation:
    """The constraint has the last word: somebody else may have asked the same person a moment ago."""
    try:
        with transaction.atomic():
            return Invitation.objects.create(**fields)
    except IntegrityError:
        raise Refused(ASKED.format(fields["email"])) from None


def _post(invitation: Invitation, at: datetime) -> None:
    """Send the letter; without `sent_at` the list of invitations says that it didn't leave."""
    if send_invitation(invitation):
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=at)


def _refuse_what_cannot_be(email: str, role: str, teams: list[Team], by: Person, at: datetime) -> None:
    if Person.objects.filter(email=email).exists():
        raise Refused(f"{email} is here already. Look for them in the list of people.")
    if Invitation.objects.pending(at).filter(email=email).exists():
        raise Refused(ASKED.format(email))
    _refuse_what_is_not_theirs(role, teams, by)
    if by.role != Role.ADMIN and not teams:
        raise Refused("Choose at least one of your teams.")


def _refuse_what_is_not_theirs(role: str, teams: list[Team], by: Person) -> None:
    if role not in roles_given_by(by):
        raise Refused(CANNOT_GIVE.format(Role(role).label.lower()))
    if not {team.pk for team in teams} <= set(teams_given_by(by).values_list("pk", flat=True)):
        raise Refused("You can only invite into your own teams.")
