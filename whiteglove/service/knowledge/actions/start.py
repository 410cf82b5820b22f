"""Begin an article, or its words in one more language."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Article, Category, Redirect, Translation, Version

from .change import allow, changing, tell
from .draft import checked, keep, put
from .move import meant_for

TRIES = 5


def start(
    *,
    title: str,
    by: Person | None,
    at: datetime,
    language: str,
    body: str = "",
    summary: str = "",
    slug: str = "",
    category: Category | None = None,
    audience: str = "public",
    teams: Any = (),
    born_from: str = "",
    position: int = 0,
) -> Article:
    """A new article with its first draft, kept by whoever began it. Its address comes from the title."""
    allow(by, "knowledge.write")
    words = checked(title, summary, body)
    with transaction.atomic():
        article = put_somewhere(
            slug or words[0], category=category, owner=by, made_at=at, made_by=by, changed_at=at,
            born_from=born_from, position=position,
        )  # fmt: skip
        meant_for(article, audience, teams, by)
        article.save()
        begin(article, language, words, by, at)
        tell("article.started", article, by, at, language=language, born_from=born_from)
    return article


def begin(article: Article, language: str, words: tuple[str, str, str], by: Person | None, at: datetime) -> Translation:
    made = Translation.objects.create(article=article, language=language, title=words[0])
    version, _ = keep(made, words, by, at, Version.How.WRITTEN)
    put(made, version)
    return made


def put_somewhere(wish: str, **fields: Any) -> Article:
    """At an address nobody has or had; two who ask for one at the same moment get two."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return Article.objects.create(slug=free_slug(wish), **fields)
        except IntegrityError:
            continue
    raise Refused("This address is taken. Choose another one.")


def free_slug(wish: str) -> str:
    """`Paying twice?` -> `paying-twice`, or `paying-twice-2` where that is taken; `article` where nothing is Latin."""
    root = slugify(wish)[:100].strip("-_") or "article"
    near = {"slug__startswith": root}
    taken = {*Article.objects.filter(**near).values_list("slug", flat=True)}
    taken |= {*Redirect.objects.filter(**near).values_list("slug", flat=True)}
    numbered = (f"{root}-{number}" for number in range(2, len(taken) + 3))
    return root if root not in taken else next(slug for slug in numbered if slug not in taken)


def translate(*, article: Article, language: str, by: Person | None, at: datetime) -> Translation:
    """Begin the words in one more language, with those of the first as a model. Raises Refused if they exist."""
    with changing(article, by=by, at=at, permit="knowledge.write") as now:
        if now.translations.filter(language=language).exists():
            raise Refused("The article is written in this language already.")
        model = now.translations.select_related("draft").order_by("pk").first()
        draft = model.draft
        made = begin(now, language, (draft.title, draft.summary, draft.body), by, at)
        tell("article.translated", now, by, at, language=language, model=model.language)
    return made


def born_from_ticket(
    *, ticket: int, title: str, body: str, by: Person, at: datetime, language: str, category: Category | None = None
) -> Article:
    """A draft of what was found out on a ticket. The desk calls this; only the ticket's number is kept here.

    It is for the team until somebody chooses otherwise: a ticket's words may be nobody else's business.
    """
    return start(
        title=title, body=body, by=by, at=at, language=language, category=category, audience="team",
        born_from=f"ticket:{ticket}",
    )  # fmt: skip
