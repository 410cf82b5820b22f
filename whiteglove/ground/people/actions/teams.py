"""Make teams, name them, close them, and choose who is in them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Membership, Person, Team
from whiteglove.ground.people.policy import require


def create_team(*, name: str, by: Person, at: datetime) -> Team:
    """Create an empty team. Raises Refused if another one has that name."""
    require(by, "people.manage_teams")
    with transaction.atomic():
        team = _written(Team(name=name.strip(), slug=_free_slug(name), created_at=at))
        record("team.created", subject=team, by=by, at=at, facts={"name": team.name}, audience="admin")
    return team


def rename_team(*, team: Team, name: str, by: Person, at: datetime) -> Team:
    """Give the team another name; its slug stays, so that links and mailboxes keep working."""
    require(by, "people.manage_teams", team)
    old, team.name = team.name, name.strip()
    if team.name == old:
        return team
    with transaction.atomic():
        _written(team)
        facts = {"old": old, "new": team.name}
        record("team.renamed", subject=team, by=by, at=at, facts=facts, audience=f"admin team:{team.pk}")
    return team


def archive_team(*, team: Team, by: Person, at: datetime) -> Team:
    """Take the team out of every choice; members and history stay."""
    return _set_archived(team, at, "team.archived", by, at)


def restore_team(*, team: Team, by: Person, at: datetime) -> Team:
    return _set_archived(team, None, "team.restored", by, at)


def add_member(*, team: Team, person: Person, by: Person, at: datetime) -> bool:
    """Put `person` into `team`; False if they were in it already. A lead can only add people they may see."""
    require(by, "people.change_members", team)
    require(by, "people.see", person)
    with transaction.atomic():
        _, new = Membership.objects.get_or_create(team=team, person=person, defaults={"since": at})
        if new:
            _record_membership("team.member_added", team, person, by, at)
    return new


def remove_member(*, team: Team, person: Person, by: Person, at: datetime) -> bool:
    """Take `person` out of `team`; False if they weren't in it."""
    require(by, "people.change_members", team)
    with transaction.atomic():
        gone, _ = Membership.objects.filter(team=team, person=person).delete()
        if gone:
            _record_membership("team.member_removed", team, person, by, at)
    return bool(gone)


def _record_membership(name: str, team: Team, person: Person, by: Person, at: datetime) -> None:
    person.forget_teams()
    facts = {"person": person.pk, "name": person.name}
    record(name, subject=team, by=by, at=at, facts=facts, audience=f"admin team:{team.pk} person:{person.pk}")


def _set_archived(team: Team, archived_at: datetime | None, event: str, by: Person, at: datetime) -> Team:
    require(by, "people.manage_teams", team)
    with transaction.atomic():
        changed = Team.objects.filter(pk=team.pk, archived_at__isnull=archived_at is not None)
        if changed.update(archived_at=archived_at):
            record(event, subject=team, by=by, at=at, audience=f"admin team:{team.pk}")
    team.archived_at = archived_at
    return team


def _written(team: Team) -> Team:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:
        raise Refused(f"There is a team called {team.name} already. Choose another name.") from None
    return team


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "team"
    taken = set(Team.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
