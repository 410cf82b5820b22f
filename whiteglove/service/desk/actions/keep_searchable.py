"""Keep a ticket's searchable text in step with it, in the same transaction."""

from whiteglove.service.desk.models import Ticket


def keep_searchable(ticket: Ticket) -> None:
    """To be completed with search."""
