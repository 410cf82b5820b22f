"""Somebody is put forward; and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.lib.text import mark_of

from .cycle import Category

PERSON = settings.AUTH_USER_MODEL


class NominationQuerySet(models.QuerySet):
    def asked(self) -> "NominationQuerySet":
        """Nobody has said yet whether they agree."""
        return self.filter(agreed_at__isnull=True, ended_at__isnull=True)

    def standing(self) -> "NominationQuerySet":
        return self.filter(agreed_at__isnull=False, ended_at__isnull=True)

    def not_ended(self) -> "NominationQuerySet":
        return self.filter(ended_at__isnull=True)


class Nomination(models.Model):
    """`agreed_at`: when the nominee said yes; one's own is agreed at once. `ended_at`: declined or withdrawn, by
    `ended_by`. `shown_at`: since when the winner lets everybody see it."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="nominations")
    nominee = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    statement = models.TextField()
    links = models.JSONField(default=list, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="somebody_is_put_forward_once", fields=["category", "nominee"],
                condition=Q(ended_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(name="nomination_of_person", fields=["nominee", "-id"]),
            models.Index(name="nomination_by_person", fields=["by", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_id} for {self.category_id}"

    @property
    def is_own(self) -> bool:
        return self.by_id == self.nominee_id

    @property
    def mark(self) -> str:
        """Of what was written."""
        return mark_of(self.statement, self.links)

    @property
    def stands(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None


class Win(models.Model):
    """What came of a nomination, written once and changed never. `won`: whether it was awarded."""

    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="result")
    place = models.PositiveSmallIntegerField()
    mean = models.FloatField()
    spread = models.FloatField()
    judges = models.PositiveSmallIntegerField()
    won = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="those_who_won", fields=["-at", "-id"], condition=Q(won=True))]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.place}"
