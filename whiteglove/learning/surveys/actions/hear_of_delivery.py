"""A survey's mail didn't arrive: it counts as not asked, until somebody has it sent again or finds that it did."""

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.service.customers.actions.address import note_bounce

from .tell import tell


def mark_undelivered(event: Event) -> bool:
    """`event` is message.bounced, failed or cancelled about "survey:7". Idempotent; an answer shows that it arrived."""
    if event.subject_type != "survey":
        return False
    with transaction.atomic():
        survey = Survey.objects.select_for_update(of=("self",)).filter(pk=event.subject_id).first()
        if survey is None or survey.undelivered_at or SurveyAnswer.objects.filter(survey=survey).exists():
            return False
        survey.undelivered_at = event.at
        survey.save(update_fields=["undelivered_at"])
        if event.name == "message.bounced":
            note_bounce(email=survey.address, at=event.at)
        tell("survey.undelivered", survey, None, event.at)
    return True


def mark_delivered(event: Event) -> bool:
    """`event` is message.requeued or marked_sent about "survey:7"."""
    if event.subject_type != "survey":
        return False
    rows = Survey.objects.filter(pk=event.subject_id, undelivered_at__lte=event.at)
    return bool(rows.update(undelivered_at=None))
