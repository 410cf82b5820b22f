"""Colleagues whom somebody mentored, for whoever counts what people give one another."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.urls import reverse

from whiteglove.ground.people.models import Person

from .giving import Given, offer
from .models import Mentorship, Session


def mentored(people: Collection[int], since: datetime, until: datetime) -> Iterator[Given]:
    """Each colleague once, from the first session that both said was held."""
    rows = Session.objects.filter(
        mentorship__mentor__in=people, mentor_held_at__isnull=False, mentee_held_at__isnull=False, cancelled_at=None,
        starts_at__gte=since, starts_at__lte=until,
    ).order_by("starts_at", "id")  # fmt: skip
    for row in rows.values_list("mentorship__mentor", "mentorship__mentee", "mentorship", "starts_at"):
        mentor, mentee, pk, at = row
        yield Given(mentor, str(mentee), pk, at)


def pairs(viewer: Person, shown: Collection[int]) -> dict[int, tuple[str, str]]:
    """Nobody's but the two's."""
    rows = Mentorship.objects.of(viewer).filter(pk__in=shown).select_related("mentor", "mentee")
    return {one.pk: (f"With {one.other(viewer).name}", reverse("community:mentorship", args=[one.pk])) for one in rows}


offer("mentorships.held", mentored, pairs)
