"""A bad answer opens its ticket again, where the pack says so."""

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.service.desk.actions import reopen
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Solution


def heed(event: Event) -> bool:
    """`event` is survey.answered or survey.changed. Whether the ticket was opened by it.

    Told again it opens nothing that was solved since; neither does an answer that was changed to a better one.
    """
    given = SurveyAnswer.objects.select_related("survey__ticket").filter(survey=event.facts["survey"]).first()
    ask = queries.ask_of(given.survey) if given else None
    if given is None or ask is None or not ask.reopens(given.score):
        return False
    ticket = given.survey.ticket
    solution = Solution.objects.standing().filter(ticket=ticket).first()
    if solution is None or solution.at > event.at:
        return False
    try:
        reopen(ticket=ticket, by=None, at=event.at, why=f"the customer answered {given.score} of {given.most}")
    except Refused:
        return False
    return True
