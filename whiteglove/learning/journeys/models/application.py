"""Somebody would like to be admitted to a level, and what was decided."""

from django.db import models
from django.db.models import Q

from .judged import Judged


class Application(Judged):
    """`links`: addresses of documents they point to."""

    level = models.PositiveSmallIntegerField()
    statement = models.TextField()
    links = models.JSONField(default=list, blank=True)

    class Meta(Judged.Meta):
        constraints = [
            *Judged.Meta.constraints,
            models.UniqueConstraint(
                name="one_applies_for_a_journey_once_at_a_time", fields=["person", "journey"],
                condition=Q(state="waiting"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(name="journey_application_state", fields=["state", "at", "id"])]

    def __str__(self) -> str:
        return f"Level {self.level} of {self.person_id}: {self.state}"
