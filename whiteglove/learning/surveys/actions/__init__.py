"""What this room does, one file a verb."""

from .answer import Closed, answer
from .ask import ask_due
from .click import click, settle_clicks
from .follow import follow_merges
from .forget import forget_surveys
from .hear_chats import hear_of_end, hear_of_rating
from .hear_of_delivery import mark_delivered, mark_undelivered
from .heed import heed
from .plan import plan
from .see_to import see_to, undo_seen_to
from .stop import resume, stop
from .switch import NoSuchSurvey, switch
from .try_out import try_out

__all__ = [
    "Closed",
    "NoSuchSurvey",
    "answer",
    "ask_due",
    "click",
    "follow_merges",
    "forget_surveys",
    "hear_of_end",
    "hear_of_rating",
    "heed",
    "mark_delivered",
    "mark_undelivered",
    "plan",
    "resume",
    "see_to",
    "settle_clicks",
    "stop",
    "switch",
    "try_out",
    "undo_seen_to",
]
