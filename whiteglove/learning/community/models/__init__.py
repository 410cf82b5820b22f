"""Who somebody is to others, whom they help along, where they speak."""

from .mentoring import Feedback, Goal, Mentorship, Offer, Request, RequestState, Session
from .profile import PARTS, Picture, Profile, Publication
from .speech import Speech

__all__ = [
    "PARTS",
    "Feedback",
    "Goal",
    "Mentorship",
    "Offer",
    "Picture",
    "Profile",
    "Publication",
    "Request",
    "RequestState",
    "Session",
    "Speech",
]
