"""Articles that may answer a conversation, for whoever answers it."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.knowledge import languages, nearness
from whiteglove.service.knowledge.models import Audience, Page

MOST, MESSAGES = 4, 3


@dataclass(frozen=True)
class Offer:
    """`link` is what is put into an answer; empty for what customers can't open, whose words have no place there
    either. `first`: the first of those that have one.
    """

    title: str
    summary: str
    language: str
    url: str
    words: str
    link: str
    audience: str
    first: bool = False


def offers(person: Person, ticket: Ticket) -> list[Offer]:
    """The nearest articles to the title and the customer's last words, in the customer's language where there are."""
    said = Message.objects.filter(ticket=ticket, kind="inbound").order_by("-id").values_list("new_text", flat=True)
    text = "\n".join([ticket.title, *said[:MESSAGES]])
    wanted = list(dict.fromkeys(filter(None, [ticket.customer.language, languages.default()])))
    found = [offer(page) for page in nearness.about(person, text, wanted, most=MOST)]
    best = next((one for one in found if one.link), None)
    return [replace(one, first=True) if one is best else one for one in found]


def offer(page: Page) -> Offer:
    article = page.article
    url = reverse("help:article", args=[page.language, article.slug])
    words = reverse("help:words", args=[page.language, article.slug])
    link = "" if article.audience == Audience.TEAM else f"{page.title}: {settings.PUBLIC_URL}{url}"
    audience = "" if article.audience == Audience.PUBLIC else article.get_audience_display()
    return Offer(page.title, page.summary, page.language, url, words, link, audience)
