"""End somebody's access, and give it back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.change_person import hold, keep_an_administrator
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.models import Deactivation, Invitation, Person
from whiteglove.ground.people.policy import require


def deactivate(*, person: Person, by: Person, at: datetime, reason: str = "") -> Deactivation:
    """Sign `person` out everywhere and keep them out; invitations they sent are withdrawn.

    What they hold elsewhere (tickets, reviews) is for the rooms that react to `person.deactivated`; the facts
    name the teams. Raises Refused for oneself, for the last administrator, and if they are out already.
    """
    require(by, "people.deactivate", person)
    if person.pk == by.pk:
        raise Refused("You can't end your own access. Ask another administrator.")
    with transaction.atomic():
        fresh = hold(person)
        if not fresh.is_active:
            raise Refused(f"{fresh} has no access already.")
        keep_an_administrator(fresh)
        fresh.is_active = False
        fresh.save(update_fields=["is_active"])
        withdrawn = Invitation.objects.unanswered().filter(by=fresh).update(withdrawn_at=at)
        ended = Deactivation.objects.create(person=fresh, by=by, at=at, reason=reason.strip())
        facts = {"reason": reason.strip(), "teams": sorted(fresh.team_ids), "invitations_withdrawn": withdrawn}
        record("person.deactivated", subject=fresh, by=by, at=at, facts=facts, audience=audience_of(fresh))
    return ended


def reactivate(*, person: Person, by: Person, at: datetime) -> Person:
    """Give access back, with the role and teams they had; closes the deactivation."""
    require(by, "people.deactivate", person)
    with transaction.atomic():
        fresh = Person.objects.select_for_update().get(pk=person.pk)
        if fresh.is_active:
            raise Refused(f"{fresh} has access already.")
        fresh.is_active = True
        fresh.save(update_fields=["is_active"])
        Deactivation.objects.filter(person=fresh, undone_at=None).update(undone_at=at, undone_by=by)
        record("person.reactivated", subject=fresh, by=by, at=at, audience=audience_of(fresh))
    return fresh
