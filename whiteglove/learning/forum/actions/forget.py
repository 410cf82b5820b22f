"""Somebody leaves; somebody wants their words back; a customer's data go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.masking import mask_words
from whiteglove.learning.forum.models import (
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
        touched = set(mine.values_list("topic", flat=True))
        Wording.objects.filter(Q(post__author=by) | Q(by=by)).delete()
        helped = set(Helped.objects.filter(person=by).values_list("post", flat=True))
        Helped.objects.filter(Q(person=by) | Q(post__author=by)).delete()
        Report.objects.filter(by=by).delete()
        Draft.objects.filter(person=by).delete()
        gone = mine.exclude(text="").update(text="", state=PostState.DELETED, fingerprint="", helpful=0)
        for post in Post.objects.filter(pk__in=helped):
            post.helpful = Helped.objects.filter(post=post).count()
            post.save(update_fields=["helpful"])
        for topic in Topic.objects.select_for_update(of=("self",)).filter(Q(pk__in=touched) | Q(author=by)):
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


def that_name(customer: Customer, field: str = "text") -> Q | None:
    """Posts, wordings and drafts whose text (or topics whose title) holds one of these."""
    asked = None
    for word in of_customer(customer):
        one = Q(**{f"{field}__icontains": word})
        asked = one if asked is None else asked | one
    return asked


def forget_customer(*, customer: Customer, at: datetime) -> int:
    """Their name and addresses, where a colleague wrote them here; the rest of what was said is the colleague's."""
    asked, titled, words = that_name(customer), that_name(customer, "title"), of_customer(customer)
    if asked is None or titled is None:
        return 0
    with transaction.atomic():
        touched = set(Post.objects.filter(asked).values_list("topic", flat=True))
        touched |= set(Topic.objects.filter(titled).values_list("pk", flat=True))
        changed = sum(_masked(model, "text", asked, words) for model in (Post, Wording, Draft))
        changed += sum(_masked(model, "title", titled, words) for model in (Topic, Wording, Draft))
        for topic in Topic.objects.filter(pk__in=touched):
            index(topic)
            announce("topic.reworded", topic, None, at)
    return changed


def _masked(model: type[Model], field: str, asked: Q, words: list[str]) -> int:
    rows = list(model.objects.filter(asked))
    for row in rows:
        for word in words:
            setattr(row, field, mask_words(getattr(row, field), word))
        row.save(update_fields=[field])
    return len(rows)
