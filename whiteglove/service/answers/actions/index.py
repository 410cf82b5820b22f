"""Keep passages in step with the articles customers may read. Repeating it harms nothing."""

from collections.abc import Iterator

from django.db import transaction

from whiteglove.service.answers import encoding
from whiteglove.service.answers.cutting import Cut, cut
from whiteglove.service.answers.models import Alias, Passage
from whiteglove.service.knowledge.models import Article, Audience, Translation

# What the encoder looks at of a passage, beside the title.
LOOKED_AT = 250


def index(*, article: Article) -> int:
    """Write the passages of an article anew in all its languages; none for what customers may not read. Their number.

    The encoder works before the transaction begins, so that nobody waits for it.
    """
    shown = list(article.translations.published().select_related("published")) if for_customers(article) else []
    rows = [row for one in shown for row in passages_of(one)]
    with transaction.atomic():
        # One at a time: two that index it would write its passages twice.
        here = Article.objects.select_for_update().filter(pk=article.pk).first()
        now = dict(Translation.objects.published().filter(article=article).values_list("pk", "published"))
        # Published or taken back once more meanwhile: whoever follows that event writes what holds then.
        same = here is not None and for_customers(here) == for_customers(article)
        if same and all(now.get(one.pk) == one.published_id for one in shown):
            article.passages.all().delete()
            Passage.objects.bulk_create(rows)
    return len(rows)


def for_customers(article: Article) -> bool:
    return article.archived_at is None and article.audience in (Audience.PUBLIC, Audience.CUSTOMERS)


def passages_of(translation: Translation) -> list[Passage]:
    version = translation.published
    cuts = [Cut(lines=[version.title]), *cut(version.body)]
    texts = [version.title, *(meaning(version.title, one) for one in cuts[1:])]
    encoded = encoding.vectors(texts)
    return [
        Passage(
            article_id=translation.article_id, translation=translation, version=version, place=place,
            heading=one.heading[:300], anchor=one.anchor[:80], text=one.text,
            vector=None if encoded is None else encoding.packed(encoded[place]),
        )
        for place, one in enumerate(cuts)
    ]  # fmt: skip


def meaning(title: str, one: Cut) -> str:
    """A passage as it is encoded: what it stands under says what it is about."""
    return ". ".join(part for part in (title, one.heading, one.text[:LOOKED_AT]) if part)


def index_all(*, only_missing: bool = False) -> Iterator[tuple[int, int]]:
    """(how many articles are done, how many there are) after each. What can't be read any more goes too.

    `only_missing` leaves articles whose passages are of their present words and have vectors, where there are any.
    """
    articles = Article.objects.filter(published=True).order_by("pk")
    if only_missing:
        encoded = encoding.vectors(["."]) is not None
        articles = articles.exclude(pk__in=current(encoded))
    numbers = list(articles.values_list("pk", flat=True))
    Passage.objects.exclude(article__in=Article.objects.filter(published=True, archived_at=None)).delete()
    for done, pk in enumerate(numbers, 1):
        index(article=Article.objects.get(pk=pk))
        yield done, len(numbers)
    encode_aliases()


def current(encoded: bool) -> set[int]:
    """Articles of which nothing has to be written anew."""
    wanted = {
        (article, translation): version
        for article, translation, version in Translation.objects.published()
        .filter(article__archived_at=None, article__audience__in=[Audience.PUBLIC, Audience.CUSTOMERS])
        .values_list("article", "pk", "published")
    }
    rows = Passage.objects.order_by().values_list("article", "translation", "version").distinct()
    have = {(article, translation): version for article, translation, version in rows}
    bare = set(Passage.objects.filter(vector=None).values_list("article", flat=True)) if encoded else set()
    stale = {key[0] for key in wanted.keys() | have.keys() if wanted.get(key) != have.get(key)}
    return {article for article, _ in have} - stale - bare


def encode_aliases() -> None:
    """Those that were written down before there was an encoder."""
    rows = list(Alias.objects.standing().filter(vector=None))
    encoded = encoding.vectors([one.words for one in rows])
    if encoded is not None:
        for one, vector in zip(rows, encoded, strict=True):
            one.vector = encoding.packed(vector)
        Alias.objects.bulk_update(rows, ["vector"], batch_size=500)
