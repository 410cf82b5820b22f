"""Letters to those who want to hear of changes: plain text, in their language, with the way out in every one."""

from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse

from whiteglove.service.knowledge.models import Publication, Subscription
from whiteglove.service.knowledge.tongue import says

SALT = "knowledge.subscription"


def token_of(subscription: Subscription) -> str:
    return signing.dumps(subscription.pk, salt=SALT)


def meant_by(token: str) -> int:
    """The number of the subscription a link is about; 0 for a link that isn't ours."""
    try:
        return signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return 0


def whole(name: str, *parts: str) -> str:
    return urljoin(settings.PUBLIC_URL, reverse(name, args=parts))


def ask_to_confirm(subscription: Subscription, title: str) -> bool:
    """To an address that somebody entered; it counts once its owner follows the link."""
    words = says(subscription.language)
    text = words["confirm_letter"].format(title=title, link=link_of(subscription), brand=settings.HELP_NAME)
    return send(subscription, words["confirm_subject"].format(title=title), text)


def tell(subscription: Subscription, publication: Publication) -> bool:
    """That an article is new or changed, and what changed where its writer said so."""
    words, version = says(subscription.language), publication.version
    article = publication.translation.article
    text = words["news_letter"].format(
        title=version.title, note=publication.note or version.summary, link_out=link_of(subscription),
        link=whole("help:article", publication.translation.language, article.slug), brand=settings.HELP_NAME,
    )  # fmt: skip
    return send(subscription, words["news_subject"].format(title=version.title), text)


def link_of(subscription: Subscription) -> str:
    return whole("help:subscription", subscription.language, token_of(subscription))


def send(subscription: Subscription, subject: str, text: str) -> bool:
    """False if the mail couldn't be handed over, which the mail backend logs. RFC 2369 names the way out."""
    to = subscription.person.email if subscription.person else subscription.email
    headers = {"List-Unsubscribe": f"<{link_of(subscription)}>", "Auto-Submitted": "auto-generated"}
    letter = EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    return bool(letter.send(fail_silently=True))
