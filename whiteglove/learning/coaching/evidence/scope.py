"""Which conversations count for coaching: the one place that says what is left out."""

from django.db.models import QuerySet

from whiteglove.service.desk.models import Ticket

from .shape import Window


def counted(rows: QuerySet, window: Window, ticket: str = "ticket") -> QuerySet:
    """Of rows that hang on a ticket (by the field `ticket`), those of tickets that whoever reads the agenda with them
    sees: not even a count tells of another team's."""
    if window.read_by is None:
        return rows
    return rows.filter(**{f"{ticket}__in": Ticket.objects.visible_to(window.read_by)})
