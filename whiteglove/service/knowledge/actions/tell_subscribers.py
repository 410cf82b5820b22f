"""Write to those who want to hear of an article, once for each publication."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from whiteglove.service.knowledge import letters
from whiteglove.service.knowledge.models import Article, Category, Publication, Subscription

from .subscribe import subscribe, unsubscribe

# Whoever asks again after that gets another letter; sooner, the first one is still on its way.
PATIENCE = timedelta(hours=1)


def ask_by_mail(*, email: str, language: str, at: datetime, title: str, **what: Any) -> Subscription:
    """`what` is article=… or category=…. Writes to the address, unless that was just done or it is known already."""
    email = email.strip().lower()
    waiting = Subscription.objects.filter(email=email, confirmed_at=None, ended_at=None, **what).first()
    if waiting and at - waiting.asked_at >= PATIENCE:
        unsubscribe(subscription=waiting, at=at)
    made = subscribe(email=email, language=language, at=at, **what)
    if made.asked_at == at:
        letters.ask_to_confirm(made, title)
    return made


def tell_subscribers(*, article: Article, language: str) -> int:
    """How many letters left. Called again, it writes to nobody twice; a letter that was lost stays lost."""
    standing = Publication.objects.standing().filter(translation__article=article, translation__language=language)
    publication = standing.select_related("version", "translation__article").first()
    if publication is None:
        return 0
    told: set[str] = set()
    for one in waiting_for(article, publication.pk).select_related("person"):
        to = one.person.email if one.person else one.email
        # Whoever waits for the article and its category too gets one letter.
        due = suits(one, article, language) and claim(one, publication) and to not in told
        if due and letters.tell(one, publication):
            told.add(to)
    return len(told)


def waiting_for(article: Article, publication: int) -> Any:
    """Those who subscribed to the article or to a category above it."""
    above = Category.objects.filter(Q(articles=article) | Q(parts__articles=article)).values("pk")
    rows = Subscription.objects.standing().filter(Q(article=article) | Q(category__in=above), told__lt=publication)
    return rows.order_by("pk")


def suits(one: Subscription, article: Article, language: str) -> bool:
    """In their language, and theirs to read."""
    same = one.language.partition("-")[0].lower() == language.partition("-")[0].lower()
    reader = one.person or AnonymousUser()
    return same and Article.objects.readable_by(reader).filter(pk=article.pk).exists()


def claim(one: Subscription, publication: Publication) -> bool:
    """Two workers may be at it."""
    mine = Subscription.objects.filter(pk=one.pk, told__lt=publication.pk, ended_at=None)
    return bool(mine.update(told=publication.pk))
