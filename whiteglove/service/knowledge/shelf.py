"""What stands in the help centre for one reader, as its pages need it: one statement for each kind of thing.

Everything goes through `readable_by`, so that neither lists nor counts know of an article that the reader may not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.models import Article, CategoryTitle, Reads, Translation

MOST_READ = 8
# So many on a page of a topic, and of what stands in none on the home page.
PAGE, OTHERS = 100, 12


@dataclass(frozen=True)
class Entry:
    """One article in a list: its words in the language that suits the reader."""

    article: int
    slug: str
    title: str
    summary: str
    language: str
    at: datetime
    category: int | None
    position: int


@dataclass
class Section:
    """A category with `count` articles for this reader, those of its parts included."""

    pk: int
    slug: str
    title: str
    about: str
    parent: int | None
    count: int = 0
    parts: list["Section"] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def sections(person: Any, wanted: list[str]) -> tuple[list[Section], list[str]]:
    """The first level in order, empty ones left out, and the languages in which categories are named."""
    rows = list(titles(person))
    by_category: dict[int, list[CategoryTitle]] = {}
    for row in rows:
        by_category.setdefault(row.category_id, []).append(row)
    made = {pk: section(named, wanted) for pk, named in by_category.items()}
    for one in made.values():
        if one.parent in made and one.count:
            made[one.parent].parts.append(one)
    tops = [one for one in made.values() if one.parent is None]
    for one in tops:
        one.count += sum(part.count for part in one.parts)
    shown = {pk for pk, one in made.items() if one.count}
    return [one for one in tops if one.count], sorted({row.language for row in rows if row.category_id in shown})


def named(tops: list[Section], slug: str) -> tuple[Section, Section] | None:
    """The category with this address among these and their parts, and the one of the first level it stands in."""
    return next(((one, top) for top in tops for one in [top, *top.parts] if one.slug == slug), None)


def titles(person: Any) -> "QuerySet[CategoryTitle]":
    """Every title in the order of the categories; `readable`, how many articles, on the first title of each."""
    readable = Article.objects.readable_by(person).filter(category=OuterRef("category")).order_by()
    counted = readable.values("category").annotate(n=Count("pk")).values("n")
    earlier = CategoryTitle.objects.filter(category=OuterRef("category"), pk__lt=OuterRef("pk"))
    first = Case(When(Exists(earlier), then=Value(None)), default=Subquery(counted), output_field=IntegerField())
    rows = CategoryTitle.objects.select_related("category").annotate(readable=first)
    return rows.order_by("category__position", "category__slug", "pk")


def section(named: list[CategoryTitle], wanted: list[str]) -> Section:
    language = languages.chosen(wanted, [row.language for row in named])
    row = next(row for row in named if row.language == language)
    category, count = row.category, max(one.readable or 0 for one in named)
    return Section(category.pk, category.slug, row.title, row.about, category.parent_id, count)


def entries(rows: Iterable[Translation], wanted: list[str]) -> list[Entry]:
    """One for each article, in the order in which its first row came."""
    by_article: dict[int, list[Translation]] = {}
    for row in rows:
        by_article.setdefault(row.article_id, []).append(row)
    return [entry(written, wanted) for written in by_article.values()]


def entry(written: list[Translation], wanted: list[str]) -> Entry:
    row = suiting(written, wanted)
    place = row.article
    return Entry(
        place.pk, place.slug, row.published.title, row.published.summary, row.language, row.published_at,
        place.category_id, place.position,
    )  # fmt: skip


def suiting(written: list[Translation], wanted: list[str]) -> Translation:
    language = languages.chosen(wanted, [row.language for row in written])
    return next(row for row in written if row.language == language)


def listed(person: Any) -> "QuerySet[Translation]":
    """Published words without their bodies, in the order of their places."""
    rows = Translation.objects.readable_by(person).select_related("published", "article")
    lean = rows.only(
        "language", "published_at", "published__title", "published__summary", "article__slug", "article__category",
        "article__position",
    )  # fmt: skip
    return lean.order_by("article__position", "article__pk", "pk")


def placed(person: Any, where: Q, start: int, size: int) -> "QuerySet":
    """The numbers of so many articles in the order of their places: a help centre may hold thousands."""
    rows = Article.objects.readable_by(person).filter(where)
    order = ("category__level", "category__position", "category__slug", "position", "pk")
    return rows.order_by(*order).values("pk")[start : start + size]


def standing_in(person: Any, categories: list[int], wanted: list[str], start: int = 0) -> tuple[list[Entry], bool]:
    """A page of what stands in these categories, or in none where there are none; whether there is more."""
    where = Q(category__in=categories) if categories else Q(category=None)
    rows = listed(person).filter(article__in=placed(person, where, start, PAGE + 1))
    found = entries(rows, wanted)
    return found[:PAGE], len(found) > PAGE


def at_the_door(person: Any, since: date, wanted: list[str]) -> tuple[list[Entry], list[Entry]]:
    """For the home page: the most read since that day, and what stands in no category."""
    read = Reads.objects.filter(day__gte=since, article__in=Article.objects.readable_by(person).values("pk"))
    most = read.order_by().values("article").annotate(n=Sum("count")).order_by("-n", "article")[:MOST_READ]
    own = Reads.objects.filter(day__gte=since, article=OuterRef("article")).order_by().values("article")
    rows = listed(person).annotate(read=Subquery(own.annotate(n=Sum("count")).values("n")))
    loose = placed(person, Q(category=None), 0, OTHERS + 1)
    rows = list(rows.filter(Q(article__in=most.values("article")) | Q(article__in=loose)))
    ranks = {row.article_id: row.read or 0 for row in rows}
    found = entries(rows, wanted)
    ranked = sorted((one for one in found if ranks[one.article]), key=lambda one: (-ranks[one.article], one.article))
    return ranked[:MOST_READ], [one for one in found if one.category is None]


def suited(person: Any, slug: str, wanted: list[str]) -> Translation | None:
    """An article in the language that suits this reader; None for what they mustn't know of."""
    found = written(person, slug, wanted)
    return suiting(found, wanted) if found else None


def written(person: Any, slug: str, wanted: list[str]) -> list[Translation]:
    """An article in every language in which this reader may have it, with the titles of where it stands."""
    rows = Translation.objects.readable_by(person).filter(article__slug=slug)
    rows = rows.select_related("published", "article", "article__category", "article__category__parent")
    above = title_of("article__category__parent", wanted)
    return list(rows.annotate(of=title_of("article__category", wanted), above=above))


def title_of(category: str, wanted: list[str]) -> Subquery:
    """A category's title in the first of these languages that has one."""
    ranks = [When(language=language, then=Value(rank)) for rank, language in enumerate(wanted)]
    rank = Case(*ranks, default=Value(len(wanted)), output_field=IntegerField())
    named = CategoryTitle.objects.filter(category=OuterRef(category)).order_by(rank, "pk")
    return Subquery(named.values("title")[:1])


def beside(person: Any, article: Article, near: tuple[int, ...], most: int, wanted: list[str]) -> list[Entry]:
    """So many before and after it in its category, in order, and what is near to it elsewhere."""
    here = Article.objects.readable_by(person).filter(category=article.category_id)
    same = Q(position=article.position)
    after = here.filter(Q(position__gt=article.position) | same & Q(pk__gt=article.pk)).order_by("position", "pk")
    before = here.filter(Q(position__lt=article.position) | same & Q(pk__lt=article.pk)).order_by("-position", "-pk")
    where = Q(article__in=near)
    if article.category_id:
        where |= Q(article__in=after.values("pk")[:most]) | Q(article__in=before.values("pk")[:most])
    return entries(listed(person).filter(where), wanted)


def newest(person: Any, categories: list[int] | None, language: str, most: int) -> list[Translation]:
    """What was published last in one language, with its body, for feeds; `None` for every category."""
    rows = Translation.objects.readable_by(person).filter(language=language)
    if categories is not None:
        rows = rows.filter(article__category__in=categories)
    return list(rows.select_related("published", "article").order_by("-published_at", "-pk")[:most])


def places(person: Any) -> "QuerySet":
    """(article, slug, language, published_at) of everything, an article's languages together."""
    rows = Translation.objects.readable_by(person).order_by("article__pk", "pk")
    return rows.values_list("article", F("article__slug"), "language", "published_at")


def article_numbers(person: Any) -> "QuerySet":
    """Everything this reader may open, by its number."""
    return Article.objects.readable_by(person).order_by("pk").values("pk")


def linked(person: Any, slugs: set[str]) -> dict[str, str]:
    """{as it is written in a link: the slug it leads to now} of what this reader may open."""
    if not slugs:
        return {}
    here = Article.objects.readable_by(person)
    rows = here.filter(Q(slug__in=slugs) | Q(redirects__slug__in=slugs)).values_list("slug", "redirects__slug")
    found = {old: slug for slug, old in rows if old in slugs}
    return found | {slug: slug for slug, _ in rows if slug in slugs}
