"""Whether a text may be posted: it says something, wasn't said before, tells of no customer, and isn't too much."""

from datetime import datetime, timedelta

from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.learning.forum import queries
from whiteglove.learning.forum.errors import HoldsPersonalData, Refused
from whiteglove.learning.forum.models import Post, PostState, Topic
from whiteglove.learning.forum.personal_words import found_in, kinds
from whiteglove.learning.forum.sight import in_words
from whiteglove.learning.forum.trust import too_many
from whiteglove.learning.forum.worth import AGAIN, LONGEST, SAID_BEFORE, fingerprint, words_of
from whiteglove.learning.forum.written import Written

HOUR = timedelta(hours=1)
# A page shows thirty posts, and reading many of them takes long.
BRACKETS = 500
# Fewer words than that are said twice without copying, in another topic.
LONG_ENOUGH = 8


def cleaned(text: str) -> str:
    text = one_line_end(storable(text)).strip()
    if len(text) > LONGEST:
        raise Refused(f"That is longer than {LONGEST:,} characters. Write an article of it, and link to that.")
    if text.count("[") > BRACKETS:
        raise Refused(f"More than {BRACKETS} [ stand in it. Write an article of it, and link to that.")
    return text


def check(
    text: str, *, title: str = "", instead: str | None = None, by: Person, at: datetime, shown_data: bool
) -> Written:
    """What stands in it. `shown_data`: whoever wrote it was told what it holds and posts it all the same. `instead`:
    the words it takes the place of; whom those named isn't named anew, and nothing more is posted."""
    if (found := found_in(f"{title}\n{text}")) and not shown_data:
        raise HoldsPersonalData(kinds(found))
    written = in_words(text)
    hour = at - HOUR
    named = written.handles - (in_words(instead).handles if instead else set())
    no = too_many(queries.trust_in(by, at), links=written.links, mentions=len(named),
                  mentioned=queries.mentioned_since(by, hour) if named else 0,
                  posted=0 if instead else queries.posted_since(by, hour))  # fmt: skip
    if no:
        raise Refused(no)
    return written


def check_new(written: Written, *, topic: Topic | None, by: Person, at: datetime) -> str:
    """Its fingerprint. Refused where the same was said before, by them or in the same topic."""
    mark = fingerprint(written.own)
    said = Post.objects.exclude(state=PostState.DELETED).filter(fingerprint=mark)
    mine = said.filter(author=by, at__gt=at - AGAIN).select_related("topic")
    long = len(set(words_of(written.own))) >= LONG_ENOUGH
    if topic is not None and not long:
        mine = mine.filter(topic=topic)
    if again := mine.first():
        raise Refused(SAID_BEFORE.format(where=f"in “{again.topic.title}”"))
    if topic is not None and long and said.filter(topic=topic).exists():
        raise Refused("A colleague has said exactly that here already. Press “Helped me” under it, or add what is new.")
    return mark
