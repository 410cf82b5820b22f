"""Categories: add, change, move, remove."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Category, CategoryTitle

from .change import allow, tell

Titles = dict[str, tuple[str, str]]


def add_category(
    *,
    titles: Titles,
    by: Person | None,
    at: datetime,
    slug: str = "",
    parent: Category | None = None,
    position: int = 0,
) -> Category:
    """`titles`: {"en": ("Paying", "What it costs and how to pay"), …}; one at least."""
    allow(by, "knowledge.organise")
    titles = checked(titles)
    with transaction.atomic():
        made = Category(slug=slugify(slug or next(iter(titles.values()))[0])[:80] or "category", position=position)
        stand(made, parent)
        name(made, titles)
        tell("category.added", made, by, at)
    return made


def change_category(*, category: Category, titles: Titles, by: Person | None, at: datetime) -> None:
    """New titles; languages that aren't named lose theirs."""
    allow(by, "knowledge.organise")
    titles = checked(titles)
    with transaction.atomic():
        name(category, titles)
        tell("category.changed", category, by, at)


def move_category(
    *, category: Category, by: Person | None, at: datetime, parent: Category | None, position: int
) -> None:
    """Under another one, or to the top. Refused where that would make three levels."""
    allow(by, "knowledge.organise")
    with transaction.atomic():
        now = Category.objects.select_for_update().get(pk=category.pk)
        now.position = position
        stand(now, parent)
        tell("category.moved", now, by, at, parent=parent.pk if parent else None)
    category.refresh_from_db()


def remove_category(*, category: Category, by: Person | None, at: datetime) -> None:
    """Refused while something stands in it."""
    allow(by, "knowledge.organise")
    with transaction.atomic():
        now = Category.objects.select_for_update().get(pk=category.pk)
        if now.articles.exists() or now.parts.exists():
            raise Refused("Move what stands in this category elsewhere first.")
        tell("category.removed", now, by, at, slug=now.slug)
        now.delete()


def checked(titles: Titles) -> Titles:
    kept = {
        code: (title.strip()[:120], about.strip()[:300]) for code, (title, about) in titles.items() if title.strip()
    }
    if not kept:
        raise Refused("Give the category a title in one language at least.")
    return kept


def stand(category: Category, parent: Category | None) -> None:
    above = Category.objects.select_for_update().get(pk=parent.pk) if parent else None
    if above and (above.parent_id or (category.pk and category.parts.exists()) or above.pk == category.pk):
        raise Refused("Categories have two levels: choose one of the first, or none.")
    category.parent, category.level = above, 2 if above else 1
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError:
        raise Refused("Another category has this address. Choose a different one.") from None


def name(category: Category, titles: Titles) -> None:
    category.titles.exclude(language__in=titles).delete()
    for language, (title, about) in titles.items():
        CategoryTitle.objects.update_or_create(
            category=category, language=language, defaults={"title": title, "about": about}
        )


def settle_category(
    *, category: Category, titles: Titles, by: Person | None, at: datetime, parent: Category | None, position: int
) -> None:
    """Titles and place at once, or nothing."""
    with transaction.atomic():
        change_category(category=category, titles=titles, by=by, at=at)
        if (parent.pk if parent else None, position) != (category.parent_id, category.position):
            move_category(category=category, by=by, at=at, parent=parent, position=position)
