"""Put an article away, and bring it back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import Archival, Article

from .change import changing, tell


def archive(*, article: Article, by: Person | None, at: datetime) -> bool:
    """Out of the help centre and of the lists; nothing is lost. False if it was archived before."""
    with changing(article, by=by, at=at, permit="knowledge.publish", archived=True) as now:
        fresh = now.archived_at is None
        if fresh:
            Archival.objects.create(article=now, by=by, at=at)
            now.archived_at = at
            tell("article.archived", now, by, at)
    return fresh


def restore(*, article: Article, by: Person | None, at: datetime) -> bool:
    """As it was, published where it was published. False if it wasn't archived."""
    with changing(article, by=by, at=at, permit="knowledge.publish", archived=True) as now:
        back = Archival.objects.standing().filter(article=now).update(ended_at=at, ended_by=by)
        if back:
            now.archived_at = None
            tell("article.restored", now, by, at)
    return bool(back)
