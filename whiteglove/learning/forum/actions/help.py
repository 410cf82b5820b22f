"""“That helped me.”"""

from datetime import datetime

from django.db.models import F

from whiteglove.ground.people.models import Person
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Helped, Post

from .keep import announce, changing


def helped(*, post: Post, by: Person, at: datetime) -> None:
    """Said twice is said once; nobody says it of their own words."""
    if post.author_id == by.pk:
        raise Refused("Whether it helps is for others to say.")
    with changing(post.topic, by=by, at=at) as row:
        if not Post.objects.standing().filter(pk=post.pk).exists():
            raise Refused("This no longer stands here.")
        if Helped.objects.get_or_create(post=post, person=by, defaults={"at": at})[1]:
            Post.objects.filter(pk=post.pk).update(helpful=F("helpful") + 1)
            announce("topic.helped", row, by, at, post=post.pk, person=post.author_id)


def not_helped(*, post: Post, by: Person, at: datetime) -> None:
    with changing(post.topic, by=by, at=at) as row:
        if Helped.objects.filter(post=post, person=by).delete()[0]:
            Post.objects.filter(pk=post.pk).update(helpful=F("helpful") - 1)
            announce("topic.unhelped", row, by, at, post=post.pk, person=post.author_id)
