"""The verbs of the desk; each is the only way to make its change."""

from .assign import assign, take, unassign
from .chat_duty import begin_chat_duty, end_chat_duty, limit_chats
from .classify import set_complex, set_kind, set_priority, set_subject
from .draft import attach, detach, discard_draft, save_draft
from .escalate import accept_escalation, escalate, resolve_escalation, return_escalation, withdraw_escalation
from .macro import archive_macro, bring_back_version, change_macro, make_macro, restore_macro
from .merge import merge, unmerge
from .move import move
from .note import note, undo_note
from .open_ticket import open_ticket
from .pass_on import pass_on, refuse, take_back
from .rehearse import clear_rehearsal, end_rehearsal, hear_played, rehearse
from .reply import reply, undo_reply
from .say_automatically import hand_to_people, say_automatically, solve_by_bot
from .see import see
from .snooze import snooze, wake
from .solve import reopen, solve
from .tag import tag, untag
from .take_over import take_over
from .tap import hear, whisper
from .use_macro import (
    leave_steps_out,
    put_macro_in,
    reply_with_macros,
    run_macro,
    undo_macro,
    undo_reply_with_macros,
)

__all__ = [
    "accept_escalation",
    "archive_macro",
    "assign",
    "attach",
    "begin_chat_duty",
    "bring_back_version",
    "change_macro",
    "clear_rehearsal",
    "detach",
    "discard_draft",
    "end_chat_duty",
    "end_rehearsal",
    "escalate",
    "hand_to_people",
    "hear",
    "hear_played",
    "leave_steps_out",
    "limit_chats",
    "make_macro",
    "merge",
    "move",
    "note",
    "open_ticket",
    "pass_on",
    "put_macro_in",
    "refuse",
    "rehearse",
    "reopen",
    "reply",
    "reply_with_macros",
    "resolve_escalation",
    "restore_macro",
    "return_escalation",
    "run_macro",
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
    "undo_macro",
    "undo_note",
    "undo_reply",
    "undo_reply_with_macros",
    "unmerge",
    "untag",
    "wake",
    "whisper",
    "withdraw_escalation",
]
