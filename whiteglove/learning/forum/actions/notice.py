"""Tell somebody something in the forum, once."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.models.person import STAFF_ROLES
from whiteglove.learning.forum.models import Notice, Post, Read, Report, Topic
from whiteglove.learning.forum.models.member import Member
from whiteglove.learning.forum.sight import in_words

BATCH = 500


def tell(
    *, person: int, key: str, kind: str, at: datetime, topic: int | None = None, post: int | None = None,
    by: int | None = None,
) -> bool:  # fmt: skip
    """Whether it was new to them. Nobody is told of what they did themselves."""
    if person == by:
        return False
    about = {"kind": kind, "topic_id": topic, "post_id": post, "by_id": by, "at": at}
    return Notice.objects.get_or_create(person_id=person, key=key, defaults=about)[1]


def tell_mentioned(*, post: Post, by: int | None, at: datetime) -> list[Member]:
    """Those whom a post names and who hadn't been told of it."""
    handles = in_words(post.text).handles
    if not handles:
        return []
    named = Member.objects.filter(handle__in=handles, person__is_active=True, person__role__in=STAFF_ROLES)
    return [one for one in named.select_related("person")
            if tell(person=one.person_id, key=f"mention:{post.pk}", kind="mention", topic=post.topic_id, post=post.pk,
                    by=by, at=at)]  # fmt: skip


def tell_followers(*, post: Post, at: datetime) -> None:
    """Each once until they have looked: ten answers are one line. Whoever is named in it hears that instead."""
    followers = Read.objects.filter(topic=post.topic_id, follows=True, person__is_active=True)
    waiting = Notice.objects.unseen().filter(topic=post.topic_id, kind="answer").values("person")
    named = Notice.objects.filter(post=post, kind="mention").values("person")
    rows = followers.exclude(person__in=waiting).exclude(person__in=named).exclude(person=post.author_id)
    new = [Notice(person_id=pk, key=f"answer:{post.pk}", kind="answer", topic_id=post.topic_id, post=post,
                  by_id=post.author_id, at=at) for pk in rows.values_list("person", flat=True)]  # fmt: skip
    Notice.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)


def tell_moderators(*, topic: Topic, report: int, at: datetime) -> None:
    """Leads, for there are few, but whoever wrote it; administrators see the queue too."""
    writer = Report.objects.filter(pk=report).values("post__author")
    others = Person.objects.active().filter(role="lead").exclude(pk__in=writer)
    leads = others.order_by("pk").values_list("pk", flat=True)[:BATCH]
    new = [Notice(person_id=pk, key=f"reported:{report}", kind="reported", topic=topic, at=at) for pk in leads]
    Notice.objects.bulk_create(new, ignore_conflicts=True)


def see_notices(*, by: Person, at: datetime) -> int:
    return Notice.objects.unseen().filter(person=by).update(seen_at=at)
