"""Remove what a customer was asked and has said, for the erasure of their personal data."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.surveys.models import SeenTo, Survey, SurveyAnswer, SurveyClick, Unsubscription
from whiteglove.service.channels.actions.forget import forget_outgoings
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import keys_of

GONE = "Erased at the customer's wish."


def forget_surveys(customer: Customer, at: datetime) -> int:
    """Numbers stay, as what happened does: that somebody was asked, and gave a 4. Words, addresses and mails go, and
    with them every way to answer. Returns how many rows it touched."""
    with transaction.atomic():
        rows = Survey.objects.filter(customer=customer)
        forget_outgoings(ids=[pk for pk in rows.values_list("outgoing_id", flat=True) if pk])
        told = SurveyAnswer.objects.filter(survey__customer=customer).exclude(comment="").update(comment="")
        SeenTo.objects.filter(answer__survey__customer=customer).exclude(note="").update(note=GONE)
        SurveyClick.objects.filter(survey__customer=customer).delete()
        rows.filter(expires_at__gt=at).update(expires_at=at)
        rows.waiting().update(dropped_at=at, why="no_address")
        emptied = rows.exclude(address="").update(address="")
        keys = [*keys_of(customer)]
        stopped, _ = Unsubscription.objects.filter(key__in=keys).delete()
    return told + emptied + stopped
