"""What takes place, who comes, what they said of it."""

from .gathering import Gathering, Kind
from .seat import Feed, Feedback, How, Seat, SeatState

__all__ = ["Feed", "Feedback", "Gathering", "How", "Kind", "Seat", "SeatState"]
