"""What stands on the shelf, who reads what, what they wrote of it, and what happened to them in the field."""

from .book import Book, Kind
from .experience import Confirmation, Experience
from .reading import Loan, Note

__all__ = ["Book", "Confirmation", "Experience", "Kind", "Loan", "Note"]
