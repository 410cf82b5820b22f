"""Questions that came in a file through the pages, beside those of the pack."""

from __future__ import annotations

from django.db import models


class ImportQuerySet(models.QuerySet):
    def in_force(self) -> ImportQuerySet:
        return self.filter(taken_in_at__isnull=False, withdrawn_at__isnull=True)


class Import(models.Model):
    """Looked at first, then taken in, perhaps withdrawn. `questions` as the bank has them; `report`: what was left."""

    name = models.CharField(max_length=120)
    format = models.CharField(max_length=4, choices=[("gift", "GIFT"), ("qti", "QTI 3")])
    questions = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0, help_text="Of questions; the list of files reads no question")
    plan = models.TextField(blank=True, help_text="A test that the file held, as a quiz of a pack")
    report = models.JSONField(default=list, help_text="[where, what was left or changed]")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True, blank=True)
    taken_in_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def in_force(self) -> bool:
        return self.taken_in_at is not None and self.withdrawn_at is None
