"""What counts elsewhere: (number, day), each thing once, by what others did: talking to oneself counts nothing."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from whiteglove.ground.people.models import Person

from .models import Helped, Mentor, Post
from .worth import new_among, says_enough


def helpful_answers(author: Person | int) -> QuerySet:
    """Answers that stand in others' topics and helped somebody else, or were accepted."""
    other = Helped.objects.filter(post=OuterRef("pk")).exclude(person=author)
    mine = Post.objects.standing().answers().filter(author=author, topic__state="standing")
    others = mine.exclude(topic__author=author).exclude(came_from__author=author)
    return others.filter(Exists(other) | Q(topic__accepted=F("pk")))


def _once(person: Person, rows: Iterable[tuple[int, datetime, str]]) -> list[tuple[int, date]]:
    """Each with its day where they live. What was said before counts no more, not even with a word changed."""
    kept = list(rows)
    new = new_among(text for _, _, text in kept)
    return [(pk, person.local(at).date()) for (pk, at, _), is_new in zip(kept, new, strict=True) if is_new]


def topics_by(person: Person) -> list[tuple[int, date]]:
    """Their standing topics that somebody else answered or was helped by."""
    answered = Post.objects.standing().answers().filter(topic=OuterRef("topic")).exclude(author=person)
    helped = Helped.objects.filter(post=OuterRef("pk")).exclude(person=person)
    rows = Post.objects.standing().filter(opening=True, author=person, topic__author=person, topic__state="standing")
    found = rows.filter(Exists(answered) | Exists(helped)).order_by("id")
    return _once(person, found.values_list("topic", "at", "text"))


def answers_by(person: Person) -> list[tuple[int, date]]:
    """Topics of others that they answered in more than a word or two, or so that it helped somebody; each by its
    number, so that asking and answering in one counts once."""
    rows = Post.objects.standing().answers().filter(author=person, topic__state="standing")
    others = rows.exclude(topic__author=person).exclude(came_from__author=person)
    good = Exists(Helped.objects.filter(post=OuterRef("pk")).exclude(person=person)) | Q(topic__accepted=F("pk"))
    said = others.annotate(good=good).order_by("id").values_list("topic", "at", "text", "good")
    found = _once(person, [row[:3] for row in said if row[3] or says_enough(row[2])])
    return list({topic: (topic, day) for topic, day in reversed(found)}.values())[::-1]


def mentored_by(person: Person) -> list[tuple[int, date]]:
    """Answers that helped somebody else, given while they were a mentor of the forum."""
    spans = list(Mentor.objects.filter(person=person).values_list("at", "ended_at"))
    rows = helpful_answers(person).order_by("id").values_list("pk", "at", "text") if spans else ()
    during = [row for row in rows if any(first <= row[1] and (not end or row[1] < end) for first, end in spans)]
    return _once(person, during)
