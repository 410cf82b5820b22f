"""Open a lesson, answer its questions, mark it as read."""

from collections.abc import Collection
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Enrolment, LessonRead
from whiteglove.learning.academy.programme import Lesson, Module
from whiteglove.learning.academy.queries import programme_of
from whiteglove.service.desk.errors import Refused

from .changing import learning, tell

LONGEST = 3600  # seconds between two looks at one page that still count as reading it


def open_lesson(*, enrolment: Enrolment, module: str, lesson: str, by: Person, at: datetime) -> LessonRead:
    """The first time it is told; later nothing changes."""
    _known(enrolment, module, lesson)
    with learning(enrolment, by) as row:
        kept, made = LessonRead.objects.get_or_create(enrolment=row, module=module, lesson=lesson,
                                                      defaults={"opened_at": at})  # fmt: skip
        if made:
            tell("lesson.opened", kept, row, by, at, module=module, lesson=lesson)
    return kept


def answer(
    *, enrolment: Enrolment, module: str, lesson: str, question: str, chosen: Collection[int], by: Person, at: datetime
) -> LessonRead:
    """For oneself alone: nobody is told, and it can be answered again."""
    asked = _known(enrolment, module, lesson)[1].questions.get(question)
    if asked is None:
        raise Refused("This question isn't in the lesson any more.")
    options = sorted({one for one in chosen if 0 <= one < len(asked.options)})
    if not options:
        raise Refused("Choose an answer first.")
    open_lesson(enrolment=enrolment, module=module, lesson=lesson, by=by, at=at)
    with learning(enrolment, by) as row:
        kept = LessonRead.objects.select_for_update(of=("self",)).get(enrolment=row, module=module, lesson=lesson)
        kept.answers = {**kept.answers, question: options}
        kept.save(update_fields=["answers"])
    return kept


def mark_read(
    *, enrolment: Enrolment, module: str, lesson: str, by: Person, at: datetime, seconds: int = 0
) -> LessonRead:
    """`seconds`: how long its page was open this time, bounded."""
    _known(enrolment, module, lesson)
    open_lesson(enrolment=enrolment, module=module, lesson=lesson, by=by, at=at)
    with learning(enrolment, by) as row:
        kept = LessonRead.objects.select_for_update(of=("self",)).get(enrolment=row, module=module, lesson=lesson)
        kept.seconds = min(kept.seconds + max(0, min(seconds, LONGEST)), 10**6)
        if kept.read_at is None:
            kept.read_at = at
            tell("lesson.read", kept, row, by, at, module=module, lesson=lesson)
        kept.save(update_fields=["read_at", "seconds"])
    return kept


def mark_unread(*, enrolment: Enrolment, module: str, lesson: str, by: Person, at: datetime) -> None:
    with learning(enrolment, by) as row:
        kept = LessonRead.objects.filter(enrolment=row, module=module, lesson=lesson, read_at__isnull=False).first()
        if kept and LessonRead.objects.filter(pk=kept.pk, read_at__isnull=False).update(read_at=None):
            tell("lesson.unread", kept, row, by, at, module=module, lesson=lesson)


def _known(enrolment: Enrolment, module: str, lesson: str) -> tuple[Module, Lesson]:
    programme = programme_of(enrolment)
    found = programme.module(module.lower()) if programme else None
    for one in found.lessons if found else ():
        if one.id == lesson:
            return found, one
    raise Refused("This lesson isn't part of the programme as you began it.")
