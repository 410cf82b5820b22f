"""Say which telephone stands beside whom."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import one_line
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.channels.models import Extension
from whiteglove.service.desk.errors import Refused


def give_extension(*, person: Person, number: str, by: Person | None, at: datetime) -> None:
    """Empty takes it away. Refused for one that is a colleague's."""
    if by is not None:
        require(by, "calls.setup")
    number = one_line(number).strip()[:20]
    with transaction.atomic():
        if number and (other := Extension.objects.exclude(person=person).filter(number=number).first()):
            raise Refused(f"{other.person.name} has the extension {number}.")
        if number:
            Extension.objects.update_or_create(person=person, defaults={"number": number})
        else:
            Extension.objects.filter(person=person).delete()
        record("extension.given", subject=person, by=by, at=at, audience="admin", facts={"number": number})
