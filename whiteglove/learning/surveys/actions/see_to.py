"""Somebody looks after a bad answer: they called, wrote, or found that nothing is left to do."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.surveys.models import SeenTo, SurveyAnswer

from .tell import tell


def see_to(*, answer: SurveyAnswer, by: Person, at: datetime, note: str = "") -> SeenTo:
    """Once at a time: whoever comes second gets what the first said."""
    require(by, "surveys.see_to", answer)
    with transaction.atomic():
        SurveyAnswer.objects.select_for_update().get(pk=answer.pk)
        made, new = SeenTo.objects.get_or_create(
            answer=answer, undone_at=None, defaults={"by": by, "at": at, "note": note.strip()[:1000]}
        )
        if new:
            tell("survey.seen_to", answer.survey, by, at)
    return made


def undo_seen_to(*, answer: SurveyAnswer, by: Person, at: datetime) -> bool:
    """Whether anybody had."""
    require(by, "surveys.see_to", answer)
    with transaction.atomic():
        undone = SeenTo.objects.filter(answer=answer, undone_at=None).update(undone_at=at, undone_by=by)
        if undone:
            tell("survey.seen_to_undone", answer.survey, by, at)
    return bool(undone)
