"""A request is handed in: kept for good, and filed at once, so that its sender reads its number."""

from datetime import datetime

from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.durable import written_through
from whiteglove.service.channels.form import suggesting
from whiteglove.service.channels.models import Account, Arrival

from .submit import Request, submit


def hand_in(*, place: Account, request: Request, page: str, at: datetime, proven: bool = False) -> Arrival:
    """As `submit`; whatever filing comes to, the request is kept. What it sought in vain counts once it is filed."""
    with written_through():
        kept = submit(place=place, request=request, page=page, at=at, proven=proven)
    filed = process(kept.pk, at)
    if filed.state == Arrival.State.FILED and not kept.duplicate:
        suggesting.count_if_missed(request.subject, request.language)
    return filed
