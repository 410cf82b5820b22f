"""Reads that join several nouns: what stands in the help centre, what staff see, who may read what."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from whiteglove.service.knowledge.models import Article, Category, Redirect, Translation


def readable(person: Any) -> "QuerySet[Translation]":
    """Everything this person (or anybody, not signed in) may read in the help centre, with its words and place.

    The words are in `.published` (title, summary, body); never show `.title`, which is the draft's.
    """
    return Translation.objects.readable_by(person).select_related("published", "article", "article__category")


def article_at(person: Any, slug: str) -> Article | None:
    """The article at this address if the person may read it; None as well for one they mustn't know of."""
    return Article.objects.readable_by(person).filter(slug=slug).first()


def moved_to(person: Any, slug: str) -> Article | None:
    """Where an old address leads, if the person may read what stands there."""
    found = Redirect.objects.filter(slug=slug, article__in=Article.objects.readable_by(person))
    return next((one.article for one in found.select_related("article")), None)


def categories_of(person: Any) -> "QuerySet[Category]":
    """Categories in which this person finds something, with `readable`, how many articles; titles prefetched.

    Articles of a part count for the part alone.
    """
    here = Count("articles", filter=Q(articles__in=Article.objects.readable_by(person).values("pk")), distinct=True)
    return Category.objects.in_order().annotate(readable=here).prefetch_related("titles")
