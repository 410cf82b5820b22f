"""Take a certificate back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.models import Credential, Revocation, Why

BY_HAND = (Why.MISTAKE, Why.RULES)


def revoke(*, credential: Credential, by: Person | None, at: datetime, why: str, note: str = "") -> Revocation:
    """From now on everybody who checks it learns so, and `why`; `note` stays here. A certificate that was taken back
    stays so: issue it anew if that was wrong. Raises Refused if it was taken back already."""
    if by is not None:
        require(by, "credentials.revoke", credential)
    if why not in Why.values:
        raise Refused("Please choose why.")
    with transaction.atomic():
        held = hold(credential)
        made = Revocation.objects.create(credential=held, why=why, note=note.strip()[:400], by=by, at=at)
        facts = {"name": held.name, "why": why, "person": held.person_id}
        record("credential.revoked", subject=held, by=by, at=at, facts=facts, audience=f"person:{held.person_id}")
    return made


def hold(credential: Credential) -> Credential:
    """As stored, locked; Refused where it doesn't stand any more."""
    held = Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    if Revocation.objects.filter(credential=held).exists():
        raise Refused("This certificate was taken back already.")
    return held
