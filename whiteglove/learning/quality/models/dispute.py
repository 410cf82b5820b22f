"""Somebody sees it otherwise: an item of a review or of an automatic score of theirs."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    UPHELD = "upheld", "Stays as it was"
    CHANGED = "changed", "Changed"


class DisputeQuerySet(models.QuerySet):
    def standing(self) -> "DisputeQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self) -> "DisputeQuerySet":
        return self.standing().filter(decided_at__isnull=True)

    def of_solution(self, ticket: int, person: int | None, solved_at: datetime) -> "DisputeQuerySet":
        """Of whichever automatic score of it: what is judged anew is still the same work. Another solution, or another
        person's, is other work."""
        return self.filter(score__ticket=ticket, score__person=person, score__solved_at=solved_at)

    def to_remind(self, at: datetime) -> "DisputeQuerySet":
        return self.open().filter(reminded_at__isnull=True, remind_at__lte=at)

    def visible_to(self, person) -> "DisputeQuerySet":
        """One's own, wherever the ticket is by now; a lead's those of the tickets they see; an administrator's all."""
        from whiteglove.service.desk.models import Ticket

        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        if person.role == "lead":
            return self.filter(Q(by=person) | Q(ticket__in=Ticket.objects.visible_to(person)))
        return self.filter(by=person)


class Dispute(models.Model):
    """Of one `item` of either a `review` or a `score`. `was`: the verdict disputed, `now`: after it was decided.

    Both sides' words stay: `reason` of whoever disputes, `answer` of whoever decides. `correction`: where an automatic
    finding was behind it, the word that the reader learns from.
    """

    review = models.ForeignKey("quality.Review", models.CASCADE, null=True, blank=True, related_name="disputes")
    score = models.ForeignKey("quality.Score", models.CASCADE, null=True, blank=True, related_name="disputes")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    item = models.CharField(max_length=80)
    was = models.CharField(max_length=10)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    due_at = models.DateTimeField(help_text="By when it is to be decided")
    remind_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    now = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # [{"message", "behaviour", "correction"}] of what was told to the reader.
    corrections = models.JSONField(default=list, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_dispute_is_of_a_review_or_of_a_score",
                condition=Q(review__isnull=False, score__isnull=True) | Q(review__isnull=True, score__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decided_dispute_says_how",
                condition=Q(decided_at__isnull=True, outcome="") | Q(decided_at__isnull=False, outcome__gt=""),
            ),
            models.UniqueConstraint(
                fields=["review", "item"], condition=Q(review__isnull=False, withdrawn_at__isnull=True),
                name="an_item_of_a_review_is_disputed_once",
            ),
            models.UniqueConstraint(
                fields=["score", "item"], condition=Q(score__isnull=False, withdrawn_at__isnull=True),
                name="an_item_of_a_score_is_disputed_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                name="dispute_to_decide", fields=["due_at", "id"],
                condition=Q(decided_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(name="dispute_of_person", fields=["by", "-id"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Dispute of {self.item}"

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.decided_at is None

    def overdue(self, at: datetime) -> bool:
        return self.is_open and self.due_at < at
