"""What customers were asked, what they answered, and what people decided about it."""

from .answer import LONGEST, SeenTo, SurveyAnswer, SurveyClick
from .choice import Switch, Unsubscription
from .survey import Kind, Survey, Way, Why

__all__ = [
    "LONGEST",
    "Kind",
    "SeenTo",
    "Survey",
    "SurveyAnswer",
    "SurveyClick",
    "Switch",
    "Unsubscription",
    "Way",
    "Why",
]
