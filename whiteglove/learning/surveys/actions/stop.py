"""Somebody wants no surveys, or takes them again after all."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.surveys.models import Survey, Unsubscription
from whiteglove.service.desk.addressing import comparable

from .tell import tell


def stop(*, survey: Survey, at: datetime) -> bool:
    """Of the address the survey went to. False if it was so already, or if it went nowhere."""
    if not survey.address:
        return False
    with transaction.atomic():
        key = comparable(survey.address)
        _, new = Unsubscription.objects.get_or_create(key=key, undone_at=None, defaults={"at": at, "survey": survey})
        if new:
            tell("survey.unsubscribed", survey, None, at)
    return new


def resume(*, survey: Survey, at: datetime) -> bool:
    with transaction.atomic():
        rows = Unsubscription.objects.filter(key=comparable(survey.address), undone_at=None)
        if undone := bool(survey.address) and bool(rows.update(undone_at=at)):
            tell("survey.resubscribed", survey, None, at)
    return undone
