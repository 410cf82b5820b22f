"""Where topics stand."""

from django.db import models


class CategoryQuerySet(models.QuerySet):
    def standing(self) -> "CategoryQuerySet":
        return self.filter(archived_at__isnull=True)


class Category(models.Model):
    name = models.CharField(max_length=60, unique=True)
    says = models.CharField(max_length=160, blank=True, help_text="What belongs here, in a line")
    place = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.name
