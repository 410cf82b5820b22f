"""What the verbs of this room share: lock the gathering, put words into one shape, tell."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import one_line, one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.learning.gatherings.models import Gathering, Seat
from whiteglove.service.desk.errors import Refused

_is_address = URLValidator(schemes=["https", "http"])


def locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update(of=("self",)).get(pk=gathering.pk)


def standing(gathering: Gathering) -> Gathering:
    row = locked(gathering)
    if row.is_off:
        raise Refused("This was called off.")
    return row


def line(words: str, longest: int, ask: str = "") -> str:
    """On one line. Refused with `ask`, where there is one, if it is empty."""
    found = one_line(storable(words))[:longest]
    if ask and not found:
        raise Refused(ask)
    return found


def text(words: str, longest: int) -> str:
    return storable(one_line_end(words)).strip()[:longest]


def web_address(words: str, what: str) -> str:
    found = words.strip()
    if found:
        try:
            _is_address(found)
        except ValidationError:
            raise Refused(f"{what}: give a whole web address, beginning with https://") from None
    return found


def tell(name: str, seat: Seat, by: Person | None, at: datetime, **more: object) -> None:
    """To whoever it concerns alone."""
    facts = {"person": seat.person_id, "gathering": seat.gathering_id} | more
    record(name, subject=seat, by=by, at=at, facts=facts, audience=f"person:{seat.person_id}")
