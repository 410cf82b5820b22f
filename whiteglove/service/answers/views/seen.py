"""What the answer bot answered and missed, for leads; what to write next; and trying it without a visitor."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.service.answers import finding, seen, sheets
from whiteglove.service.answers.actions import settle
from whiteglove.service.answers.models import Settlement
from whiteglove.service.answers.seen_forms import ASKABLE, AskForm, LookForm, PeriodForm, SettleForm
from whiteglove.service.answers.views.answer import done
from whiteglove.service.knowledge.search import find

USUAL = timedelta(days=29)
CHOICES = 6


@door("answers.see")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    about = chosen(request)
    whole, desks = seen.sums(request.user, about["asked"])
    missed = seen.missed(request.user, about["asked"])[:5]
    return render(request, "answers/index.html", about | {"whole": whole, "rows": desks, "missed": missed})


@door("answers.see")
@require_GET
def answered(request: HttpRequest) -> HttpResponse:
    """Each answer with its words and what the visitor said to it."""
    about, helped = chosen(request), request.GET.get("helped", "")
    page = seen.answered(request.user, about["asked"], helped=helped, after=request.GET.get("after", ""))
    return render(request, "answers/answered.html", about | {"page": page, "helped": helped})


@door("answers.see")
@require_GET
def missed(request: HttpRequest) -> HttpResponse:
    """What nothing was found for, grouped; or, with `settled=1`, what somebody saw to."""
    about = chosen(request)
    if request.GET.get("settled") == "1":
        page = seen.settled(request.user, after=request.GET.get("after", ""))
        return render(request, "answers/settled.html", about | {"page": page})
    return render(request, "answers/missed.html", about | {"groups": seen.missed(request.user, about["asked"])})


@door("answers.see")
@require_GET
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    """What it missed as CSV."""
    groups = seen.missed(request.user, chosen(request)["asked"])
    response = StreamingHttpResponse(sheets.of(groups), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="missed.csv"'
    return response


@door("answers.settle")
@require_GET
def see_to(request: HttpRequest) -> HttpResponse:
    """One group: what was asked, and which articles may have it."""
    form = LookForm(request.GET)
    group = seen.group_of(request.user, form.cleaned_data["turns"]) if form.is_valid() else None
    if group is None:
        raise Http404
    words = form.cleaned_data["words"]
    about = {"group": group, "words": words, "choices": list(articles_for(request, group, words))}
    return render(request, "answers/see_to.html", about | {"may_write": may(request.user, "knowledge.write")})


def articles_for(request: HttpRequest, group: seen.Group, words: str) -> Iterator[tuple[int, str]]:
    """(number, title) of articles that are found by these words, or without any are nearest to the question."""
    if words:
        hits = find(request.user, words, size=CHOICES).hits
        yield from {hit.page.article_id: hit.page.title for hit in hits if hit.page.published}.items()
        return
    looked = finding.look(group.first.question, language=group.first.language or "en", reader=request.user)
    for one in looked.candidates[:CHOICES]:
        yield one.article, looked.words[one.article].title


@door("answers.settle")
@require_POST
def settle_group(request: HttpRequest) -> HttpResponse:
    """Begin an article, name the one that has it, or say that none is needed."""
    form = SettleForm(request.POST, reader=request.user)
    group = seen.group_of(request.user, form.cleaned_data["turns"]) if form.is_valid() else None
    if group is None:
        return done(request, "Choose the article that has it first.", "answers:missed", level="error")
    try:
        return settled_so(request, form.cleaned_data, group)
    except settle.SeenToAlready:
        return done(request, "Somebody has seen to these already.", "answers:missed", level="error")


def settled_so(request: HttpRequest, given: dict[str, Any], group: seen.Group) -> HttpResponse:
    about: dict[str, Any] = {"turns": group.turns, "by": request.user, "at": clock.now()}
    if given["how"] == Settlement.How.WRITTEN:
        article = settle.begin_article(**about)
        return done(request, "Begun, with the question as its title.", "knowledge:article", article.pk)
    if given["how"] == Settlement.How.HAS_IT:
        settle.name_article(article=given["article"], **about)
        return done(request, "Kept. Whoever asks like this is led there from now on.", "answers:missed")
    settle.need_none(**about)
    return done(request, "Off the list, until it is asked again.", "answers:missed")


@door("answers.settle")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    settlement = get_object_or_404(Settlement, pk=pk)
    if not seen.may_undo(request.user, settlement):
        raise Http404
    settle.undo(settlement=settlement, by=request.user, at=clock.now())
    return done(request, "Undone. The questions are on the list again.", "answers:missed")


@door("answers.see")
@require_GET
def attempt(request: HttpRequest) -> HttpResponse:
    """What it would answer, and why. Nothing is written."""
    form = AskForm(request.GET if "question" in request.GET else None)
    about: dict[str, Any] = {"form": form}
    if form.is_valid():
        given = form.cleaned_data
        looked = finding.look(given["question"], language=given["language"], reader=ASKABLE[given["who"]])
        about |= {"looked": looked, "found": finding.found(looked), "rows": sheets.why(looked)}
    return render(request, "answers/attempt.html", about)


def chosen(request: HttpRequest) -> dict[str, Any]:
    """The days and the desk asked for; the last thirty days of all desks where none make sense."""
    today = timezone.localtime(clock.now()).date()
    desks = seen.desks(request.user)
    usual = {"first": today - USUAL, "last": today, "desk": None}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=usual, desks=desks)
    given = form.cleaned_data if form.is_bound and form.is_valid() else usual
    desk = int(given["desk"]) if given["desk"] else None
    asked = seen.Asked(given["first"], given["last"], desk)
    query = f"first={asked.first}&last={asked.last}" + (f"&desk={desk}" if desk else "")
    return {"asked": asked, "form": form, "desks": desks, "query": query}
