"""Show words to their readers, and take them back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused, Stale
from whiteglove.service.knowledge.models import Article, Publication, Translation, Version

from .change import changing, tell, words_of
from .index import hide, show_newest


def publish(
    *, translation: Translation, by: Person | None, at: datetime, note: str = "", edition: int | None = None
) -> Publication:
    """Show the draft to its readers. `edition` is the draft that was looked at: Stale if it has changed since.

    Raises Refused for an empty article, and where the draft is what readers see already.
    """
    with changing(translation.article, by=by, at=at, permit="knowledge.publish") as article:
        now = words_of(article, translation)
        if edition is not None and edition != now.edition:
            raise Stale
        ready(now)
        end(now, by, at)
        made = Publication.objects.create(translation=now, version=now.draft, by=by, at=at, note=note.strip()[:300])
        first = show(now, now.draft, at)
        article.published = True
        tell("article.published", article, by, at, language=now.language, number=now.draft.number, first=first)
    translation.refresh_from_db()
    return made


def ready(translation: Translation) -> None:
    if not translation.pending:
        raise Refused("Readers see these words already.")
    if not translation.draft.body.strip():
        raise Refused("There is nothing to read yet. Write something first.")


def show(translation: Translation, version: Version, at: datetime) -> bool:
    """Whether it is the first time."""
    first = translation.first_published_at is None
    translation.published, translation.published_at = version, at
    translation.first_published_at = translation.first_published_at or at
    translation.save(update_fields=["published", "published_at", "first_published_at"])
    show_newest(translation=translation)
    return first


def end(translation: Translation, by: Person | None, at: datetime) -> int:
    return Publication.objects.standing().filter(translation=translation).update(ended_at=at, ended_by=by)


def unpublish(*, translation: Translation, by: Person | None, at: datetime) -> bool:
    """Out of the help centre in this language; the draft stays. False if nobody could read it before."""
    with changing(translation.article, by=by, at=at, permit="knowledge.publish") as article:
        now = words_of(article, translation)
        shown = bool(end(now, by, at))
        if shown:
            now.published = now.published_at = None
            now.save(update_fields=["published", "published_at"])
            hide(translation=now)
            article.published = any_published(article)
            tell("article.unpublished", article, by, at, language=now.language)
    translation.refresh_from_db()
    return shown


def any_published(article: Article) -> bool:
    return Translation.objects.published().filter(article=article).exists()
