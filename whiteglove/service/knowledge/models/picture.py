"""A picture in an article: checked when it came, and never read with its article's words."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .article import PERSON, Article


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

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "digest"], name="an_article_keeps_a_picture_once"),
            models.CheckConstraint(
                name="a_picture_is_of_a_kind_browsers_draw",
                condition=Q(type__in=["image/png", "image/jpeg", "image/gif", "image/webp"]),
            ),
        ]

    @property
    def address(self) -> str:
        """With a piece of its digest, so that it can be kept for long and never guessed."""
        return reverse("knowledge:picture", args=[self.pk, self.digest[:16]])
