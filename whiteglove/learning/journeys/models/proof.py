"""A file that was handed in with evidence. Its bytes lie where those of all files do."""

from django.db import models

from whiteglove.ground.people.models import Person

from .evidence import Evidence


class ProofQuerySet(models.QuerySet):
    def visible_to(self, person: Person) -> "ProofQuerySet":
        return self.filter(evidence__in=Evidence.objects.visible_to(person))


class Proof(models.Model):
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="proofs")
    blob = models.ForeignKey("channels.Blob", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
