"""Gatherings that somebody hosted, for whoever counts what people give one another."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.community.giving import Given, offer

from .models import Gathering, Seat

FEWEST_GUESTS = 3  # who were there besides its hosts


def hosted(people: Collection[int], since: datetime, until: datetime) -> Iterator[Given]:
    """Those that are over and to which somebody came."""
    hosts = Gathering.hosts.through.objects
    theirs = hosts.filter(gathering=OuterRef("gathering"), person=OuterRef("person"))
    guests = Seat.objects.attended().filter(gathering__ends_at__gte=since, gathering__ends_at__lte=until)
    each = guests.filter(~Exists(theirs)).order_by().values("gathering").annotate(number=Count("pk"))
    full = each.filter(number__gte=FEWEST_GUESTS).values("gathering")
    found = hosts.filter(person__in=people, gathering__in=full).order_by("gathering__ends_at", "gathering")
    for person, pk, at in found.values_list("person", "gathering", "gathering__ends_at"):
        yield Given(person, str(pk), pk, at)


def called(viewer: Person, shown: Collection[int]) -> dict[int, tuple[str, str]]:
    if not may(viewer, "gatherings.see"):
        return {}
    rows = Gathering.objects.filter(pk__in=shown).values_list("pk", "title")
    return {pk: (title, reverse("gatherings:gathering", args=[pk])) for pk, title in rows}


offer("gatherings.hosted", hosted, called)
