"""The nouns of this room."""

from .article import Archival, Article, Audience, Redirect
from .category import Category, CategoryTitle
from .feedback import MISSES_KEPT, Reads, Reason, SearchMiss, Subscription, Vote
from .picture import Picture
from .quick_reference import QuickReference
from .search import Page, Posting, Slip, Word, for_finding
from .translation import Publication, Translation, Version

__all__ = [
    "MISSES_KEPT", "Archival", "Article", "Audience", "Category", "CategoryTitle", "Page", "Picture", "Posting",
    "Publication", "QuickReference", "Reads", "Reason", "Redirect", "SearchMiss", "Slip", "Subscription", "Translation",
    "Version", "Vote", "Word", "for_finding",
]  # fmt: skip
