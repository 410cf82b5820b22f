"""Hear of changes: ask, confirm, end."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Article, Category, Subscription

from .change import tell


def subscribe(
    *,
    at: datetime,
    language: str,
    person: Person | None = None,
    email: str = "",
    article: Article | None = None,
    category: Category | None = None,
) -> Subscription:
    """A person's counts at once; an address's once it is confirmed by the link that was sent there.

    Give one of person and email, and one of article and category. Asking again gives the one there is.
    """
    email = "" if person else email.strip().lower()
    if bool(article) == bool(category) or not (person or email):
        raise Refused("Say who wants to hear of changes, and of which article or category.")
    what = {"person": person, "email": email, "article": article, "category": category}
    with transaction.atomic():
        made, new = Subscription.objects.get_or_create(
            **what, ended_at=None, defaults={"language": language, "asked_at": at}
        )
        if new:
            tell("subscription.asked", made, person, at)
        if person and made.confirmed_at is None:
            confirm(subscription=made, at=at)
    return made


def confirm(*, subscription: Subscription, at: datetime) -> bool:
    """Whoever followed the signed link has the address. False if it counted already, or was ended."""
    waiting = Subscription.objects.filter(pk=subscription.pk, confirmed_at=None, ended_at=None)
    with transaction.atomic():
        done = waiting.update(confirmed_at=at)
        if done:
            tell("subscription.confirmed", subscription, subscription.person, at)
    subscription.refresh_from_db()
    return bool(done)


def unsubscribe(*, subscription: Subscription, at: datetime) -> bool:
    """False if it had ended before. What was an address is kept no longer than it is needed: the row goes."""
    with transaction.atomic():
        gone = Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at)
        if gone:
            tell("subscription.ended", subscription, subscription.person, at)
            Subscription.objects.filter(pk=subscription.pk, person=None).delete()
    return bool(gone)
