"""What somebody began to write is kept until they post it. Private, so nobody is told."""

from datetime import datetime, timedelta

from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.models import Category, Draft, Post, Topic
from whiteglove.learning.forum.worth import LONGEST, LONGEST_TITLE

JUST_NOW = timedelta(minutes=1)


def save_draft(
    *, topic: Topic | None, text: str, title: str = "", category: Category | None = None, by: Person, at: datetime
) -> Draft | None:
    """Nothing written is nothing kept; nor is what was posted while this was on its way."""
    require(by, "forum.draft")
    text = one_line_end(storable(text)).strip()
    posted = Post.objects.filter(author=by, at__gt=at - JUST_NOW, text=text).exists()
    if posted or not (text or title.strip()):
        discard_draft(topic=topic, by=by, at=at)
        return None
    words = {"text": text[:LONGEST], "title": title[:LONGEST_TITLE], "category": category, "at": at}
    return Draft.objects.update_or_create(person=by, topic=topic, defaults=words)[0]


def discard_draft(*, topic: Topic | None, by: Person, at: datetime) -> None:
    """It leaves no trace, so `at` is kept nowhere."""
    Draft.objects.filter(person=by, topic=topic).delete()
