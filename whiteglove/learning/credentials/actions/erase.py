"""Erase a certificate: nothing is left of it but its place in the status list, which says that it doesn't hold."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.credentials.models import Credential, Revocation, Why


def erase(*, credential: Credential, by: Person | None, at: datetime) -> Credential:
    """As its holder wishes, who may do it; for somebody who left an administrator does. Its page says that it is gone.
    Doing it again changes nothing."""
    if by is not None and not (may(by, "credentials.setup") or may(by, "credentials.own", credential)):
        raise PermissionDenied("Only its holder or an administrator can erase a certificate.")
    with transaction.atomic():
        held = Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
        if held.erased_at:
            return held
        Revocation.objects.get_or_create(credential=held, defaults={"why": Why.HOLDER, "by": by, "at": at})
        held.revocation.clear()
        _forget_in_events(held)
        record("credential.erased", subject=held, by=by, at=at)
        held.person, held.holder, held.signed, held.token, held.ref, held.erased_at = None, "", "", "", "", at
        held.save(update_fields=["person", "holder", "signed", "token", "ref", "erased_at"])
    return held


def erase_person(person: Person, at: datetime) -> None:
    """Of somebody who left: what was noted where a certificate was taken back. The certificates hold outside too, and
    stay until their holder or an administrator erases them one by one."""
    for row in Revocation.objects.filter(credential__person=person).exclude(note=""):
        row.clear()


def _forget_in_events(credential: Credential) -> None:
    """That it was issued stays known, with its time, without the name."""
    for event in Event.objects.about(credential).named("credential.issued"):
        Event.objects.filter(pk=event.pk).update(facts=event.facts | {"holder": ""})
