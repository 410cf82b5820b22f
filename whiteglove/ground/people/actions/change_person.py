"""Change what is known of a person, and the role they play."""

from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.hierarchy import roles_given_by
from whiteglove.ground.people.models import Person, Role
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
    """Give `person` another role. Raises Refused for the last administrator and for roles `by` can't give."""
    require(by, "people.set_role", person)
    with transaction.atomic():
        fresh = Person.objects.select_for_update().get(pk=person.pk)
        if fresh.role == role:
            return fresh
        if role not in roles_given_by(by) or fresh.role not in roles_given_by(by):
            raise Refused("Only an administrator can give or take away that role.")
        if fresh.role == Role.ADMIN:
            keep_an_administrator(fresh)
        facts = {"old": fresh.role, "new": role}
        fresh.role = role
        fresh.save(update_fields=["role"])
        record("person.role_changed", subject=fresh, by=by, at=at, facts=facts, audience=audience_of(fresh))
    return fresh


def keep_an_administrator(leaving: Person) -> None:
    """Refuse to lose the last active administrator.

    All administrators' rows are locked in one order, so that two of them can't leave at the same moment.
    """
    administrators = list(Person.objects.administrators().order_by("pk").select_for_update())
    if all(each.pk == leaving.pk for each in administrators):
        raise Refused(f"{leaving} is the last administrator. Make somebody else an administrator first.")
