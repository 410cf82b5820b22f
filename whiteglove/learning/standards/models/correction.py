"""What a person answered to a finding: not so, yes so, or this was missed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

PERSON = settings.AUTH_USER_MODEL


class CorrectionQuerySet(models.QuerySet):
    def standing(self) -> "CorrectionQuerySet":
        """Not taken back."""
        return self.filter(undone_at__isnull=True)

    def deciding(self) -> "CorrectionQuerySet":
        """Of the answers to one finding the one that decides: a lead's before an agent's, of these the last."""
        others = Correction.objects.standing().filter(
            message=OuterRef("message"), behaviour=OuterRef("behaviour"), start=OuterRef("start")
        )
        above = Q(by_lead__gt=OuterRef("by_lead")) | Q(by_lead=OuterRef("by_lead"), pk__gt=OuterRef("pk"))
        return self.standing().filter(~Exists(others.filter(above)))

    def to_learn_from(self) -> "CorrectionQuerySet":
        """One for each finding. A reply that was taken back and sent again is one reply."""
        return self.deciding().filter(message__undone_at__isnull=True)


class Correction(models.Model):
    """`verdict`: whether the sentence shows the behaviour; `found`: whether the reader had said so.

    Everybody has one answer of their own to a finding. `by_lead`: given by a lead or an administrator, as they were
    then. `replaced`: their own answer from before, which stands again when this one is undone.
    """

    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="+")
    behaviour = models.CharField(max_length=80)
    sentence = models.TextField()
    start = models.PositiveIntegerField(help_text="Of the sentence in the message's new text")
    end = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    language = models.CharField(max_length=12, blank=True)
    verdict = models.BooleanField()
    found = models.BooleanField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    by_lead = models.BooleanField(default=False)
    at = models.DateTimeField()
    replaced = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "behaviour", "start", "by"],
                condition=Q(undone_at__isnull=True),
                name="a_finding_has_one_answer_of_each",
            )
        ]
        indexes = [
            models.Index(name="correction_of_behaviour", fields=["behaviour"], condition=Q(undone_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.behaviour}: {'yes' if self.verdict else 'no'}"

    @property
    def says(self) -> str:
        return "not so" if not self.verdict else "yes, so" if self.found else "added"
