"""Remove for good the words of a customer that were kept as evidence, for the erasure of their personal data."""

from whiteglove.learning.closing.models import SelfAnswer, SelfCheck
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import GONE
from whiteglove.service.desk.models import Message
from whiteglove.service.desk.theirs import theirs


def forget_checks(customer: Customer) -> int:
    """What was answered stays; what was quoted goes. The desk has emptied its messages before."""
    found = theirs(customer)
    emptied = Message.objects.filter(ticket__in=found.around, text=GONE).values_list("pk", flat=True)
    gone, count = found.messages | set(emptied), 0
    around = Message.objects.filter(pk__in=gone).values_list("ticket", flat=True)
    tickets = set(found.around) | set(around)
    for row in SelfAnswer.objects.filter(check_of__ticket__in=tickets).iterator():
        shown = [one | {"quote": ""} if one.get("message") in gone else one for one in row.shown]
        if shown != row.shown:
            count += 1
            SelfAnswer.objects.filter(pk=row.pk).update(shown=shown)
    SelfCheck.objects.filter(ticket__in=found.tickets).exclude(overruled="").update(overruled=GONE)
    return count
