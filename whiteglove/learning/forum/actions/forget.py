"""Somebody leaves; somebody wants their words back; a customer's data go."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import and_, or_

from django.db import transaction
from django.db.models import Model, Q

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.masking import mask_words
from whiteglove.learning.forum.models import (
    Deed,
    Draft,
    Helped,
    Notice,
    Post,
    PostState,
    Read,
    Report,
    Topic,
    TopicState,
    Wording,
)
from whiteglove.service.customers.models import Customer

from .keep import announce, index, settle
from .mentor import end_mentor

TAKEN_BACK = "Taken back by whoever wrote it"
# Where colleagues write in their own words.
HOLDING: tuple[tuple[type[Model], str], ...] = (
    (Post, "text"), (Wording, "text"), (Draft, "text"), (Topic, "title"), (Wording, "title"), (Draft, "title"),
    (Report, "note"), (Deed, "reason"), (Deed, "undone_why"),
)  # fmt: skip


def leave(*, person: Person, at: datetime) -> None:
    """Idempotent. What they wrote stays for those it helps, without their name; what was theirs alone goes."""
    Draft.objects.filter(person=person).delete()
    Notice.objects.filter(person=person).delete()
    Read.objects.filter(person=person).delete()
    end_mentor(person=person, by=None, at=at)


def take_back_words(*, by: Person, at: datetime) -> int:
    """All they ever wrote here, for good: posts, earlier wordings, drafts, what they reported and what helped them.
    Answers of others stay, so their topics stay, without their words. How many posts that were."""
    with transaction.atomic():
        mine = Post.objects.filter(author=by)
        helped = set(Helped.objects.filter(person=by).values_list("post", flat=True))
        # Topics first and in their order, as every verb takes them: nobody waits in a circle.
        theirs = Q(pk__in=mine.values("topic")) | Q(author=by)
        topics = list(Topic.objects.select_for_update(of=("self",)).filter(theirs).order_by("pk"))
        Wording.objects.filter(Q(post__author=by) | Q(by=by)).delete()
        Helped.objects.filter(Q(person=by) | Q(post__author=by)).delete()
        Report.objects.filter(by=by).delete()
        Draft.objects.filter(person=by).delete()
        gone = mine.exclude(text="").update(text="", state=PostState.DELETED, fingerprint="", helpful=0)
        for pk in helped:
            Post.objects.filter(pk=pk).update(helpful=Helped.objects.filter(post=pk).count())
        for topic in topics:
            _without_words(topic, by)
        record("forum_words.taken_back", subject=by, by=by, at=at, facts={"posts": gone})
    return gone


def _without_words(topic: Topic, by: Person) -> None:
    if topic.author_id == by.pk:
        topic.title = TAKEN_BACK
        if topic.stands and not Post.objects.standing().filter(topic=topic).exists():
            topic.state = TopicState.DELETED
        topic.save(update_fields=["title", "state"])
    settle(topic)
    index(topic)


def of_customer(customer: Customer) -> list[str]:
    """What would tell that a post is about them: addresses, and their whole name where it has two words or more."""
    known = [one.value for one in customer.addresses.all() if len(one.value) > 5]
    return known + ([customer.name] if len(customer.name.split()) > 1 else [])


def holds(customer: Customer, field: str) -> Q:
    """Rows that may hold one of these: all parts of a name stand in it, whatever stands between them."""
    asked = Q(pk__in=[])
    for word in of_customer(customer):
        asked |= reduce(and_, (_part(field, part) for part in word.split()))
    return asked


def _part(field: str, part: str) -> Q:
    """SQLite knows large and small letters only as far as ASCII goes."""
    ways = {part} if part.isascii() else {part, part.lower(), part.upper(), part.capitalize()}
    return reduce(or_, (Q(**{f"{field}__icontains": way}) for way in ways))


def without(text: str, words: Iterable[str]) -> str:
    return reduce(mask_words, words, text)


def forget_customer(*, customer: Customer, at: datetime) -> int:
    """Their name and addresses, where a colleague wrote them here; the rest of what was said is the colleague's."""
    words = of_customer(customer)
    if not words:
        return 0
    with transaction.atomic():
        changed = [row for model, field in HOLDING for row in _masked(model, field, customer, words)]
        touched = {row.topic_id for row in changed if isinstance(row, Post)}
        touched |= {row.pk for row in changed if isinstance(row, Topic)}
        for topic in Topic.objects.select_for_update(of=("self",)).filter(pk__in=touched).order_by("pk"):
            index(topic)
            announce("topic.reworded", topic, None, at)
    return len(changed)


def _masked(model: type[Model], field: str, customer: Customer, words: list[str]) -> list[Model]:
    longest, changed = model._meta.get_field(field).max_length, []
    for row in model.objects.filter(holds(customer, field)):
        said = getattr(row, field)
        if (left := without(said, words)) != said:
            # A mask may be longer than a name.
            model.objects.filter(pk=row.pk).update(**{field: left[:longest]})
            changed.append(row)
    return changed
