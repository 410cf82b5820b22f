"""The verbs of this room."""

from .accept import accept, unaccept
from .category import archive_category, change_category, make_category, restore_category
from .digest import send_digest, tell_due
from .draft import discard_draft, save_draft
from .forget import forget_customer, leave, take_back_words
from .help import helped, not_helped
from .member import change_letters, end_digest, know_everybody, read_all
from .mentor import end_mentor, name_mentor
from .moderate import close, hide, merge, move, undo
from .notice import see_notices, tell, tell_followers, tell_mentioned
from .read import follow, see, unfollow
from .report import dismiss, report
from .reword import delete, restore, reword
from .write import answer, open_topic

__all__ = [
    "accept", "answer", "archive_category", "change_category", "change_letters", "close", "delete", "discard_draft",
    "dismiss", "end_digest", "end_mentor", "follow", "forget_customer", "helped", "hide", "know_everybody", "leave",
    "make_category", "merge", "move", "name_mentor", "not_helped", "open_topic", "read_all", "report", "restore",
    "restore_category", "reword", "save_draft", "see", "see_notices", "send_digest", "take_back_words", "tell",
    "tell_due", "tell_followers", "tell_mentioned", "unaccept", "undo", "unfollow",
]  # fmt: skip
