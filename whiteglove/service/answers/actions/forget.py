"""Remove for good what a customer asked the bot; that it answered stays, and counts."""

from datetime import datetime

from whiteglove.service.answers.models import Alias, Talk, Turn
from whiteglove.service.answers.theirs import turns_and_talks_of
from whiteglove.service.customers.models import Customer


def forget_questions(customer: Customer, at: datetime) -> int:
    """In the caller's transaction; gives how many turns there were."""
    of_theirs = turns_and_talks_of(customer)
    Talk.objects.filter(of_theirs).update(told={}, offered={})
    turns = Turn.objects.filter(of_theirs)
    Alias.objects.filter(turn__in=turns.values("pk")).delete()
    return turns.exclude(question="").update(question="")
