"""One change of one article: under its lock, allowed, told, or not made at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.knowledge.errors import Refused, Stale
from whiteglove.service.knowledge.models import Article, Translation

AUDIENCE = "staff"


def allow(by: Person | None, permit: str, article: Article | None = None) -> None:
    """Let pass or raise as `require` does; `None` is the house itself, filling a demo or loading a pack."""
    if by is not None:
        require(by, permit, article)


@contextmanager
def changing(
    article: Article,
    *,
    by: Person | None,
    at: datetime,
    permit: str,
    version: int | None = None,
    archived: bool = False,
) -> Iterator[Article]:
    """The article as it is now, locked until the end of the block; what the block sets on it is kept.

    `version` is what the caller saw: Stale if the article has changed since. One that is archived is refused unless
    `archived`. The caller's instance is brought up to date.
    """
    with transaction.atomic():
        now = Article.objects.select_for_update().get(pk=article.pk)
        allow(by, permit, now)
        if version is not None and version != now.version:
            raise Stale
        if now.archived_at and not archived:
            raise Refused("This article is archived. Bring it back first.")
        yield now
        now.changed_at, now.version = max(now.changed_at, at), now.version + 1
        now.save()
    article.__dict__.update({key: value for key, value in now.__dict__.items() if key != "_state"})
    article._state.fields_cache = now._state.fields_cache


def words_of(article: Article, translation: Translation) -> Translation:
    """The translation as it is now; its article is locked."""
    return Translation.objects.select_related("draft", "published").get(pk=translation.pk, article=article)


def tell(name: str, subject: Any, by: Person | None, at: datetime, /, **facts: Any) -> None:
    record(name, subject=subject, by=by, at=at, facts=facts, audience=AUDIENCE)
