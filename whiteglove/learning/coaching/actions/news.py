"""Tell somebody something on their coaching page, once."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.models import News


def tell_news(*, person: int, key: str, says: str, url: str, at: datetime) -> bool:
    """Whether it was new to them."""
    _, made = News.objects.get_or_create(person_id=person, key=key, defaults={"says": says[:300], "url": url, "at": at})
    return made


def see_news(*, by: Person, at: datetime) -> int:
    """They have read it. Private, so nobody is told."""
    return News.objects.unseen().filter(person=by).update(seen_at=at)
