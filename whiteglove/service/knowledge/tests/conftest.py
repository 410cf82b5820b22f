"""Articles to try things on."""

from datetime import UTC, datetime

import pytest

from whiteglove.service.knowledge.models import Article, Publication, Translation, Version

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def written(db):
    """`written("paying", audience="team", teams=[support])`: an article that is published unless `published=False`."""

    def write(
        slug: str,
        *,
        title: str = "",
        body: str = "Words.",
        language: str = "en",
        published: bool = True,
        teams=(),
        **fields,
    ):
        article = Article.objects.create(
            slug=slug, made_at=AT, changed_at=AT, published=published, of_some_teams=bool(teams), **fields
        )
        article.teams.set(teams)
        title = title or slug.replace("-", " ").capitalize()
        one = Translation.objects.create(article=article, language=language, title=title)
        version = Version.objects.create(translation=one, number=1, title=title, body=body, at=AT, began_at=AT)
        one.draft, one.edition = version, 1
        if published:
            one.published, one.first_published_at, one.published_at = version, AT, AT
            Publication.objects.create(translation=one, version=version, at=AT)
        one.save()
        return article

    return write
