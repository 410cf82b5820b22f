"""Organisations we serve, and the domains their people write from."""

from django.db import models


class Organisation(models.Model):
    name = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def domains(self) -> list[str]:
        return [row.name for row in self.domain_rows.all()]


class Domain(models.Model):
    """A mail domain that stands for one organisation; never a public mail service."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domain_rows")
    name = models.CharField(max_length=253, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
