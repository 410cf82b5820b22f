"""Put a new key in the place of the one that signs."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.credentials import addresses
from whiteglove.learning.credentials.models import SigningKey

from .signing import make_key


def rotate_key(*, by: Person, at: datetime, distrust: bool = False) -> SigningKey:
    """What the old key signed stays valid, for it stays published. With `distrust` (it may have been stolen) it is
    published no more, nothing it signed is believed, and what it signed is issued anew, by and by."""
    require(by, "credentials.setup")
    did = addresses.own_did()
    with transaction.atomic():
        old = SigningKey.objects.select_for_update().current(did).first()
        if old:
            old.retired_at, old.distrusted_at = at, at if distrust else None
            old.save(update_fields=["retired_at", "distrusted_at"])
        made = make_key(did, by, at)
        facts = {"old": str(old) if old else "none", "new": str(made), "distrusted": old.pk if old and distrust else 0}
        record("issuer.key_rotated", subject=made, by=by, at=at, facts=facts, audience="admin")
    return made
