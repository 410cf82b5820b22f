"""While the bot waits whether a visitor goes on writing, a language model that is set up is asked already."""

import logging
from datetime import datetime

from whiteglove.service.answers.models import Talk
from whiteglove.service.answers.shortening import endpoint
from whiteglove.service.desk.models import Attendance

from .answer import AT_ONCE, considered, together, unanswered
from .hear import PAUSE

log = logging.getLogger(__name__)
REMEMBERED = 1000
_asked: dict[int, int] = {}  # {talk: the last line that was asked about}


def ask_ahead(*, at: datetime) -> int:
    """For how many talks. Nothing is written; what fails here is met again when the bot answers."""
    if endpoint.in_force() is None:
        return 0
    soon = Talk.objects.select_related("flow", "ticket").filter(due_at__gt=at, due_at__lte=at + 2 * PAUSE)
    return sum(asked_about(talk) for talk in soon.order_by("due_at")[:AT_ONCE])


def asked_about(talk: Talk) -> bool:
    row = Attendance.objects.standing().filter(session=talk.session).first()
    lines = unanswered(talk) if row else []
    if row is None or not lines or _asked.get(talk.pk) == lines[-1].number:
        return False
    if len(_asked) >= REMEMBERED:
        _asked.clear()
    _asked[talk.pk] = lines[-1].number
    try:
        considered(together(talk, row, lines), ahead=True)
    except Exception:
        log.exception("asking ahead stumbled in talk %s", talk.pk)
    return True
