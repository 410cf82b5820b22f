"""What sort of matter it is, how urgent, how difficult."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Kind, Priority, Ticket

from .change import Unchanged, changing, tell


def set_priority(*, ticket: Ticket, by: Person | None, at: datetime, priority: str) -> Ticket:
    if priority not in Priority.values:
        raise Refused("Choose low, normal, high or urgent.")
    return put(ticket, by, at, "priority", priority)


def set_kind(*, ticket: Ticket, by: Person | None, at: datetime, kind: str) -> Ticket:
    if kind not in Kind.values:
        raise Refused("Choose billing, technical, refund, feature request, complaint or other.")
    return put(ticket, by, at, "kind", kind)


def set_complex(*, ticket: Ticket, by: Person | None, at: datetime, complex: bool = True) -> Ticket:
    """A complex matter has the longer resolution time, with regular updates."""
    return put(ticket, by, at, "complex", complex)


def set_subject(*, ticket: Ticket, by: Person | None, at: datetime, subject: str) -> Ticket:
    if not subject.strip():
        raise Refused("A ticket needs a subject.")
    return put(ticket, by, at, "subject", " ".join(subject.split())[:500])


def put(ticket: Ticket, by: Person | None, at: datetime, field: str, new: object) -> Ticket:
    """Set one field and say so; nothing happens if it has the value already."""
    with changing(ticket, by=by, at=at, permit="desk.classify") as now:
        old = getattr(now, field)
        if old == new:
            raise Unchanged
        setattr(now, field, new)
        tell(f"ticket.{field}_set", now, by, at, old=old, new=new)
    return ticket
