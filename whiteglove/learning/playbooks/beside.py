"""What stands beside a ticket: the open playbook with its steps, or what is offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.queries import heard
from whiteglove.learning.standards.standard import best_language, in_language
from whiteglove.service.desk.models import DeskRules, Macro, Ticket
from whiteglove.service.knowledge.models import Translation
from whiteglove.service.knowledge.queries import readable

from . import queries
from .models import Play
from .offering import Offer
from .steps import Progress, Step


@dataclass(frozen=True)
class Row:
    """A step with what helps with it: words in a language, and an article this person may read."""

    step: Step
    language: str = ""
    words: str = ""
    article: str = ""
    url: str = ""
    macro: Macro | None = None


@dataclass(frozen=True)
class Beside:
    """`play` where a playbook is open, else `offers`. `others`: [(id, name)] one may choose as well."""

    play: Play | None = None
    progress: Progress | None = None
    offers: list[Offer] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    ways: list[Row] = field(default_factory=list)


def beside(ticket: Ticket, person: Person) -> Beside | None:
    """None where there is nothing to choose from, or nothing to do any more."""
    book, play = queries.in_force(), queries.play_of(ticket.pk)
    if play is None and (book is None or not ticket.is_unfinished):
        return None
    said = queries.said_in(heard(ticket.pk))
    names = sorted(((key, one["name"]) for key, one in book.playbooks.items()), key=itemgetter(1)) if book else []
    if play is None:
        offers = queries.offered(ticket, said, book)
        shown = {one.id for one in offers}
        return Beside(offers=offers, others=[pair for pair in names if pair[0] not in shown])
    progress = queries.progress_of(play, ticket, said)
    rows = rows_of(progress, ticket, person)
    return Beside(
        play, progress, [], [pair for pair in names if pair[0] != play.playbook],
        [row for row in rows if not row.step.way], [row for row in rows if row.step.way],
    )  # fmt: skip


def rows_of(progress: Progress, ticket: Ticket, person: Person) -> list[Row]:
    language = ticket.customer.language or "en"
    words, articles = words_for(progress, ticket, person, language), articles_for(progress, person, language)
    macros = macros_for(progress, person)
    return [
        Row(one, *words.get(one.id, ("", "")), *articles.get(one.id, ("", "")), macros.get(one.about.get("macro", "")))
        for one in progress.all
    ]


def macros_for(progress: Progress, person: Person) -> dict[str, Macro]:
    """{id in packs: the macro this person may use}. Nothing is asked where no step names one."""
    keys = {one.about["macro"] for one in progress.all if "macro" in one.about}
    rows = Macro.objects.current().visible_to(person).filter(key__in=keys) if keys else []
    return {one.key: one for one in rows}


def words_for(progress: Progress, ticket: Ticket, person: Person, language: str) -> dict[str, tuple[str, str]]:
    """{step: (language, words to start from)}, filled in."""
    known = {
        "name": ticket.customer.first_name,
        "agent": person.name.partition(" ")[0],
        "company": DeskRules.current().company,
        "subject": ticket.title,
        "number": str(ticket.pk),
    }
    texts: dict[str, Mapping[str, str]] = {one.id: one.about["words"] for one in progress.all if "words" in one.about}
    return {
        step: (best_language(offered, language), in_language(offered, language, known).strip())
        for step, offered in texts.items()
    }


def articles_for(progress: Progress, person: Person, language: str) -> dict[str, tuple[str, str]]:
    """{step: (title, address)} of the articles that this person may read. Nothing is asked where no step names one."""
    named = {one.id: one.about["article"] for one in progress.all if "article" in one.about}
    if not named:
        return {}
    by_slug: dict[str, dict[str, Translation]] = {}
    for row in readable(person).filter(article__slug__in=set(named.values())).order_by("language"):
        by_slug.setdefault(row.article.slug, {})[row.language] = row
    best = {slug: rows[best_language(rows, language) if "en" in rows else next(iter(rows))]
            for slug, rows in by_slug.items()}  # fmt: skip
    return {
        step: (best[slug].published.title, reverse("help:article", args=[best[slug].language, slug]))
        for step, slug in named.items() if slug in best
    }  # fmt: skip
