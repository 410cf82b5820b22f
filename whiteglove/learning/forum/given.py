"""Answers that helped, for whoever counts what people give one another."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.learning.community.giving import Given, offer

from .models import Helped, Post


def helped(people: Collection[int], since: datetime, until: datetime) -> Iterator[Given]:
    """Answers in others' topics that helped somebody else or were accepted: a topic once, and the same words once."""
    other = Helped.objects.filter(post=OuterRef("pk")).exclude(person=OuterRef("author"))
    rows = Post.objects.standing().answers().filter(author__in=people, topic__state="standing", at__lte=until)
    rows = rows.exclude(topic__author=F("author")).exclude(came_from__author=F("author"))
    rows = rows.filter(Exists(other) | Q(topic__accepted=F("pk"))).order_by("id")
    words: set[tuple[int, str]] = set()
    for pk, author, topic, said, at in rows.values_list("pk", "author", "topic", "fingerprint", "at"):
        # What was said long ago isn't said anew by saying it again.
        if (author, said) not in words and at >= since:
            yield Given(author, str(topic), pk, at)
        words.add((author, said))


def topics(viewer: Person, shown: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = Post.objects.visible_to(viewer).filter(pk__in=shown).values_list("pk", "topic__title", "topic")
    return {pk: (title, reverse("forum:topic", args=[topic])) for pk, title, topic in rows}


offer("forum.helped", helped, topics)
