"""What a learner says to a sample of their portfolio. Which samples there are is worked out."""

from django.db import models
from django.db.models import Q


class Sample(models.Model):
    """`key` names what it is of, such as run:12. `dropped_at`: they would rather show another."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="samples")
    key = models.CharField(max_length=80)
    reflection = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_sample_is_kept_once", fields=["enrolment", "key"]),
            models.CheckConstraint(name="a_sample_names_its_work", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.key
