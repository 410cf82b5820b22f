"""When somebody asks a supervisor: reasons in the standard's words, and the customer's words that give cause."""

from whiteglove.service.desk.asking_supervisors import Known, register
from whiteglove.service.desk.models import Reason, Ticket

from . import queries
from .models import Signal

# The criteria of the standard, by the reasons of the desk; a pack words them, and may leave some out.
REASONS = {
    "manager-asked-for": Reason.MANAGER,
    "policy-exception": Reason.EXCEPTION,
    "beyond-authority": Reason.AUTHORITY,
    "still-unsatisfied": Reason.UNSATISFIED,
    "legal-compliance": Reason.LEGAL,
}


def known_of(ticket: Ticket) -> Known:
    """Two short statements."""
    standard = queries.current()
    found = {one["id"]: one for one in standard.criteria} if standard else {}
    named = {REASONS[name].value: (one["name"], one["says"]) for name, one in found.items() if name in REASONS}
    signals = list(Signal.objects.standing().filter(ticket=ticket).order_by("id"))
    reason = next((one.reason for one in signals if not named or one.reason in named), "")
    return Known(named, reason, "\n".join(one.about for one in signals))


register(known_of)
