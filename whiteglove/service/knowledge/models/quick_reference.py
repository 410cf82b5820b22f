"""What one colleague keeps at hand for themselves."""

from django.db import models
from django.db.models import Q

from .article import PERSON


class QuickReferenceQuerySet(models.QuerySet):
    def of(self, person) -> "QuickReferenceQuerySet":
        """Nobody sees another's, not even an administrator."""
        return self.filter(person=person)


class QuickReference(models.Model):
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Markdown")
    shortcut = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = QuickReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "shortcut"], condition=~Q(shortcut=""), name="a_shortcut_means_one_quick_reference"
            ),
            models.CheckConstraint(name="a_quick_reference_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title
