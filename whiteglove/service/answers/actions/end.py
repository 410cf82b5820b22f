"""The bot has left a chat: its talk is over."""

from whiteglove.ground.events.models import Event
from whiteglove.service.answers.models import Talk
from whiteglove.service.desk.models import Attendance


def end_talk(event: Event) -> int:
    """`event`: ticket.bot_left. Idempotent; a talk that was begun again since goes on."""
    facts = event.facts
    if Attendance.objects.standing().filter(session=facts["session"]).exists():
        return 0
    ended = {"ended_at": event.at, "ending": facts["ending"], "due_at": None}
    return Talk.objects.filter(session=facts["session"]).open().update(**ended)
