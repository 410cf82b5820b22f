"""What this room does, one file a verb."""

from .load_standard import SHIPPED, load_standard, take_in

__all__ = ["SHIPPED", "load_standard", "take_in"]
