"""A module, or the programme, was completed: once."""

from django.db import models


class Completion(models.Model):
    """`what`: a module's id, or "" for the whole programme."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="completions")
    what = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="it_is_completed_once", fields=["enrolment", "what"])]

    def __str__(self) -> str:
        return self.what or "all of it"
