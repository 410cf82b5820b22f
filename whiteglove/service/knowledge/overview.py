"""What staff see of articles: their list with its filters, one article with everything beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import (
    Article,
    Category,
    CategoryTitle,
    Picture,
    Redirect,
    SearchMiss,
    Translation,
    Vote,
)
from whiteglove.service.knowledge.search import find

SIZE = 25
STATES = {
    "": "All",
    "draft": "Never published",
    "pending": "Changed since published",
    "published": "Published",
    "review": "Due for review",
    "archived": "Archived",
}


@dataclass
class Asked:
    """What the list is narrowed to."""

    words: str = ""
    state: str = ""
    category: int | None = None
    language: str = ""
    owner: int | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.state or self.category or self.language or self.owner)


@dataclass
class Listed:
    """`cursor` or `start` asks for the next rows; `count` is known where words were searched for."""

    rows: list[Article] = field(default_factory=list)
    cursor: str = ""
    count: int | None = None
    corrected: list[tuple[str, str]] = field(default_factory=list)
    partial: bool = False


def listed(person: Any, asked: Asked, today: date, *, after: str = "") -> Listed:
    """Articles as staff see them, the latest change first; or, with words, those that fit them best."""
    found = narrowed(Article.objects.visible_to(person), asked, today)
    if asked.words:
        return searched(
            person, asked, found, int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0
        )
    page = page_after(with_words(found), order=("-changed_at", "-id"), after=after, size=SIZE)
    return Listed(page.rows, page.cursor)


def narrowed(articles: QuerySet, asked: Asked, today: date) -> QuerySet:
    articles = articles.archived() if asked.state == "archived" else articles.current()
    if asked.category:
        articles = articles.filter(Q(category=asked.category) | Q(category__parent=asked.category))
    if asked.owner:
        articles = articles.filter(owner=asked.owner)
    words = Translation.objects.filter(article=OuterRef("pk"))
    if asked.language:
        words = words.filter(language=asked.language)
        articles = articles.filter(Exists(words))
    if asked.state == "draft":
        articles = articles.filter(~Exists(words.published()))
    elif asked.state == "published":
        articles = articles.filter(Exists(words.published()))
    elif asked.state == "pending":
        articles = articles.filter(Exists(words.published().exclude(published=F("draft"))))
    elif asked.state == "review":
        articles = articles.due_for_review(today)
    return articles


def searched(person: Any, asked: Asked, allowed: QuerySet, start: int) -> Listed:
    """The best first. An article with several languages stands once."""
    languages = [asked.language] if asked.language else ()
    found = find(person, asked.words, languages=languages, staff=True, size=SIZE, start=start, among=allowed)
    numbers = list(dict.fromkeys(hit.page.article_id for hit in found.hits))
    rows = with_words(allowed).in_bulk(numbers)
    more = str(start + SIZE) if start + SIZE < found.count else ""
    return Listed([rows[pk] for pk in numbers if pk in rows], more, found.count, found.corrected, found.partial)


def with_words(articles: QuerySet) -> QuerySet:
    return articles.select_related("owner", "category").prefetch_related("translations", "category__titles")


def choices(person: Any) -> dict[str, Any]:
    """What the list can be narrowed to: only what stands in some article this person may see."""
    mine = Article.objects.visible_to(person)
    return {
        "categories": categories(),
        "owners": Person.objects.filter(pk__in=mine.values("owner")).order_by("name").only("pk", "name"),
        "languages": sorted(
            Translation.objects.filter(article__in=mine).order_by().values_list("language", flat=True).distinct()
        ),
    }


def categories() -> list[Category]:
    """The tree in its order, each first-level category before its parts."""
    rows = list(Category.objects.in_order().prefetch_related(Prefetch("titles", CategoryTitle.objects.order_by("id"))))
    tops = [row for row in rows if row.parent_id is None]
    return [one for top in tops for one in (top, *(row for row in rows if row.parent_id == top.pk))]


def article_for(person: Any, pk: int) -> Article:
    """Or Http404, as well for one they mustn't know of."""
    near = Article.objects.visible_to(person).select_related("owner", "category")
    return get_object_or_404(near.prefetch_related("category__titles"), pk=pk)


def words_in(article: Article, language: str) -> Translation:
    found = article.translations.select_related("draft__by", "published")
    one = get_object_or_404(found, language=language)
    one.article = article
    return one


def links_from(person: Any, articles: set[str]) -> dict[str, Article]:
    """Articles by the address a text names them with, old addresses included."""
    if not articles:
        return {}
    mine = Article.objects.visible_to(person)
    found = {one.slug: one for one in mine.filter(slug__in=articles)}
    if missing := articles - set(found):
        moved = Redirect.objects.filter(slug__in=missing, article__in=mine.values("pk")).select_related("article")
        found |= {one.slug: one.article for one in moved}
    return found


def pictures_of(article: Article, numbers: set[int]) -> dict[int, Picture]:
    if not numbers:
        return {}
    return {one.pk: one for one in article.pictures.filter(pk__in=numbers).defer("content")}


def votes_on(article: Article) -> dict[str, Any]:
    """{"yes", "no", "reasons": [(label, count)], "comments": […]}"""
    rows = list(Vote.objects.filter(article=article).order_by().values("helpful", "reason").annotate(n=Count("pk")))
    labels = dict(Vote._meta.get_field("reason").choices)
    return {
        "yes": sum(row["n"] for row in rows if row["helpful"]),
        "no": sum(row["n"] for row in rows if not row["helpful"]),
        "reasons": [(labels[row["reason"]], row["n"]) for row in rows if row["reason"]],
        "comments": list(Vote.objects.filter(article=article).exclude(comment="")[:20]),
    }


def misses(*, settled: bool = False, language: str = "", after: str = "") -> Any:
    """What was searched for and not found, most often first."""
    rows = SearchMiss.objects.exclude(settled_at=None) if settled else SearchMiss.objects.open()
    rows = rows.filter(language=language) if language else rows
    near = rows.select_related("settled_by", "article")
    return page_after(near, order=("-count", "-last_at", "-id"), after=after, size=50)


def counted_categories() -> list[Category]:
    """The tree, each with `standing`: how many articles stand in it, archived ones too."""
    counts = dict(Article.objects.order_by().values_list("category").annotate(n=Count("pk")))
    rows = categories()
    for row in rows:
        row.standing = counts.get(row.pk, 0)
    return rows
