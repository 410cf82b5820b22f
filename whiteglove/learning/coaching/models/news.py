"""Something to tell one person, on their coaching page."""

from django.conf import settings
from django.db import models


class NewsQuerySet(models.QuerySet):
    def unseen(self) -> "NewsQuerySet":
        return self.filter(seen_at__isnull=True)


class News(models.Model):
    """`key` says what it is about, so that a reaction that runs twice tells it once. `url` is a page of this room."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    says = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="news_are_told_once")]
        indexes = [models.Index(name="news_unseen", fields=["person", "-id"], condition=models.Q(seen_at__isnull=True))]

    def __str__(self) -> str:
        return self.says
