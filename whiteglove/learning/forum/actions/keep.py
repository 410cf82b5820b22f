"""What every verb that changes a topic does: lock it, change it, keep its counts and its searched words, say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.models import Post, SearchText, Topic
from whiteglove.learning.forum.searching import kept
from whiteglove.learning.forum.sight import told_to_all

MERGED = "This topic was merged into another meanwhile. Look at it again."
MOST_WORDS = 400_000  # characters of a topic that are searched


@contextmanager
def changing(topic: Topic, *, by: Person | None, at: datetime, permit: str = "forum.write") -> Iterator[Topic]:
    """The topic as it is now, locked. `by` None is the house itself."""
    if by is not None:
        require(by, permit)
    with transaction.atomic():
        yield Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)


def announce(name: str, topic: Topic, by: Person | None, at: datetime, **facts: object) -> None:
    record(name, subject=topic, by=by, at=at, facts=facts, audience="staff")


def settle(topic: Topic) -> None:
    """Counts and the newest post, after something was taken away or brought back."""
    standing = Post.objects.standing().filter(topic=topic)
    last = standing.order_by("-id").values_list("pk", "at", "author_id").first()
    topic.answers = standing.answers().exclude(author=topic.author_id).count()
    topic.latest, topic.last_at, topic.last_by_id = last or (0, topic.at, topic.author_id)
    if topic.accepted_id and not standing.filter(pk=topic.accepted_id).exists():
        topic.accepted_id = None
    topic.save(update_fields=["answers", "latest", "last_at", "last_by", "accepted"])


def index(topic: Topic) -> None:
    """Only what stands is found."""
    if not topic.stands:
        SearchText.objects.filter(topic=topic).delete()
        return
    said = [kept(topic.title)]
    for text in Post.objects.standing().filter(topic=topic).order_by("id").values_list("text", flat=True).iterator():
        said.append(kept(told_to_all(text)))
        if sum(map(len, said)) > MOST_WORDS:
            break
    SearchText.objects.update_or_create(topic=topic, defaults={"words": " ".join(said)})


def index_more(topic: Topic, text: str) -> None:
    """One more answer: nothing is read again."""
    known = SearchText.objects.filter(topic=topic).first()
    if known and len(known.words) < MOST_WORDS:
        known.words += " " + kept(told_to_all(text))
        known.save(update_fields=["words"])
