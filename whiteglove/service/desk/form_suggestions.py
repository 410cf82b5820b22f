"""Articles for whoever fills in a web form: what the help centre finds for everybody, whoever asks."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from whiteglove.service.channels.form.suggesting import Suggestion, register
from whiteglove.service.knowledge import languages, search

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


register(found)
