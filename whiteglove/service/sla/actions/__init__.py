"""Setting when we are open and which times are promised."""

from .adopt_targets import Adopted, adopt_targets
from .choose_calendar import give_to_team, make_default
from .define_calendar import NameTaken, Stale, change_calendar, define_calendar, restore_version
from .remove_calendar import InUse, bring_back_calendar, remove_calendar

__all__ = [
    "Adopted", "InUse", "NameTaken", "Stale", "adopt_targets", "bring_back_calendar", "change_calendar",
    "define_calendar", "give_to_team", "make_default", "remove_calendar", "restore_version",
]  # fmt: skip
