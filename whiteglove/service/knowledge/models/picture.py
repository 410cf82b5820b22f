"""A picture in an article: checked when it came, and never read with its article's words."""

from typing import Any

from django.db import models
from django.db.models import Q

from .article import PERSON, Article


class PictureQuerySet(models.QuerySet):
    def for_readers(self, person: Any) -> "PictureQuerySet":
        return self.filter(article__in=Article.objects.readable_by(person))

    def visible_to(self, person: Any) -> "PictureQuerySet":
        return self.filter(article__in=Article.objects.visible_to(person))


class Picture(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "digest"], name="an_article_keeps_a_picture_once"),
            models.CheckConstraint(
                name="a_picture_is_of_a_kind_browsers_draw",
                condition=Q(type__in=["image/png", "image/jpeg", "image/gif", "image/webp"]),
            ),
        ]
