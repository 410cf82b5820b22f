"""Articles for whoever fills in a web form: what the help centre finds for everybody, whoever asks."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.service.channels.form.suggesting import Suggestion, register
from whiteglove.service.knowledge import languages, search
from whiteglove.service.knowledge.actions import count_miss
from whiteglove.service.knowledge.models import SearchMiss

MOST = 5


def found(words: str, language: str) -> list[Suggestion]:
    everybody = AnonymousUser()
    hits = search.find(everybody, words, languages=[language, languages.default()], size=MOST).hits
    return [
        Suggestion(
            "".join(piece.text for piece in hit.title), reverse("help:article", args=[language, hit.page.article.slug]),
            hit.page.language,
        )
        for hit in hits
    ]  # fmt: skip


def missed(words: str, language: str) -> None:
    count_miss(words=words, language=language, where=SearchMiss.Where.FORM, at=clock.now())


register(found, missed)
