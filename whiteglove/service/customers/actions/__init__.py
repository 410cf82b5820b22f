"""The verbs of this room."""

from .address import Taken, add_address, make_primary, note_bounce, remove_address, split_address
from .change import add, change
from .erase import erase, export_customer
from .merge import CannotMerge, merge, unmerge
from .note import change_note, note, remove_note, restore_note
from .organisation import add_organisation, change_organisation
from .recall import learn, recall
from .recognise import recognise
from .touch import touch
from .verify import verify, withdraw_verification
from .visit import ask_for_link, come_in, leave, leave_everywhere

__all__ = [
    "CannotMerge", "Taken", "add", "add_address", "add_organisation", "ask_for_link", "change", "change_note",
    "change_organisation", "come_in", "erase", "export_customer", "learn", "leave", "leave_everywhere", "make_primary",
    "merge", "note", "note_bounce",
    "recall", "recognise", "remove_address", "remove_note", "restore_note", "split_address", "touch", "unmerge",
    "verify", "withdraw_verification",
]  # fmt: skip
