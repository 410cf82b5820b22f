"""The list of articles, and beginning one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.knowledge import actions, first_words, languages, overview
from whiteglove.service.knowledge.forms import StartForm
from whiteglove.service.knowledge.models import Article, SearchMiss


@door("knowledge.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    asked = asked_in(request)
    today = timezone.localdate(clock.now())
    page = overview.listed(request.user, asked, today, after=request.GET.get("after", ""))
    context = {"page": page, "asked": asked, "today": today, "states": overview.STATES, "query": without_after(request)}
    if request.htmx and not request.htmx.boosted:
        return render(request, "knowledge/rows.html", context)
    return render(request, "knowledge/list.html", context | overview.choices(request.user))


def asked_in(request: HttpRequest) -> overview.Asked:
    given = request.GET
    state = given.get("state", "")
    return overview.Asked(
        words=given.get("q", "").strip()[:200].replace("\x00", ""),
        state=state if state in overview.STATES else "",
        category=number(given.get("category", "")),
        language=given.get("language", "")[:12].replace("\x00", ""),
        owner=number(given.get("owner", "")),
    )


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def without_after(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("after", None)
    return kept.urlencode()


@door("knowledge.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, initial=wished(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("knowledge:article", begun(request, form.cleaned_data).pk)
        except ValueError as error:
            form.add_error("title", str(error))
    return render(request, "knowledge/new.html", {"form": form}, status=422 if form.errors else 200)


def wished(request: HttpRequest) -> dict:
    """What somebody searched for in vain, or what a ticket is about, is the title to begin with."""
    if ticket := number(request.GET.get("ticket", "")):
        return {"language": languages.default(), "title": request.GET.get("title", "")[:200], "ticket": ticket}
    miss = SearchMiss.objects.filter(pk=number(request.GET.get("miss", "")) or 0).first()
    if miss is None:
        return {"language": languages.default()}
    return {"language": miss.language, "title": miss.words.capitalize(), "miss": miss.pk}


def begun(request: HttpRequest, given: dict) -> Article:
    at = clock.now()
    about = {name: given[name] for name in ("title", "language", "category")} | {"by": request.user, "at": at}
    if given["ticket"]:
        words = first_words.words_of(given["ticket"], request.user) if given.get("take_words") else ""
        return actions.born_from_ticket(ticket=given["ticket"], body=words, **about)
    article = actions.start(**about)
    if miss := SearchMiss.objects.filter(pk=given["miss"] or 0).first():
        actions.settle_miss(miss=miss, by=request.user, at=at, article=article)
    return article
