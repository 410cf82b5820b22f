"""What customers answered: the list, taking it along, and seeing to a bad answer."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.learning.surveys import actions, queries, sheet
from whiteglove.learning.surveys.forms import ChosenForm, NoteForm
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.learning.surveys.queries import Chosen
from whiteglove.service.desk.models import Ticket

MONTH = timedelta(days=29)


@door("surveys.see")
@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    """Leads see those of their teams' tickets, agents those about themselves. Numbers and list are of the same rows."""
    chosen, form = wanted(request)
    found = queries.answers(chosen).visible_to(request.user)
    page = queries.listed(found, after=request.GET.get("after", "")[:300])
    mine = request.user.role == "agent"
    about = {
        "page": page, "form": form, "chosen": chosen, "mine": mine, "bands": queries.told_in_bands(found),
        "rate": queries.rate_of(queries.asked(chosen).visible_to(request.user)),
        "unasked": [] if mine else queries.unasked(request.user, chosen),
        "may_export": may(request.user, "surveys.export"), "query": urlencode(kept(request)),
    }  # fmt: skip
    return render(request, "surveys/answers.html", about)


@door("surveys.export")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Of everything the list goes through, as CSV."""
    chosen, _ = wanted(request)
    found = queries.answers(chosen).visible_to(request.user)
    answer = StreamingHttpResponse(sheet.of(in_turn(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="survey-answers.csv"'
    return answer


@door("surveys.see", writes="surveys.see_to")
@require_http_methods(["GET", "POST", "DELETE"])
def seen_to(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks what was done, POST keeps it, DELETE takes it back."""
    answer = answer_for(request, pk)
    if request.method == "GET":
        return render(request, "surveys/seen_to.html", {"one": answer})
    about = {"answer": answer, "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        actions.undo_seen_to(**about)
        return changed(request, answer, "It waits for somebody again.")
    form = NoteForm(request.POST)
    actions.see_to(**about, note=form.cleaned_data["note"] if form.is_valid() else "")
    return changed(request, answer, "Seen to.", undo=True)


def answer_for(request: HttpRequest, pk: int) -> SurveyAnswer:
    """Of a ticket they see, whoever it is about: whoever has it may look after it."""
    surveys = Survey.objects.filter(ticket__in=Ticket.objects.visible_to(request.user))
    near = queries.with_all_a_line_shows(SurveyAnswer.objects.filter(survey__in=surveys))
    return get_object_or_404(near, pk=min(pk, LARGEST))


def changed(request: HttpRequest, answer: SurveyAnswer, says: str, undo: bool = False) -> HttpResponse:
    toasts.say(request, says, undo_url=request.path if undo else "", undo_method="DELETE")
    if not request.htmx:
        return redirect("surveys:answers")
    return toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": answer.survey.ticket_id})


def wanted(request: HttpRequest) -> tuple[Chosen, ChosenForm]:
    """The answers asked for; those of the last thirty days where no day is named, or none that makes sense."""
    today = timezone.localtime(clock.now()).date()
    usual = {"first": today - MONTH, "last": today}
    asked = {name: str(day) for name, day in usual.items()} | kept(request)
    form = ChosenForm(asked, *near(request.user))
    given = form.cleaned_data if form.is_valid() else {}
    first, last = given.get("first") or usual["first"], given.get("last") or usual["last"]
    return Chosen(
        since=midnight(first), until=midnight(last + timedelta(days=1)), band=given.get("band", ""),
        person=number(given.get("person")) or None, team=number(given.get("team")) or None,
        channel=given.get("channel", ""), ticket_kind=given.get("kind", ""), scale=given.get("scale", ""),
        source=given.get("source", ""), waiting="waiting" in request.GET,
    ), form  # fmt: skip


def near(person: Person) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Whom and which teams may be chosen; nobody by an agent, who sees what is about themselves."""
    if person.role == "agent":
        return [], []
    return queries.people_near(person), queries.teams_near(person)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def kept(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.GET.items() if name != "after" and value}


def in_turn(found) -> Iterator[SurveyAnswer]:
    """Page after page, so that no list is too long."""
    after = ""
    while True:
        page = queries.listed(found, after=after, size=200)
        yield from page.rows
        if not (after := page.cursor):
            return
