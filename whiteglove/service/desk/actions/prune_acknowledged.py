"""Whom we acknowledged a mail of is kept for as long as it counts against the limit, and no longer."""

from datetime import datetime

from whiteglove.service.desk.models import Acknowledged

from .acknowledge import HOUR


def prune_acknowledged(at: datetime) -> int:
    """Returns how many went."""
    return Acknowledged.objects.filter(at__lte=at - HOUR).delete()[0]
