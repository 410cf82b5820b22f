"""Whose runs keep their words however old they are: rooms above say whom something of theirs rests on."""

from collections.abc import Callable

from django.db.models import QuerySet

needed: list[Callable[[], QuerySet]] = []


def keep_words_of(people: Callable[[], QuerySet]) -> None:
    """`people()`: a queryset of ids of people whose runs are still looked into."""
    needed.append(people)
