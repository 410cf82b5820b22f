"""The index of articles: plain tables, so that both databases find the same. Kept by actions/index.py."""

from typing import Any

from django.db import models
from django.db.models import Q

from .article import for_readers
from .translation import Translation


def for_finding(person: Any, *, staff: bool = False, page: str = "") -> Q:
    """Pages this person may find, as a condition; `page` is the way to them from the rows one asks for.

    Readers: what is published in their help centre. Staff: the newest words of every article they may see.
    """
    from whiteglove.ground.people.policy import may

    if not staff:
        shown = Q(**{f"{page}published": True, f"{page}article__archived_at__isnull": True})
        return shown & for_readers(person, f"{page}article__")
    allowed = for_readers(person, f"{page}article__") if may(person, "knowledge.see") else Q(pk__in=[])
    return Q(**{f"{page}newest": True}) & allowed


class PageQuerySet(models.QuerySet):
    def readable_by(self, person: Any) -> "PageQuerySet":
        """Published pages of this person's help centre."""
        return self.filter(for_finding(person))


class Page(models.Model):
    """The words of a translation as they are searched: those that readers see, the newest, or both in one."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="pages")
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    published = models.BooleanField()
    newest = models.BooleanField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField(help_text="As plain text, for snippets")

    objects = PageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation"], condition=Q(published=True), name="one_page_of_a_translation_is_published"
            ),
            models.UniqueConstraint(
                fields=["translation"], condition=Q(newest=True), name="one_page_of_a_translation_is_the_newest"
            ),
            models.CheckConstraint(
                name="a_page_is_published_or_the_newest", condition=Q(published=True) | Q(newest=True)
            ),
        ]


class Word(models.Model):
    """A word that stands in some article. Bytes of UTF-8, because both databases sort and compare those alike."""

    language = models.CharField(max_length=12)
    word = models.BinaryField(max_length=128)
    stem = models.BinaryField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="a_word_of_a_language_stands_once")]
        indexes = [models.Index(fields=["language", "stem"], name="word_by_stem")]


class Posting(models.Model):
    """A word stands on a page, with so much weight: most in the title, then headings, then the rest."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="postings", db_index=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="postings")
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "page"], name="a_word_is_posted_once_a_page")]


class Slip(models.Model):
    """What remains of a word when letters are left out, as a number: two words that share one are easily mistaken."""

    key = models.BigIntegerField()
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="slips")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="a_slip_leads_to_a_word_once")]
