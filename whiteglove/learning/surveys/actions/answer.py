"""A customer says how it went, changes their mind, or adds words."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.lib.text import storable
from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.models import LONGEST, Survey, SurveyAnswer, SurveyClick, Way

from .tell import tell


class Closed(Exception):
    """It can't be answered any more, or the answer can't be changed any more."""


def answer(
    *, survey: Survey, score: int, comment: str | None = None, source: str = Way.EMAIL, at: datetime
) -> SurveyAnswer:
    """One a survey, changed while it may be. `comment`: None leaves the words as they are. Raises Closed.

    Given by a person beyond doubt: clicks of pages that opened by themselves count no more.
    """
    with transaction.atomic():
        now = Survey.objects.select_for_update().get(pk=survey.pk)
        given = SurveyAnswer.objects.filter(survey=now).first()
        if not now.scale.fits(score) or not queries.answerable(now, queries.ask_of(now), given, at):
            raise Closed
        SurveyClick.objects.filter(survey=now, settled_at__isnull=True).update(settled_at=at)
        words = None if comment is None else storable(comment).strip()[:LONGEST]
        asked_now(now, source, at)
        return changed(given, score, words, source, at) if given else first(now, score, words or "", source, at)


def asked_now(survey: Survey, source: str, at: datetime) -> None:
    """Answered before the mail left, which then doesn't."""
    if survey.asked_at is None:
        ask = queries.ask_of(survey)
        survey.asked_at, survey.way = at, source
        survey.expires_at = at + ask.expires if ask else at
        survey.save(update_fields=["asked_at", "way", "expires_at"])


def first(survey: Survey, score: int, words: str, source: str, at: datetime) -> SurveyAnswer:
    made = SurveyAnswer.objects.create(
        survey=survey, kind=survey.kind, score=score, comment=words, source=source, answered_at=at,
        bad=is_bad(survey, score),
    )  # fmt: skip
    tell("survey.answered", survey, None, at, score=score, most=survey.scale.most)
    return made


def changed(given: SurveyAnswer, score: int, words: str | None, source: str, at: datetime) -> SurveyAnswer:
    """What is the same already changes nothing."""
    survey, old = given.survey, given.score
    new_words = words is not None and words != given.comment
    if score == old and not new_words:
        return given
    given.score, given.bad, given.source = score, is_bad(survey, score), source
    given.comment = words if new_words else given.comment
    if score != old:
        given.changed_at, given.times = at, given.times + 1
    given.save(update_fields=["score", "bad", "source", "comment", "changed_at", "times"])
    if score != old:
        tell("survey.changed", survey, None, at, old=old, score=score, most=survey.scale.most)
    if new_words:
        tell("survey.commented", survey, None, at)
    return given


def is_bad(survey: Survey, score: int) -> bool:
    """By the pack it was asked with; a chat's own question by its scale."""
    ask = queries.ask_of(survey)
    return ask.is_bad(score) if ask else survey.scale.band(score) == "poor"
