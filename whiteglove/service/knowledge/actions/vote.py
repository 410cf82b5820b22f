"""Was this helpful? One answer a reader, which they may change."""

from datetime import datetime

from django.db import transaction

from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Article, Reason, Vote

from .change import tell

LONGEST = 1000


def vote(
    *, article: Article, voter: str, at: datetime, language: str, helpful: bool, reason: str = "", comment: str = ""
) -> Vote:
    """`voter` is "person:5" or "visitor:" and a digest. The caller made sure that they may read the article."""
    if reason and reason not in Reason.values:
        raise Refused("Choose one of the reasons.")
    said = {"helpful": helpful, "reason": "" if helpful else reason, "language": language, "at": at}
    said["comment"] = comment.replace("\x00", "").strip()[:LONGEST]
    with transaction.atomic():
        made, _ = Vote.objects.update_or_create(article=article, voter=voter, defaults=said)
        tell("article.voted", article, None, at, helpful=helpful, reason=said["reason"], language=language)
    return made


def withdraw_vote(*, article: Article, voter: str) -> bool:
    """False if there was none."""
    return bool(Vote.objects.filter(article=article, voter=voter).delete()[0])
