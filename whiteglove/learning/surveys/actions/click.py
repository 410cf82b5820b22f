"""A page of a survey opened by itself and said which link was followed: perhaps a reader, perhaps a machine."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.models import Survey, SurveyAnswer, SurveyClick, Way
from whiteglove.learning.surveys.settling import ALONE, Click, believed
from whiteglove.service.desk.actions.each import each

from .answer import Closed, answer

# No reader opens it more often; whoever does is no longer written down.
MOST = 40


def click(*, survey: Survey, score: int, at: datetime) -> bool:
    """Kept until it is settled. False where there is an answer already, or none can be given."""
    with transaction.atomic():
        now = Survey.objects.select_for_update().get(pk=survey.pk)
        known = SurveyAnswer.objects.filter(survey=now).exists() or now.clicks.count() >= MOST
        if known or not now.scale.fits(score) or not queries.answerable(now, queries.ask_of(now), None, at):
            return False
        SurveyClick.objects.create(survey=now, score=score, at=at)
    return True


def settle_clicks(at: datetime) -> int:
    """Those that have stood for a while become answers, or nothing."""
    ripe = SurveyClick.objects.filter(settled_at__isnull=True, at__lte=at - ALONE)
    surveys = list(ripe.order_by().values_list("survey_id", flat=True).distinct()[:500])
    return each(surveys, lambda pk: settle(pk, at), lambda pk: f"clicks in survey {pk}")


def settle(pk: int, at: datetime) -> None:
    """Believed is what nobody contradicts; a burst of all the numbers leaves no answer."""
    with transaction.atomic():
        survey = Survey.objects.select_for_update().get(pk=pk)
        clicks = SurveyClick.objects.filter(survey=survey)
        found = believed((Click(one.score, one.at) for one in clicks), at)
        clicks.filter(at__lte=at - ALONE, settled_at__isnull=True).update(settled_at=at)
        if found and not SurveyAnswer.objects.filter(survey=survey).exists():
            keep(survey, found)


def keep(survey: Survey, found: Click) -> None:
    try:
        answer(survey=survey, score=found.score, source=Way.EMAIL, at=found.at)
    except Closed:
        return  # it expired between the click and now
