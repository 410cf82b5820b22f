"""Remove for good what a customer asked the bot; that it answered stays, and counts."""

from datetime import datetime

from whiteglove.service.answers.models import Alias, Talk, Turn
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import theirs


def forget_questions(customer: Customer, at: datetime) -> int:
    """In the caller's transaction; gives how many turns there were."""
    tickets = theirs(customer).tickets
    Talk.objects.filter(ticket__in=tickets).update(told={}, offered={})
    Alias.objects.filter(turn__ticket__in=tickets).delete()
    return Turn.objects.filter(ticket__in=tickets).exclude(question="").update(question="")
