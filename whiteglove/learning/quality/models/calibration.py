"""Several reviewers judge the same conversations without seeing each other's words, and settle what is right."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .review import VERDICTS

PERSON = settings.AUTH_USER_MODEL


class CalibrationQuerySet(models.QuerySet):
    def open(self) -> "CalibrationQuerySet":
        return self.filter(closed_at__isnull=True)

    def visible_to(self, person) -> "CalibrationQuerySet":
        """Those who take part and whoever called it; administrators see all."""
        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        return self.filter(Q(by=person) | Q(reviewers=person)).distinct()


class Calibration(models.Model):
    """Once it is `opened` to its members (`revealed_at`) everybody sees everybody's verdicts, and references are
    settled; `closed_at` ends it."""

    name = models.CharField(max_length=120)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reviewers = models.ManyToManyField(PERSON, related_name="+")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    card = models.CharField(max_length=80)
    at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="calibration_latest", fields=["-at", "-id"])]

    def __str__(self) -> str:
        return self.name


class CalibrationCase(models.Model):
    calibration = models.ForeignKey(Calibration, models.CASCADE, related_name="cases")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calibration", "ticket"], name="a_conversation_is_judged_once_a_session")
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id} in {self.calibration}"


class Reference(models.Model):
    """What they settled on: the verdict each grader is compared with."""

    case = models.ForeignKey(CalibrationCase, models.CASCADE, related_name="references")
    item = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10)
    why = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "item"], name="an_item_has_one_reference"),
            models.CheckConstraint(name="reference_is_known", condition=Q(verdict__in=VERDICTS)),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.verdict}"
