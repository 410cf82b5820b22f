"""The ticket somebody has before them: a real one within their sight, or one of their own that they practise on.

Whoever asks for a ticket here may be practising: the same pages serve both. Everything else asks `Ticket.objects`,
which knows nothing of practice.
"""

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person

from .models import NO_TEAM, Ticket

# What pages show of it; the few actions that need its team or mailbox read them then.
NEAR = ("customer", "customer__organisation", "assignee")
_any = Prepared(lambda pk: Ticket.objects.filter(pk=pk).select_related(*NEAR))
_in_sight = Prepared(
    lambda pk, lanes, person: Ticket.objects.filter(pk=pk).in_sight(lanes, person).select_related(*NEAR)
)
_rehearsed = Prepared(lambda pk, person: Ticket.every.filter(pk=pk, rehearsed_by=person).select_related(*NEAR))


def ticket_before(person: Person, pk: int) -> Ticket | None:
    """One statement for a real one; None where it isn't theirs to see."""
    if pk > LARGEST or not person.is_staff_member:
        return None
    return _real(person, pk) or _rehearsed.first(pk, person.pk)


def _real(person: Person, pk: int) -> Ticket | None:
    if not person.at_the_desk:
        return None
    return _any.first(pk) if person.role == "admin" else _in_sight.first(pk, [NO_TEAM, *person.team_ids], person.pk)
