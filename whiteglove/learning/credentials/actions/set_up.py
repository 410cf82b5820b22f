"""Say who issues certificates."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.credentials import queries
from whiteglove.learning.credentials.models import IssuerProfile


def set_up(
    *, name: str, url: str, email: str, about: str, by: Person | None, at: datetime, image: bytes | None = None
) -> IssuerProfile:
    """From the next certificate on. `image` is a PNG, b"" for none, None to keep what there is."""
    if by is not None:
        require(by, "credentials.setup")
    with transaction.atomic():
        kept = bytes(queries.profile().image) if image is None else image
        made = IssuerProfile.objects.create(name=name, url=url, email=email, about=about, image=kept, by=by, at=at)
        record("issuer.changed", subject=made, by=by, at=at, facts={"name": name}, audience="admin")
    return made
