"""Sort tickets by words."""

import re
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Tag, Tagging, Ticket

from .change import Unchanged, changing, tell


def tag(*, ticket: Ticket, by: Person | None, at: datetime, name: str) -> Tag:
    """The same tag twice is one tag, and no second event."""
    name = tidy(name)
    with changing(ticket, by=by, at=at, permit="desk.tag") as now:
        found = known(name) if now.rehearsed else Tag.objects.get_or_create(name=name)[0]
        if not Tagging.objects.get_or_create(ticket=now, tag=found, defaults={"by": by, "at": at})[1]:
            raise Unchanged
        tell("ticket.tagged", now, by, at, tag=name)
    return found


def known(name: str) -> Tag:
    """Practising makes no tags that others are then offered."""
    if found := Tag.objects.filter(name=name).first():
        return found
    raise Refused("While you practise, choose a tag that the desk has already.")


def untag(*, ticket: Ticket, by: Person | None, at: datetime, name: str) -> bool:
    """False if the ticket didn't have the tag."""
    name = tidy(name)
    with changing(ticket, by=by, at=at, permit="desk.tag") as now:
        gone = Tagging.objects.filter(ticket=now, tag__name=name).delete()[0]
        if not gone:
            raise Unchanged
        tell("ticket.untagged", now, by, at, tag=name)
    return bool(gone)


def tidy(name: str) -> str:
    """A tag as it is kept: lower case, words joined by hyphens. Raises Refused for none or a very long one."""
    tidied = re.sub(r"[^\w]+", "-", name.strip().lstrip("#").lower()).strip("-")
    if not tidied:
        raise Refused("A tag needs at least one letter or number.")
    if len(tidied) > 60:
        raise Refused("A tag has at most 60 letters.")
    return tidied
