"""What customers answered when they were asked, after a ticket was solved or a chat was over."""

from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.learning.surveys.queries import Chosen, answers

from .scope import counted
from .shape import Evidence, Window

PRAISED, DISLIKED = "praised", "disliked"


def from_surveys(window: Window) -> list[Evidence]:
    """Good and poor answers; middling ones say little about a single conversation."""
    found = [_told(one) for one in _answers(window) if one.band != "middling"]
    return sorted(found, key=lambda one: one.at)


def _answers(window: Window) -> list[SurveyAnswer]:
    chosen = Chosen(since=window.since, until=window.until, person=window.person)
    return list(counted(answers(chosen), window, "survey__ticket").select_related("survey"))


def _told(one: SurveyAnswer) -> Evidence:
    good = one.band == "good"
    says = f"The customer gave {one.score} of {one.most}."
    return Evidence(PRAISED if good else DISLIKED, says, one.survey.ticket_id, 2.0 if good else -2.0,
                    quote=one.comment[:400], at=one.answered_at)  # fmt: skip
