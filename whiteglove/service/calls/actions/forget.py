"""Remove for good who called and what was said, for the erasure of their personal data. That there was a call stays."""

from datetime import datetime

from django.db.models import Q, QuerySet

from whiteglove.service.calls.models import Sheet, SpokenLine
from whiteglove.service.channels.actions.forget import drop_unused, forget_arrivals
from whiteglove.service.channels.models import Arrival, Call, CallMark, CallRecording
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import GONE

ERASED = "erased"


def sheets_of(customer: Customer) -> QuerySet[Sheet]:
    """By who it turned out to be, by their tickets, and by their numbers where nobody said who it was."""
    numbers = customer.addresses.filter(kind="phone").values("key")
    nobodys = Q(customer=None, call__number__in=numbers)
    return Sheet.objects.filter(Q(customer=customer) | Q(ticket__customer=customer) | nobodys).order_by("id")


def forget_calls(customer: Customer, at: datetime) -> int:
    """Returns how many calls it emptied; in the caller's transaction. What the exchange told goes too, and what it may
    still tell of them brings nothing back."""
    sheets = list(sheets_of(customer).values_list("pk", "call_id"))
    calls = [call for _, call in sheets]
    rows = Call.objects.select_for_update().filter(pk__in=calls).order_by("pk")
    forget_arrivals(ids=[pk for call in rows for pk in arrivals_of(call)])
    recorded = CallRecording.objects.filter(call__in=calls)
    blobs = set(recorded.exclude(blob=None).values_list("blob_id", flat=True))
    recorded.delete()
    drop_unused(blobs)
    CallMark.objects.filter(call__in=calls).exclude(says="").update(says=GONE)
    SpokenLine.objects.filter(sheet__in=[pk for pk, _ in sheets]).update(text=GONE)
    Sheet.objects.filter(pk__in=[pk for pk, _ in sheets]).update(name="")
    return Call.objects.filter(pk__in=calls).update(number="", withheld=False, ref=ERASED)


def arrivals_of(call: Call) -> list[int]:
    if not call.external_id:
        return []
    told = Arrival.objects.filter(kind="phone", account=call.account_id, envelope__call=call.external_id)
    return list(told.values_list("pk", flat=True))
