"""Reads that join several nouns of this room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.models.person import STAFF_ROLES

from . import searching
from .counting import answers_by as answers_by
from .counting import helpful_answers
from .counting import mentored_by as mentored_by
from .counting import topics_by as topics_by
from .models import (
    Category,
    Deed,
    DeedKind,
    Draft,
    Helped,
    Member,
    Mentor,
    Notice,
    Post,
    PostState,
    Read,
    Report,
    Topic,
    TopicState,
)
from .sight import in_words, told_to_all
from .trust import REMEMBERED, Record, Trust, trust_of

PAGE, POSTS, NAMES = 25, 30, 8
ORDER = ("-last_at", "-id")
FORMER = "A former colleague"


def name_of(person: Person | None) -> str:
    """As colleagues read it: whoever has left is no longer named."""
    return person.name if person and person.is_staff_member else FORMER


# --- lists ---


class Row(NamedTuple):
    topic: Topic
    unread: bool
    follows: bool
    snippet: tuple = ()

    @property
    def author(self) -> str:
        return name_of(self.topic.author)


VIEWS = {"newest": "Newest", "unanswered": "Unanswered", "followed": "Followed", "mine": "Mine"}


def topics(reader: Person, view: str, category: int = 0) -> QuerySet:
    found = Topic.objects.unanswered() if view == "unanswered" else Topic.objects.standing()
    if view == "mine":
        found = Topic.objects.visible_to(reader).filter(author=reader, merged_into=None)
    elif view == "followed":
        found = found.filter(pk__in=Read.objects.filter(person=reader, follows=True).values("topic"))
    return found.filter(category=category) if category else found


def listed(reader: Person, view: str, category: int, after: str) -> Page:
    """A page of `Row`s: two statements, however many topics there are."""
    shown = topics(reader, view, category).select_related("category", "author", "last_by")
    page = page_after(shown, order=ORDER, after=after, size=PAGE)
    return Page(rows_of(reader, page.rows), page.cursor)


def rows_of(reader: Person, found: list[Topic], snippets: dict[int, tuple] | None = None) -> list[Row]:
    reads = {one.topic_id: one for one in Read.objects.filter(person=reader, topic__in=[one.pk for one in found])}
    mark = member_of(reader)
    return [Row(one, is_unread(one, reads.get(one.pk), mark, reader), bool(reads.get(one.pk) and reads[one.pk].follows),
                (snippets or {}).get(one.pk, ())) for one in found]  # fmt: skip


def is_unread(topic: Topic, known: Read | None, mark: Member | None, reader: Person) -> bool:
    """Nobody's own last word is new to them. What stood before all was read counts as read."""
    if topic.last_by_id == reader.pk or (mark and topic.last_at <= mark.all_read_at):
        return False
    return topic.latest > known.seen if known else True


def searched(reader: Person, words: str, after: str, category: int = 0) -> Page:
    """Topics that hold the words, the newest first, each with some of them."""
    hits = searching.find(words, after=after, category=category)
    known = Topic.objects.standing().select_related("category", "author", "last_by").in_bulk(hits.topics)
    found = [known[pk] for pk in hits.topics if pk in known]
    texts: dict[int, tuple] = {}
    for topic, text in (
        Post.objects.standing().filter(topic__in=found).order_by("id").values_list("topic", "text")[:200]
    ):
        piece = searching.snippet(told_to_all(text), words)
        if topic not in texts or (any(one.hit for one in piece) and not any(one.hit for one in texts[topic])):
            texts[topic] = piece
    return Page(rows_of(reader, found, texts), hits.cursor)


def titled(words: str) -> list[Topic]:
    """A few topics that hold the words, the newest first, for the palette."""
    return list(Topic.objects.standing().filter(pk__in=searching.find(words, size=5).topics).order_by("-id"))


def categories() -> list[Category]:
    return list(Category.objects.standing())


def alike(title: str) -> list[Topic]:
    """Topics that may ask the same, while somebody writes a title: with its three longest words, else with two."""
    words = sorted({word for word in searching.kept(title).split() if len(word) > 3}, key=len, reverse=True)[:3]
    for some in (words, *combinations(words, 2)) if len(words) > 1 else ():
        if found := searching.find(" ".join(some), size=5).topics:
            return list(Topic.objects.standing().filter(pk__in=found).order_by("-id"))
    return []


# --- a topic ---


@dataclass
class Shown:
    """A post as its page draws it."""

    post: Post
    author: str
    html: str = ""
    accepted: bool = False
    helped_me: bool = False
    mentor: bool = False
    is_mine: bool = False
    deed: Deed | None = None
    may_settle: bool = False


def posts(topic: Topic, reader: Person, after: str = "", start: int = 0) -> Page:
    found = Post.objects.visible_to(reader).filter(topic=topic).select_related("author__profile")
    if start:
        found = found.filter(pk__gte=min(start, LARGEST))
    return page_after(found, order=("id",), after=after, size=POSTS)


def is_long(topic: Topic) -> bool:
    """More than a page of posts."""
    return len(Post.objects.filter(topic=topic).values_list("pk", flat=True)[: POSTS + 1]) > POSTS


def drawn(rows: list[Post], reader: Person, html: list[str], accepted: int | None) -> list[Shown]:
    pks, authors = [one.pk for one in rows], {one.author_id for one in rows}
    helped = set(Helped.objects.filter(post__in=pks, person=reader).values_list("post", flat=True))
    mentors = set(Mentor.objects.standing().filter(person__in=authors).values_list("person", flat=True))
    hidden = [one.pk for one in rows if not one.stands]
    deeds = {one.post_id: one for one in Deed.objects.standing().filter(post__in=hidden)} if hidden else {}
    return [Shown(one, name_of(one.author), text, one.pk == accepted, one.pk in helped, one.author_id in mentors,
                  one.author_id == reader.pk, deeds.get(one.pk))
            for one, text in zip(rows, html, strict=True)]  # fmt: skip


def follows(topic: Topic, reader: Person) -> bool:
    return Read.objects.filter(topic=topic, person=reader, follows=True).exists()


def seen_to(topic: Topic, reader: Person) -> int:
    return Read.objects.filter(topic=topic, person=reader).values_list("seen", flat=True).first() or 0


def draft_of(person: Person, topic: Topic | None) -> Draft | None:
    return Draft.objects.filter(person=person, topic=topic).first()


# --- people ---


def member_of(person: Person) -> Member | None:
    return Member.objects.filter(person=person).first()


def people_like(begun: str) -> list[Member]:
    """Colleagues whose handle begins so, or a later part of whose name does."""
    begun = searching.kept(begun).replace(" ", ".")[:50]
    near = Member.objects.filter(person__is_active=True, person__role__in=STAFF_ROLES).select_related("person")
    if not begun:
        return list(near.order_by("handle")[:NAMES])
    first = list(near.filter(handle__startswith=begun).order_by("handle")[:NAMES])
    more = near.filter(handle__contains=f".{begun}").exclude(pk__in=[one.pk for one in first])
    return first + list(more.order_by("handle")[: NAMES - len(first)])


def record_of(person: Person, at: datetime) -> Record:
    found = helpful_answers(person)
    by = Helped.objects.filter(post__in=found.values("pk")).exclude(person=person)
    hidden = Deed.objects.standing().filter(whose=person, kind=DeedKind.HIDE, at__gt=at - REMEMBERED, by__isnull=False)
    cares = person.role in ("admin", "lead") or is_mentor(person)
    if cares:
        return Record(cares=True)
    accepted = set(found.filter(topic__accepted=F("pk")).values_list("topic__author", flat=True))
    helped = set(by.values_list("person", flat=True).distinct()) | accepted
    return Record(found.count(), len(helped), hidden.count())


def trust_in(person: Person, at: datetime) -> Trust:
    return trust_of(record_of(person, at))


def is_mentor(person: Person) -> bool:
    return Mentor.objects.standing().filter(person=person).exists()


def posted_since(person: Person, since: datetime) -> int:
    return Post.objects.filter(author=person, at__gt=since).count()


def mentioned_since(person: Person, since: datetime) -> int:
    """By what they wrote, for colleagues are told a moment later; and by whom a change of older words named."""
    told = Notice.objects.filter(by=person, kind="mention", at__gt=since).count()
    texts = Post.objects.filter(author=person, at__gt=since, text__contains="@").values_list("text", flat=True)
    return max(told, sum(len(in_words(text).handles) for text in texts))


# --- looking after it ---


def to_judge(reader: Person) -> QuerySet:
    """Open reports that are this reader's to settle: nobody judges their own words, nor learns who reported them. What
    its writer took away needs nobody's judgement."""
    gone = Q(post__state=PostState.DELETED) | Q(post__topic__state=TopicState.DELETED)
    return Report.objects.open().exclude(gone).exclude(post__author=reader)


def reported(reader: Person) -> list[Post]:
    """Posts with reports nobody has settled, those with most of them first."""
    rows = Post.objects.filter(reports__in=to_judge(reader)).annotate(said=Count("reports"))
    return list(rows.select_related("topic__category", "author").order_by("-said", "id")[:50])


def open_reports(found: Iterable[Post]) -> dict[int, list[Report]]:
    said: dict[int, list[Report]] = {}
    for one in Report.objects.open().filter(post__in=[post.pk for post in found]).select_related("by"):
        one.who = name_of(one.by)
        said.setdefault(one.post_id, []).append(one)
    return said


def reports_waiting(reader: Person) -> int:
    """Up to a hundred."""
    return len(to_judge(reader).order_by("id").values_list("pk", flat=True)[:100])


def deeds(after: str) -> Page:
    """What was done, the newest first, each with who did it, as colleagues read it."""
    found = Deed.objects.select_related("topic", "by", "undone_by")
    page = page_after(found, order=("-id",), after=after, size=PAGE)
    for one in page.rows:
        one.who, one.undone_who = (name_of(one.by) if one.by else "Reports of colleagues"), name_of(one.undone_by)
    return page


def deeds_about(topic: Topic) -> list[Deed]:
    """What stands of what was done about the topic as a whole."""
    rows = list(Deed.objects.standing().filter(topic=topic, post=None).select_related("by").order_by("-id")[:5])
    for one in rows:
        one.who = name_of(one.by)
    return rows


def notices(person: Person) -> list[Notice]:
    """What there is to tell them, the newest first, each with what it `says`."""
    # What was hidden since says no more what it is called.
    seen = Q(topic=None) | Q(topic__in=Topic.objects.visible_to(person))
    found = Notice.objects.unseen().filter(seen, person=person)
    rows = list(found.select_related("topic", "by").order_by("-id")[:20])
    for one in rows:
        one.says = Notice.KINDS[one.kind].format(who=name_of(one.by))
    return rows


def mentors() -> list[Mentor]:
    rows = list(Mentor.objects.standing().select_related("person", "by").order_by("person__name", "id"))
    for one in rows:
        one.named_by = name_of(one.by)
    return rows


def recent(reader: Person) -> list[Row]:
    """For the community's first page."""
    found = list(Topic.objects.standing().select_related("category", "author", "last_by").order_by(*ORDER)[:5])
    return rows_of(reader, found)
