"""Who applied, who is enrolled, what they read and did, what somebody said of it."""

from .application import Application
from .attempt import Attempt
from .completion import Completion
from .enrolment import Enrolment
from .lesson import LessonRead
from .mentoring import Meeting, Mentoring
from .portfolio import Sample
from .verdict import Appeal, Grant, Review
from .workshop import Seat, Session

__all__ = ["Appeal", "Application", "Attempt", "Completion", "Enrolment", "Grant", "LessonRead", "Meeting", "Mentoring",
           "Review", "Sample", "Seat", "Session"]  # fmt: skip
