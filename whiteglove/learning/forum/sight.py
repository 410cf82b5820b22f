"""What stands in posts, for one reader: a page's worth in one question for each kind of thing that is named at all."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from whiteglove.ground.people.models import Person
from whiteglove.learning.forum.models import Member
from whiteglove.learning.forum.written import NO_ARTICLE, NO_TICKET, Home, Sight, Written, read, shown, told
from whiteglove.service.desk.models import Ticket
from whiteglove.service.knowledge.models import Article
from whiteglove.service.knowledge.overview import links_from

MOST = 300  # of a kind that are looked up for one page


@cache
def home() -> Home:
    begins = (reverse(name, args=[0]).removesuffix("0/") for name in ("desk:ticket", "knowledge:article"))
    return Home(settings.PUBLIC_URL.rstrip("/"), *begins)


def in_words(text: str) -> Written:
    return read(text, home())


def shown_to(reader: Person, texts: Iterable[str]) -> list[SafeString]:
    found = [in_words(text) for text in texts]
    sight = sight_of(reader, found)
    # It comes from the house's cleaner.
    return [mark_safe(shown(one, sight)) for one in found]


def told_to(reader: Person, texts: Iterable[str]) -> list[str]:
    """The same as plain words."""
    found = [in_words(text) for text in texts]
    sight = sight_of(reader, found)
    return [told(one, sight) for one in found]


def told_to_all(text: str) -> str:
    """What may be searched and cited to everybody: without the words of links that not everybody may open."""
    if "[" not in text and "//" not in text:
        return text
    return told(in_words(text), Sight()).replace(NO_TICKET, "").replace(NO_ARTICLE, "")


def sight_of(reader: Person, found: list[Written]) -> Sight:
    return Sight(
        people_named(_all(found, "handles")), tickets_for(reader, _all(found, "tickets")),
        slugs_for(reader, _all(found, "slugs")), articles_for(reader, _all(found, "articles")),
    )  # fmt: skip


def _all(found: list[Written], kind: str) -> list:
    return sorted(set().union(*(getattr(one, kind) for one in found)))[:MOST]


def people_named(handles: list[str]) -> dict[str, str]:
    if not handles:
        return {}
    rows = Member.objects.filter(handle__in=handles, person__is_active=True).values_list("handle", "person_id")
    return {handle: reverse("community:profile", args=[pk]) for handle, pk in rows}


def tickets_for(reader: Person, numbers: list[int]) -> dict[int, str]:
    """Live tickets alone, and those of them that this reader sees."""
    if not numbers or not reader.at_the_desk:
        return {}
    rows = Ticket.objects.visible_to(reader).filter(pk__in=numbers).values_list("pk", flat=True)
    return {pk: reverse("desk:ticket", args=[pk]) for pk in rows}


def slugs_for(reader: Any, slugs: list[str]) -> dict[str, str]:
    found = links_from(reader, set(slugs))
    return {slug: reverse("knowledge:article", args=[one.pk]) for slug, one in found.items()}


def articles_for(reader: Any, numbers: list[int]) -> dict[int, str]:
    if not numbers:
        return {}
    rows = Article.objects.visible_to(reader).filter(pk__in=numbers).values_list("pk", flat=True)
    return {pk: reverse("knowledge:article", args=[pk]) for pk in rows}
