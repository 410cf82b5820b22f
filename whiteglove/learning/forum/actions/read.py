"""How far somebody has read, and what they follow. Private, so nobody is told."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.models import Notice, Read, Topic


def mark_read(*, topic: Topic, person: Person, seen: int, follows: bool | None = None) -> None:
    """Never back. `follows` only where they haven't said otherwise."""
    row, made = Read.objects.get_or_create(person=person, topic=topic, defaults={"seen": seen, "follows": follows})
    if made:
        return
    if seen > row.seen:
        Read.objects.filter(pk=row.pk, seen__lt=seen).update(seen=seen)
    if follows is not None and row.follows is None:
        Read.objects.filter(pk=row.pk, follows=None).update(follows=follows)


def see(*, topic: Topic, upto: int, by: Person, at: datetime) -> None:
    """They had these posts before them; what was to be told about the topic is told with that."""
    require(by, "forum.see")
    with transaction.atomic():
        mark_read(topic=topic, person=by, seen=min(upto, topic.latest))
        Notice.objects.unseen().filter(person=by, topic=topic).update(seen_at=at)


def follow(*, topic: Topic, by: Person, at: datetime) -> None:
    require(by, "forum.see")
    Read.objects.update_or_create(person=by, topic=topic, defaults={"follows": True})


def unfollow(*, topic: Topic, by: Person, at: datetime) -> None:
    require(by, "forum.see")
    Read.objects.update_or_create(person=by, topic=topic, defaults={"follows": False})
