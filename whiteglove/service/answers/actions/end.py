"""The bot has left a chat: its talk is over."""

from whiteglove.ground.events.models import Event
from whiteglove.service.answers.models import Talk
from whiteglove.service.desk.models import Attendance


def end_talk(event: Event) -> int:
    """`event`: ticket.bot_left. Idempotent; a talk that was begun again since goes on."""
    facts = event.facts
    if Attendance.objects.standing().filter(session=facts["session"]).exists():
        return 0
    talks = Talk.objects.filter(session=facts["session"]).open()
    if facts["ending"] == Talk.Ending.HANDED_OVER:  # the bot says why where it hands over itself
        talks.filter(why="").update(why="elsewhere")
    return talks.update(ended_at=event.at, ending=facts["ending"], due_at=None)
