"""The nouns of the desk."""

from .attendance import Attendance
from .chat_wait import ChatWait, Outcome
from .clock import Clock, ClockState
from .commitment import Commitment, Sort, Stage, Who
from .draft import Draft, Seen
from .handover import Handover, Tap
from .macro import Macro, MacroHabit, MacroRun, MacroVersion
from .message import STOPPED, Attachment, MailId, Message, MessageKind
from .rules import Acknowledged, DeskRules
from .search import SearchText
from .states import Assignment, ChatDuty, ChatLimit, Escalation, Link, Merge, Reason, Snooze, Solution
from .tag import Tag, Tagging
from .tally import Tally, places
from .ticket import NO_TEAM, VIEWS, Kind, Priority, State, Ticket

__all__ = [
    "NO_TEAM",
    "STOPPED",
    "VIEWS",
    "Acknowledged",
    "Assignment",
    "Attachment",
    "Attendance",
    "ChatDuty",
    "ChatLimit",
    "ChatWait",
    "Clock",
    "ClockState",
    "Commitment",
    "DeskRules",
    "Draft",
    "Escalation",
    "Handover",
    "Kind",
    "Link",
    "Macro",
    "MacroHabit",
    "MacroRun",
    "MacroVersion",
    "MailId",
    "Merge",
    "Message",
    "MessageKind",
    "Outcome",
    "Priority",
    "Reason",
    "SearchText",
    "Seen",
    "Snooze",
    "Solution",
    "Sort",
    "Stage",
    "State",
    "Tag",
    "Tagging",
    "Tally",
    "Tap",
    "Ticket",
    "Who",
    "places",
]
