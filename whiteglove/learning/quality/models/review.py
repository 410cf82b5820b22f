"""A person's judgement of a conversation, beside the automatic one and never mixed with it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL
VERDICTS = ("met", "partly", "missed", "na")


class ReviewQuerySet(models.QuerySet):
    def standing(self) -> "ReviewQuerySet":
        """Not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def drafts(self) -> "ReviewQuerySet":
        return self.standing().filter(given_at__isnull=True)

    def given(self) -> "ReviewQuerySet":
        return self.standing().filter(given_at__isnull=False)

    def ordinary(self) -> "ReviewQuerySet":
        """Not part of a calibration: what the person who answered is told of."""
        return self.filter(calibration__isnull=True)

    def visible_to(self, person) -> "ReviewQuerySet":
        """Given ones about oneself or by oneself, wherever the ticket is by now; of the tickets one sees what one began
        and, for a lead, what was given. Calibrations stay among reviewers."""
        from whiteglove.service.desk.models import Ticket

        if not person.at_the_desk:
            return self.none()
        mine = Q(about=person) | Q(reviewer=person)
        mine &= Q(given_at__isnull=False, calibration__isnull=True, taken_back_at__isnull=True)
        if person.role == "admin":
            open_to_all = Q(calibration__isnull=True) | Q(calibration__revealed_at__isnull=False)
            return self.filter(Q(reviewer=person) | Q(given_at__isnull=False) & open_to_all)
        near = Q(reviewer=person)
        if person.role == "lead":
            near |= Q(given_at__isnull=False, calibration__isnull=True)
        return self.filter(mine | near & Q(ticket__in=Ticket.objects.visible_to(person)))


class Review(models.Model):
    """`ticket` of `about`, judged by `reviewer` under a card of a frozen revision. `total` once it is given.

    `score`: the automatic one as it stood when the review began; the reviewer sees it after giving their own.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    card = models.CharField(max_length=80)
    score = models.ForeignKey("quality.Score", models.SET_NULL, null=True, blank=True, related_name="+")
    calibration = models.ForeignKey(
        "quality.Calibration", models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    note = models.TextField(blank=True)
    total = models.FloatField(null=True, blank=True)
    begun_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When whom it is about opened it")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_reviews_themselves", condition=~Q(about=F("reviewer"))),
            models.UniqueConstraint(
                fields=["ticket", "reviewer"],
                condition=Q(taken_back_at__isnull=True, given_at__isnull=True, calibration__isnull=True),
                name="a_reviewer_has_one_draft_of_a_ticket",
            ),
            models.UniqueConstraint(
                fields=["calibration", "ticket", "reviewer"],
                condition=Q(taken_back_at__isnull=True, calibration__isnull=False),
                name="a_case_is_judged_once_by_each",
            ),
        ]
        indexes = [
            models.Index(name="review_of_person", fields=["about", "-given_at", "-id"]),
            models.Index(name="review_by_reviewer", fields=["reviewer", "-begun_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Review of #{self.ticket_id}"

    @property
    def is_draft(self) -> bool:
        return self.given_at is None and self.taken_back_at is None


class Verdict(models.Model):
    """One item of a review. `quote` is text[start:end] of `message`, picked by the reviewer."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="verdicts")
    item = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10)
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "item"], name="an_item_is_judged_once_a_review"),
            models.CheckConstraint(name="verdict_is_known", condition=Q(verdict__in=VERDICTS)),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.verdict}"
