"""What this room does when something happened."""

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import on
from whiteglove.service.knowledge.models import Article

from . import personal_data  # noqa: F401  registers this room's part of export and erasure
from .actions.tell_subscribers import tell_subscribers


@on("article.published")
def tell_those_who_wait(event: Event) -> None:
    article = Article.objects.filter(pk=event.subject_id).first()
    if article:
        tell_subscribers(article=article, language=event.facts["language"])
