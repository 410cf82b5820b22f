"""What was reported, and what those who look after the forum did about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ReportQuerySet(models.QuerySet):
    def open(self) -> "ReportQuerySet":
        return self.filter(settled_at__isnull=True)


class Report(models.Model):
    """Somebody thinks that a post shouldn't stand. `weight` is what their word counted when they said it."""

    WHY = {"hurts": "It hurts or belittles somebody", "customer": "It tells who a customer is",
           "repeats": "It repeats itself, or advertises", "wrong": "It is wrong in a way that does harm",
           "other": "Something else"}  # fmt: skip

    post = models.ForeignKey("forum.Post", models.CASCADE, related_name="reports")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, choices=list(WHY.items()))
    note = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    upheld = models.BooleanField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"], condition=Q(settled_at__isnull=True), name="somebody_reports_a_post_once"
            ),
            models.CheckConstraint(
                name="a_settled_report_says_what_became_of_it",
                condition=Q(settled_at__isnull=True, upheld__isnull=True)
                | Q(settled_at__isnull=False, upheld__isnull=False),
            ),
        ]
        indexes = [models.Index(name="report_open", fields=["id"], condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return self.get_why_display()


class DeedKind(models.TextChoices):
    HIDE = "hide", "hid"
    CLOSE = "close", "closed"
    MOVE = "move", "moved"
    MERGE = "merge", "merged"


class DeedQuerySet(models.QuerySet):
    def standing(self) -> "DeedQuerySet":
        return self.filter(undone_at__isnull=True)


class Deed(models.Model):
    """Something done about a topic, or one `post` of it, for a `reason` that stays; taking it back closes the row.
    `by` None: reports of several people folded it until somebody looks. `before`: what it takes to take it back."""

    kind = models.CharField(max_length=5, choices=DeedKind.choices)
    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="deeds")
    post = models.ForeignKey("forum.Post", models.CASCADE, null=True, blank=True, related_name="deeds")
    whose = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    before = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    undone_why = models.CharField(max_length=300, blank=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="deed_is_known", condition=Q(kind__in=DeedKind.values)),
            models.CheckConstraint(name="a_deed_says_why", condition=~Q(reason="")),
        ]
        indexes = [
            models.Index(name="deed_latest", fields=["-id"]),
            models.Index(name="deed_of_whom", fields=["whose", "kind", "at"], condition=Q(undone_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
