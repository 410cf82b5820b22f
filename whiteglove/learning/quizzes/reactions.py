"""What this room does again and again."""

from datetime import datetime

from whiteglove.ground.events.registry import every

from . import actions


@every(seconds=20, name="quizzes.hand_in")
def hand_in_what_is_overdue(at: datetime) -> None:
    actions.hand_in_overdue(at)
