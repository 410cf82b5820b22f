"""Change what is known of a person, and the role they play."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.hierarchy import roles_given_by, teams_given_by
from whiteglove.ground.people.models import Invitation, Person, Role, Team
from whiteglove.ground.people.policy import require

DETAILS = frozenset({"name", "languages", "time_zone", "locale"})
OWN = DETAILS | {"signature", "keyboard_off", "theme"}


def change_person(*, person: Person, by: Person, at: datetime, **details: Any) -> Person:
    """Set some of name, languages, time_zone, locale; on one's own profile also signature, keyboard_off, theme.

    Records the old and new values of what really changed, and nothing if nothing did.
    """
    own = person.pk == by.pk
    require(by, "people.own_profile" if own else "people.change", None if own else person)
    if foreign := set(details) - (OWN if own else DETAILS):
        raise Refused(f"Only {person.first_name} can change: {', '.join(sorted(foreign))}.")
    with transaction.atomic():
        fresh = Person.objects.select_for_update().get(pk=person.pk)
        changes = {key: [getattr(fresh, key), value] for key, value in details.items() if getattr(fresh, key) != value}
        if not changes:
            return fresh
        for key, (_, value) in changes.items():
            setattr(fresh, key, value)
        fresh.save(update_fields=list(changes))
        record("person.changed", subject=fresh, by=by, at=at, facts={"changes": changes}, audience=audience_of(fresh))
    return fresh


def change_role(*, person: Person, role: str, by: Person, at: datetime) -> Person:
    """Give `person` another role. Invitations they sent that their new role can't give are withdrawn.

    Raises Refused for the last administrator and for roles `by` can't give.
    """
    require(by, "people.set_role", person)
    with transaction.atomic():
        fresh = hold(person)
        if fresh.role == role:
            return fresh
        if role not in roles_given_by(by) or fresh.role not in roles_given_by(by):
            raise Refused("Only an administrator can give or take away that role.")
        keep_an_administrator(fresh)
        old, fresh.role = fresh.role, role
        fresh.save(update_fields=["role"])
        # An invitation as administrator would be their way back.
        foreign = Team.objects.exclude(pk__in=teams_given_by(fresh))
        given = Invitation.objects.filter(role__in=roles_given_by(fresh)).exclude(teams__in=foreign)
        beyond = Invitation.objects.unanswered().filter(by=fresh).exclude(pk__in=given.values("pk"))
        facts = {"old": old, "new": role, "invitations_withdrawn": beyond.update(withdrawn_at=at)}
        record("person.role_changed", subject=fresh, by=by, at=at, facts=facts, audience=audience_of(fresh))
    return fresh


def hold(person: Person) -> Person:
    """`person` as stored, locked together with every administrator, always in the same order.

    So two administrators can't leave at the same moment, each believing that the other stays.
    """
    concerned = Person.objects.filter(Q(pk=person.pk) | Q(role=Role.ADMIN)).order_by("pk").select_for_update()
    return next(each for each in concerned if each.pk == person.pk)


def keep_an_administrator(leaving: Person) -> None:
    """Refuse to lose the last active administrator; `leaving` must be held."""
    if leaving.role == Role.ADMIN and not Person.objects.administrators().exclude(pk=leaving.pk).exists():
        raise Refused(f"{leaving} is the last administrator. Make somebody else an administrator first.")
