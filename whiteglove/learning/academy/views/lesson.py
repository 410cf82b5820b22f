"""A lesson: read it, answer its questions for oneself, mark it as read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import read_lesson as acts
from whiteglove.learning.academy.forms import AnswerForm, ReadForm
from whiteglove.learning.academy.lessons import answered, laid_out
from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import Lesson, Module
from whiteglove.learning.academy.shown import beside

from .answer import done, own, read, refusals


@door("academy.see")
@require_GET
def lesson(request: HttpRequest, enrolment: int, module: str, lesson: str) -> HttpResponse:
    row = own(request, enrolment)
    of, found = named(row, module, lesson)
    kept = queries.lesson_row(row, of, lesson)
    before, after = beside(of, lesson)
    page, answers = laid_out(found.text), kept.answers if kept else {}
    parts = [(html, answered(found.questions[id], answers.get(id, ())) if id in found.questions else None)
             for html, id in page.parts]  # fmt: skip
    context = {"enrolment": row, "module": of, "lesson": found, "kept": kept, "before": before, "after": after,
               "parts": parts, "headings": page.headings, "place": of.lessons.index(found) + 1}  # fmt: skip
    return render(request, "academy/lesson.html", context)


@door("academy.see", writes="academy.learn")
@require_http_methods(["POST", "DELETE"])
@refusals
def done_reading(request: HttpRequest, enrolment: int, module: str, lesson: str) -> HttpResponse:
    row = own(request, enrolment)
    of, _ = named(row, module, lesson)
    about: dict[str, Any] = {"enrolment": row, "module": of.id, "lesson": lesson, "by": request.user, "at": clock.now()}
    here = reverse("academy:read", args=[row.pk, of.slug, lesson])
    if request.method == "DELETE":
        acts.mark_unread(**about)
        return done(request, "Back among those to read.", "lesson", row.pk, of.slug, lesson)
    acts.mark_read(**about, seconds=read(ReadForm(request.POST))["seconds"] or 0)
    after = beside(of, lesson)[1]
    to = ("lesson", row.pk, of.slug, after.id) if after else ("module", row.pk, of.slug)
    return done(request, "Marked as read.", *to, undo=here)


@door("academy.see", writes="academy.learn")
@require_POST
@refusals
def answer(request: HttpRequest, enrolment: int, module: str, lesson: str, question: str) -> HttpResponse:
    """For oneself alone; it can be answered again as often as one likes."""
    row = own(request, enrolment)
    of, found = named(row, module, lesson)
    if question not in found.questions:
        raise Http404
    chosen = read(AnswerForm(request.POST, question=found.questions[question]))["option"]
    kept = acts.answer(enrolment=row, module=of.id, lesson=lesson, question=question, chosen=chosen, by=request.user,
                       at=clock.now())  # fmt: skip
    if not request.htmx:
        return SeeOther(f"{reverse('academy:lesson', args=[row.pk, of.slug, lesson])}#question-{question}")
    said = answered(found.questions[question], kept.answers[question])
    context = {"enrolment": row, "module": of, "lesson": found, "said": said}
    return render(request, "academy/question.html", context)


def named(enrolment: Enrolment, module: str, lesson: str) -> tuple[Module, Lesson]:
    programme = queries.programme_of(enrolment)
    of = programme.module(module) if programme else None
    found = next((one for one in of.lessons if one.id == lesson), None) if of else None
    if found is None:
        raise Http404
    return of, found
