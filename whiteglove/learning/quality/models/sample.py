"""A conversation that was drawn for somebody to review."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Why(models.TextChoices):
    RISK = "risk", "Something was at risk"
    LOW = "low", "Low automatic score"
    NEWCOMER = "newcomer", "By a newcomer"
    RANDOM = "random", "Drawn at random"


class SampleQuerySet(models.QuerySet):
    def open(self) -> "SampleQuerySet":
        """Neither reviewed nor set aside."""
        return self.filter(review__isnull=True, skipped_at__isnull=True)


class Sample(models.Model):
    """`seed`: what the week's drawing was made with, so that it can be drawn again and comes out the same."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    week = models.DateField(help_text="Its Monday")
    why = models.CharField(max_length=10, choices=Why.choices)
    seed = models.CharField(max_length=80)
    at = models.DateTimeField()
    review = models.ForeignKey("quality.Review", models.SET_NULL, null=True, blank=True, related_name="samples")
    skipped_at = models.DateTimeField(null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket"], name="a_conversation_is_drawn_once"),
            models.CheckConstraint(name="nobody_is_drawn_for_themselves", condition=~Q(about=models.F("reviewer"))),
        ]
        indexes = [
            models.Index(
                name="sample_to_review", fields=["reviewer", "id"],
                condition=Q(review__isnull=True, skipped_at__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"#{self.ticket_id} for {self.reviewer}"
