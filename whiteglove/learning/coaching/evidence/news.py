"""What there is to know since last time: articles that were published, and that both of the two may read."""

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import Translation

from .shape import Number, Window

NEWS, SHOWN = "news", 8


def from_articles(window: Window) -> list[Number]:
    """Each article once, in the language it was written in last; the newest first, and how many more there are."""
    person = Person.objects.get(pk=window.person)
    rows = Translation.objects.readable_by(person).filter(published_at__gte=window.since, published_at__lt=window.until)
    if window.read_by is not None:
        rows = rows.filter(pk__in=Translation.objects.readable_by(window.read_by).values("pk"))
    told = rows.order_by("-published_at", "-pk").values_list("article_id", "published__title", "first_published_at")
    found = {}
    for article, title, first in told:
        found.setdefault(article, Number(NEWS, f"{'New' if first >= window.since else 'Changed'}: “{title}”."))
    more = len(found) - SHOWN
    shown = list(found.values())[:SHOWN]
    return [*shown, Number(NEWS, f"{more} more were published or changed.")] if more > 0 else shown
