"""Which answer settled it."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Post, Topic

from .keep import announce, changing


def accept(*, post: Post, by: Person, at: datetime) -> Topic:
    """By whoever asked, or whoever moderates. Another one that was accepted gives way."""
    with changing(post.topic, by=by, at=at) as row:
        _may(row, by)
        now = Post.objects.standing().answers().filter(pk=post.pk, topic=row).first()
        if now is None or not row.stands:
            raise Refused("Only an answer that stands here can be accepted.")
        if now.author_id == by.pk != row.author_id:
            raise Refused("Whether your answer settled it is for whoever asked to say, or for another lead.")
        if row.accepted_id != now.pk:
            row.accepted = now
            row.save(update_fields=["accepted"])
            announce("topic.settled", row, by, at, post=now.pk, person=now.author_id)
    return row


def unaccept(*, topic: Topic, by: Person, at: datetime) -> Topic:
    with changing(topic, by=by, at=at) as row:
        _may(row, by)
        if row.accepted_id:
            before, row.accepted = row.accepted_id, None
            row.save(update_fields=["accepted"])
            announce("topic.unsettled", row, by, at, post=before)
    return row


def _may(topic: Topic, by: Person) -> None:
    if topic.author_id != by.pk:
        require(by, "forum.moderate")
