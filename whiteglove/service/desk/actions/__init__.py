"""The verbs of the desk; each is the only way to make its change."""

from .assign import assign, take, unassign
from .chat_duty import begin_chat_duty, end_chat_duty, limit_chats
from .classify import set_complex, set_kind, set_priority, set_subject
from .draft import attach, detach, discard_draft, save_draft
from .escalate import accept_escalation, escalate, resolve_escalation, return_escalation
from .merge import merge, unmerge
from .move import move
from .note import note
from .open_ticket import open_ticket
from .pass_on import pass_on, refuse, take_back
from .reply import reply, undo_reply
from .say_automatically import hand_to_people, say_automatically, solve_by_bot
from .see import see
from .snooze import snooze, wake
from .solve import reopen, solve
from .tag import tag, untag
from .take_over import take_over
from .tap import hear, whisper

__all__ = [
    "accept_escalation",
    "assign",
    "attach",
    "begin_chat_duty",
    "detach",
    "discard_draft",
    "end_chat_duty",
    "escalate",
    "hand_to_people",
    "hear",
    "limit_chats",
    "merge",
    "move",
    "note",
    "open_ticket",
    "pass_on",
    "refuse",
    "reopen",
    "reply",
    "resolve_escalation",
    "return_escalation",
    "save_draft",
    "say_automatically",
    "see",
    "set_complex",
    "set_kind",
    "set_priority",
    "set_subject",
    "snooze",
    "solve",
    "solve_by_bot",
    "tag",
    "take",
    "take_back",
    "take_over",
    "unassign",
    "undo_reply",
    "unmerge",
    "untag",
    "wake",
    "whisper",
]
