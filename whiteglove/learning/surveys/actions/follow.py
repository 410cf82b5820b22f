"""What a customer said of a matter goes where the matter goes: into a merge, and back."""

from collections.abc import Iterable

from django.db import transaction

from whiteglove.learning.surveys.models import Survey


def follow_merges(tickets: Iterable[int]) -> int:
    """Each survey of these tickets lies where the ticket it was planned in lives on. Returns how many moved."""
    moved = 0
    with transaction.atomic():
        rows = Survey.objects.select_for_update(of=("self",)).filter(ticket__in=list(tickets)).order_by("pk")
        for survey in rows.select_related("origin"):
            here = survey.origin.current.pk
            if here != survey.ticket_id:
                survey.ticket_id = here
                survey.save(update_fields=["ticket"])
                moved += 1
    return moved
