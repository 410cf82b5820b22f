"""An article's words in one language: every draft that was kept, and the one that readers see."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from .article import PERSON, Article, for_readers


class TranslationQuerySet(models.QuerySet):
    def published(self) -> "TranslationQuerySet":
        return self.filter(published__isnull=False)

    def readable_by(self, person: Any) -> "TranslationQuerySet":
        """Published words of articles that stand in this person's help centre."""
        return self.published().filter(for_readers(person, "article__"), article__archived_at__isnull=True)


class Translation(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12, help_text="BCP 47, such as fr or pt-BR")
    # Of the draft, for lists of staff; readers see the title of the published version.
    title = models.CharField(max_length=200)
    draft = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    published = models.ForeignKey("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="When its present words were published")
    # Grows with every kept draft: what an editor saw is compared with it.
    edition = models.PositiveIntegerField(default=0)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="an_article_is_written_once_in_a_language"),
            models.CheckConstraint(
                name="what_is_published_has_a_time",
                condition=Q(published__isnull=True) | Q(published_at__isnull=False, first_published_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["language", "-published_at"], name="translation_by_publication")]

    def __str__(self) -> str:
        return self.title

    @property
    def pending(self) -> bool:
        """Whether there are words that readers don't see yet."""
        return self.draft_id != self.published_id


class Version(models.Model):
    """Words that were kept; never changed once somebody else wrote on, it was published, or its writer named it."""

    class How(models.TextChoices):
        WRITTEN = "written", "Written"
        BY_ITSELF = "by_itself", "Kept while writing"
        RESTORED = "restored", "Brought back"
        BESIDE = "beside", "Kept beside: somebody else had saved first"

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True, help_text="One sentence for lists and search engines")
    body = models.TextField(blank=True, help_text="Markdown")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    began_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How.choices, default=How.WRITTEN)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "number"], name="versions_of_a_translation_are_numbered"),
            models.CheckConstraint(name="a_version_begins_before_it_ends", condition=Q(began_at__lte=F("at"))),
        ]


class PublicationQuerySet(models.QuerySet):
    def standing(self) -> "PublicationQuerySet":
        return self.filter(ended_at__isnull=True)


class Publication(models.Model):
    """Somebody showed a version to its readers; ended by the next one, or when it was taken back."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="publications")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="publications")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, help_text="What changed, for subscribers and the history")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation"],
                condition=Q(ended_at__isnull=True),
                name="one_version_is_published_at_a_time_in_a_language",
            )
        ]
