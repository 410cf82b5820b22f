"""Searched, not found: what to write next. Nobody can be recognised by it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import MISSES_KEPT, Article, SearchMiss
from whiteglove.service.knowledge.words import unremarkable

from .change import allow, tell

# So many are dropped at once when there are too many, so that it isn't done at every search.
ROOM = 100


def count_miss(*, words: str, language: str, where: str, at: datetime) -> SearchMiss | None:
    """Count a search that found nothing. None for words that aren't kept: an address, a number, nothing at all."""
    kept = unremarkable(words)
    if not kept:
        return None
    about = {"words": kept, "language": language[:12], "where": where}
    with transaction.atomic():
        miss, new = SearchMiss.objects.get_or_create(**about, defaults={"first_at": at, "last_at": at})
        if new:
            make_room()
        else:
            again = SearchMiss.objects.filter(pk=miss.pk)
            again.update(count=F("count") + 1, last_at=at, settled_at=None, settled_by=None)
    return miss


def make_room() -> None:
    """Those asked for least and longest ago go."""
    if SearchMiss.objects.count() > MISSES_KEPT:
        least = SearchMiss.objects.order_by("count", "last_at").values_list("pk", flat=True)[:ROOM]
        SearchMiss.objects.filter(pk__in=list(least)).delete()


def settle_miss(*, miss: SearchMiss, by: Person, at: datetime, article: Article | None = None) -> bool:
    """It is written now, or needn't be; searched for in vain again, it comes back. False if it was settled."""
    allow(by, "knowledge.write")
    with transaction.atomic():
        done = SearchMiss.objects.open().filter(pk=miss.pk).update(settled_at=at, settled_by=by, article=article)
        if done:
            tell("search_miss.settled", miss, by, at, article=article.pk if article else None)
    return bool(done)
