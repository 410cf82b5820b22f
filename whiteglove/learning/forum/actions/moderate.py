"""Hide, close, move, merge: each for a reason that stays, each to be taken back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import (
    Category,
    Deed,
    DeedKind,
    Draft,
    Post,
    PostState,
    Read,
    Report,
    Topic,
    TopicState,
)

from .keep import MERGED, announce, changing, index, settle

MODERATE = "forum.moderate"
ONES_OWN = "You wrote this yourself, so another lead decides about it."


def hide(*, post: Post, reason: str, by: Person, at: datetime) -> Deed:
    """From everybody but whoever wrote it and whoever moderates. A topic's first words take the topic with them.
    Reports of it are settled as right."""
    reason = said(reason)
    with changing(post.topic, by=by, at=at, permit=MODERATE) as row:
        now = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        Report.objects.open().filter(post=now).update(settled_at=at, settled_by=by, upheld=True)
        folded = Deed.objects.standing().filter(post=now, kind=DeedKind.HIDE).first()
        if folded is not None and folded.by_id:
            return folded
        if folded is not None:
            Deed.objects.filter(pk=folded.pk).update(by=by, reason=reason)
            announce("topic.hidden", row, by, at, post=now.pk, person=now.author_id, deed=folded.pk)
            return folded
        if now.state == PostState.DELETED:
            raise Refused("Whoever wrote it has deleted it already.")
        if now.topic_id != row.pk:
            raise Refused(MERGED)
        return hide_now(now, row, reason, by, at)


def hide_now(post: Post, topic: Topic, reason: str, by: Person | None, at: datetime) -> Deed:
    deed = Deed.objects.create(kind=DeedKind.HIDE, topic=topic, post=post, whose=post.author, reason=reason, by=by,
                               at=at)  # fmt: skip
    Post.objects.filter(pk=post.pk).update(state=PostState.HIDDEN)
    if post.opening:
        topic.state = TopicState.HIDDEN
        topic.save(update_fields=["state"])
    settle(topic)
    index(topic)
    announce("topic.hidden", topic, by, at, post=post.pk, person=post.author_id, deed=deed.pk)
    return deed


def close(*, topic: Topic, reason: str, by: Person, at: datetime) -> Deed:
    """Nobody answers any more; what was said stays."""
    reason = said(reason)
    with changing(topic, by=by, at=at, permit=MODERATE) as row:
        if not row.open:
            raise Refused("This topic is closed already.")
        row.closed = True
        row.save(update_fields=["closed"])
        deed = Deed.objects.create(kind=DeedKind.CLOSE, topic=row, whose=row.author, reason=reason, by=by, at=at)
        announce("topic.closed", row, by, at, person=row.author_id, deed=deed.pk)
    return deed


def move(*, topic: Topic, category: Category, reason: str, by: Person, at: datetime) -> Deed:
    reason = said(reason)
    with changing(topic, by=by, at=at, permit=MODERATE) as row:
        if category.pk == row.category_id or category.archived_at:
            raise Refused("Choose another category.")
        before, row.category = row.category_id, category
        row.save(update_fields=["category"])
        deed = Deed.objects.create(kind=DeedKind.MOVE, topic=row, whose=row.author, reason=reason, by=by, at=at,
                                   before={"category": before})  # fmt: skip
        announce("topic.moved", row, by, at, old=before, new=category.pk)
    return deed


def merge(*, topic: Topic, into: Topic, reason: str, by: Person, at: datetime) -> Deed:
    """All that was said there stands here too, in the order of time; links to the one lead to the other."""
    reason = said(reason)
    require(by, MODERATE)
    with transaction.atomic():
        both = _both(topic, into)
        row, target = both[topic.pk], both.get(into.pk)
        if target is None or target == row or not (row.stands and target.stands):
            raise Refused("Choose another topic that stands.")
        # What had come from a third topic before still says so: each merge can be taken back alone.
        Post.objects.filter(topic=row, came_from=None).update(came_from=row)
        Post.objects.filter(topic=row).update(topic=target, opening=False)
        before = {"accepted": row.accepted_id, "into": target.pk}
        row.state, row.merged_into, row.accepted = TopicState.MERGED, target, None
        row.save(update_fields=["state", "merged_into", "accepted"])
        _bring_readers(row, target)
        deed = Deed.objects.create(kind=DeedKind.MERGE, topic=row, whose=row.author, reason=reason, by=by, at=at,
                                   before=before)  # fmt: skip
        _settle_both(row, target)
        announce("topic.merged", row, by, at, into=target.pk, deed=deed.pk)
        announce("topic.merged", target, by, at, source=row.pk, deed=deed.pk)
    return deed


def undo(*, deed: Deed, reason: str = "", by: Person, at: datetime) -> Deed:
    """Take it back: shown, open, where it stood, apart again."""
    require(by, MODERATE)
    with transaction.atomic():
        row = Deed.objects.select_for_update(of=("self",)).select_related("post").get(pk=deed.pk)
        if row.undone_at:
            return row
        if row.kind == DeedKind.HIDE and row.whose_id == by.pk:
            raise Refused(ONES_OWN)
        topic = Topic.objects.select_for_update(of=("self",)).get(pk=row.topic_id)
        UNDO[row.kind](row, topic, by, at)
        row.undone_at, row.undone_by, row.undone_why = at, by, " ".join(reason.split())[:300]
        row.save(update_fields=["undone_at", "undone_by", "undone_why"])
    return row


def _show(deed: Deed, topic: Topic, by: Person, at: datetime) -> None:
    Post.objects.filter(pk=deed.post_id, state=PostState.HIDDEN).update(state=PostState.STANDING)
    home = Topic.objects.select_for_update(of=("self",)).get(pk=deed.post.topic_id)
    if deed.post.opening and home.state == TopicState.HIDDEN:
        home.state = TopicState.STANDING
        home.save(update_fields=["state"])
    settle(home)
    index(home)
    announce("topic.shown", home, by, at, post=deed.post_id, person=deed.whose_id, deed=deed.pk)


def _reopen(deed: Deed, topic: Topic, by: Person, at: datetime) -> None:
    topic.closed = False
    topic.save(update_fields=["closed"])
    announce("topic.reopened", topic, by, at, deed=deed.pk)


def _move_back(deed: Deed, topic: Topic, by: Person, at: datetime) -> None:
    old, topic.category_id = topic.category_id, deed.before["category"]
    topic.save(update_fields=["category"])
    announce("topic.moved", topic, by, at, old=old, new=topic.category_id)


def _take_apart(deed: Deed, topic: Topic, by: Person, at: datetime) -> None:
    """Wherever its words stand by now: the other may have been merged on. What was merged into it comes along."""
    target = _where(topic)
    Post.objects.filter(topic=target, came_from__in=_family(topic)).update(topic=topic)
    own = Post.objects.filter(topic=topic, came_from=topic)
    first = own.order_by("id").values_list("pk", flat=True).first()
    own.update(came_from=None)
    Post.objects.filter(pk=first).update(opening=True)
    stands = Post.objects.standing().filter(topic=topic).exists()
    topic.state = TopicState.STANDING if stands else TopicState.DELETED
    topic.merged_into, topic.accepted_id = None, deed.before.get("accepted")
    topic.save(update_fields=["state", "merged_into", "accepted"])
    _settle_both(topic, target)
    announce("topic.unmerged", topic, by, at, into=target.pk)
    announce("topic.unmerged", target, by, at, source=topic.pk)


def _where(topic: Topic) -> Topic:
    """The topic in which its words stand."""
    while topic.merged_into_id:
        topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.merged_into_id)
    return topic


def _family(topic: Topic) -> set[int]:
    """The topic, and those whose words came with it."""
    found, new = {topic.pk}, {topic.pk}
    while new:
        new = set(Topic.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


UNDO = {DeedKind.HIDE: _show, DeedKind.CLOSE: _reopen, DeedKind.MOVE: _move_back, DeedKind.MERGE: _take_apart}


def _both(*topics: Topic) -> dict[int, Topic]:
    """In one order everywhere, so that two who merge at once don't wait for one another in a circle."""
    rows = Topic.objects.select_for_update(of=("self",)).filter(pk__in={one.pk for one in topics}).order_by("pk")
    found = {one.pk: one for one in rows}
    return found if len(found) == len(topics) else {topics[0].pk: found[topics[0].pk]}


def _settle_both(*topics: Topic) -> None:
    for one in topics:
        settle(one)
        index(one)


def _bring_readers(source: Topic, target: Topic) -> None:
    """Whoever followed it follows the other; what somebody began to answer there is found here."""
    begun = Draft.objects.filter(topic=target).values("person")
    Draft.objects.filter(topic=source).exclude(person__in=begun).update(topic=target)
    known = set(Read.objects.filter(topic=target).values_list("person", flat=True))
    followers = Read.objects.filter(topic=source, follows=True).exclude(person__in=known)
    new = [Read(person_id=pk, topic=target, follows=True) for pk in followers.values_list("person", flat=True)]
    Read.objects.bulk_create(new, ignore_conflicts=True)


def said(reason: str) -> str:
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused("Say in a few words why, so that whoever wrote it understands.")
    return reason
