"""Change one's own words, take them away, bring them back. What they were stays readable beside them."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused, Stale
from whiteglove.learning.forum.models import Post, PostState, Topic, TopicState, Wording
from whiteglove.learning.forum.worth import LONGEST_TITLE, fingerprint, why_no_answer, why_no_topic

from .check import check, cleaned
from .keep import MERGED, announce, changing, index, settle

MOST = 50  # wordings that are kept of a post
MEANWHILE = "This was changed in another window meanwhile. Copy your words, look at it again, then change it."


def reword(
    *, post: Post, text: str, title: str = "", seen: int | None = None, by: Person, at: datetime,
    shown_data: bool = False,
) -> Post:  # fmt: skip
    """`title` for the words a topic begins with; `seen`: how often they had been changed when the form was opened."""
    text, title = cleaned(text), " ".join(title.split())[:LONGEST_TITLE]
    require(by, "forum.reword", post)
    written = check(text, title=title, instead=post.text, by=by, at=at, shown_data=shown_data)
    if no := why_no_topic(title, written.own) if post.opening else why_no_answer(written.own):
        raise Refused(no)
    with changing(post.topic, by=by, at=at, permit="forum.reword") as row:
        now = _own(post, row, by)
        if not now.stands or not row.stands:
            raise Refused("This no longer stands here, so it can't be changed.")
        if seen is not None and seen != now.wordings_count:
            raise Stale(MEANWHILE)
        before = (row.title if now.opening else "", now.text)
        if before == (title if now.opening else "", text):
            return now
        _keep(now, row, text, title, fingerprint(written.own), by, at)
        index(row)
        announce("topic.reworded", row, by, at, post=now.pk, person=now.author_id)
    return now


def _keep(now: Post, topic: Topic, text: str, title: str, mark: str, by: Person, at: datetime) -> None:
    Wording.objects.create(post=now, title=topic.title if now.opening else "", text=now.text, by=by, at=at)
    for old in Wording.objects.filter(post=now).order_by("-id")[MOST : MOST + 5]:
        old.delete()
    now.text, now.fingerprint, now.edited_at, now.wordings_count = text, mark, at, now.wordings_count + 1
    now.save(update_fields=["text", "fingerprint", "edited_at", "wordings_count"])
    if now.opening:
        topic.title = title
        topic.save(update_fields=["title"])


def delete(*, post: Post, by: Person, at: datetime) -> Topic:
    """A topic's first words go with the topic, as long as nobody else has answered."""
    require(by, "forum.reword", post)
    with changing(post.topic, by=by, at=at, permit="forum.reword") as row:
        now = _own(post, row, by)
        if not now.stands:
            raise Refused("This no longer stands here.")
        if now.opening:
            if Post.objects.standing().filter(topic=row).exclude(author=by).exists():
                raise Refused("Colleagues have answered, so the topic stays. You can change its words.")
            row.state = TopicState.DELETED
            row.save(update_fields=["state"])
        _turn(now, PostState.DELETED, row)
        announce("topic.shortened", row, by, at, post=now.pk, person=now.author_id)
    return row


def restore(*, post: Post, by: Person, at: datetime) -> Topic:
    """What they deleted themselves."""
    require(by, "forum.reword", post)
    with changing(post.topic, by=by, at=at, permit="forum.reword") as row:
        now = _own(post, row, by)
        if now.state != PostState.DELETED or not now.text:
            return row
        if now.opening:
            row.state = TopicState.STANDING
            row.save(update_fields=["state"])
        _turn(now, PostState.STANDING, row)
        announce("topic.lengthened", row, by, at, post=now.pk, person=now.author_id)
    return row


def _own(post: Post, topic: Topic, by: Person) -> Post:
    now = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    require(by, "forum.reword", now)
    if now.author_id != by.pk:
        # Administrators hold every permit; nobody puts words into somebody else's mouth.
        raise Refused("Only whoever wrote it changes it. You can hide it, and say why.")
    if now.topic_id != topic.pk:
        raise Refused(MERGED)
    return now


def _turn(post: Post, state: str, topic: Topic) -> None:
    post.state = state
    post.save(update_fields=["state"])
    settle(topic)
    index(topic)
