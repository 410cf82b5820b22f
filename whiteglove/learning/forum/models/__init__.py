"""Topics and what is written in them; who reads, helps, reports and looks after them."""

from .category import Category
from .member import Digest, DigestLetter, Draft, Member, Mentor, Notice, Read
from .moderation import Deed, DeedKind, Report
from .post import Helped, Post, PostState, Wording
from .search import SearchText
from .topic import Topic, TopicState

__all__ = ["Category", "Deed", "DeedKind", "Digest", "DigestLetter", "Draft", "Helped", "Member", "Mentor", "Notice",
           "Post", "PostState", "Read", "Report", "SearchText", "Topic", "TopicState", "Wording"]  # fmt: skip
