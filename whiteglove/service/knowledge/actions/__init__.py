"""The verbs of this room."""

from .archive import archive, restore
from .category import add_category, change_category, move_category, remove_category, settle_category
from .change import changing
from .draft import Kept, save_draft
from .index import index
from .miss import count_miss, settle_miss
from .move import change, move, set_review, settle_down
from .picture import HEAVIEST, add_picture
from .publish import publish, unpublish
from .quick_reference import keep_quick_reference, remove_quick_reference
from .read import note_read
from .start import born_from_ticket, start, translate
from .subscribe import confirm, subscribe, unsubscribe
from .vote import vote, withdraw_vote

__all__ = [
    "HEAVIEST",
    "Kept",
    "add_category",
    "add_picture",
    "archive",
    "born_from_ticket",
    "change",
    "change_category",
    "changing",
    "confirm",
    "count_miss",
    "index",
    "keep_quick_reference",
    "move",
    "move_category",
    "note_read",
    "publish",
    "remove_category",
    "remove_quick_reference",
    "restore",
    "restore_version",
    "save_draft",
    "set_review",
    "settle_category",
    "settle_down",
    "settle_miss",
    "start",
    "subscribe",
    "translate",
    "unpublish",
    "unsubscribe",
    "vote",
    "withdraw_vote",
]  # fmt: skip

from .restore_version import restore_version
