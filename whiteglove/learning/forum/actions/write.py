"""Open a topic, answer one."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Category, Post, SearchText, Topic
from whiteglove.learning.forum.searching import kept
from whiteglove.learning.forum.sight import told_to_all
from whiteglove.learning.forum.worth import LONGEST_TITLE, why_no_answer, why_no_topic

from .check import check, check_new, cleaned
from .draft import discard_draft
from .keep import announce, changing, index_more
from .member import member_for
from .read import mark_read

CLOSED = "This topic is closed. Open a new one if something is left to ask, and link to this."


def open_topic(
    *, title: str, text: str, category: Category, by: Person, at: datetime, shown_data: bool = False
) -> Topic:
    """Whoever opens it follows it. Refused says why not, in words for them."""
    require(by, "forum.write")
    title, text = " ".join(title.split())[:LONGEST_TITLE], cleaned(text)
    written = check(text, title=title, by=by, at=at, shown_data=shown_data)
    if no := why_no_topic(title, written.own):
        raise Refused(no)
    if category.archived_at:
        raise Refused("Nothing new is begun in this category. Choose another.")
    with transaction.atomic():
        # Two windows that send at once: the second waits here, and is refused.
        member_for(person=by, at=at, lock=True)
        mark = check_new(written, topic=None, by=by, at=at)
        topic = Topic.objects.create(category=category, title=title, author=by, at=at, last_at=at, last_by=by)
        post = Post.objects.create(topic=topic, author=by, at=at, text=text, opening=True, fingerprint=mark)
        topic.latest = post.pk
        topic.save(update_fields=["latest"])
        SearchText.objects.create(topic=topic, words=f"{kept(title)} {kept(told_to_all(text))}")
        mark_read(topic=topic, person=by, seen=post.pk, follows=True)
        discard_draft(topic=None, by=by, at=at)
        announce("topic.opened", topic, by, at, post=post.pk, person=by.pk)
    return topic


def answer(*, topic: Topic, text: str, by: Person, at: datetime, shown_data: bool = False) -> Post:
    require(by, "forum.write")
    text = cleaned(text)
    written = check(text, by=by, at=at, shown_data=shown_data)
    if no := why_no_answer(written.own):
        raise Refused(no)
    with changing(topic, by=by, at=at) as row:
        if not row.open:
            raise Refused(CLOSED)
        mark = check_new(written, topic=row, by=by, at=at)
        post = Post.objects.create(topic=row, author=by, at=at, text=text, fingerprint=mark)
        # Whoever adds to their own question still waits for an answer.
        row.answers += by.pk != row.author_id
        row.latest, row.last_at, row.last_by = post.pk, at, by
        row.save(update_fields=["answers", "latest", "last_at", "last_by"])
        index_more(row, text)
        mark_read(topic=row, person=by, seen=post.pk, follows=True)
        discard_draft(topic=row, by=by, at=at)
        announce("topic.answered", row, by, at, post=post.pk, person=by.pk, asked=row.author_id)
    return post
