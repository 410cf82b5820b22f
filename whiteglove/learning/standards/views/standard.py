"""The standard to read, and the page that says which one is in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.toasts import say
from whiteglove.learning.standards import actions, changes_in_words, guide_words, queries
from whiteglove.learning.standards.guide import Section, counted, rows_of, sections
from whiteglove.learning.standards.observers import missing
from whiteglove.learning.standards.rows import letters_of, target_rows


@door("standards.see")
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The standard as everybody who answers customers reads it: all of it, one's own part, or what was searched for."""
    parts, asked = queries.parts_in_force(), guide_words.asked(request.GET)
    all_of_it = sections(parts) if parts else []
    pages = open_pages(request.user, all_of_it)
    standard = queries.current()
    about = {
        "standard": standard,
        "all": all_of_it,
        "channels": target_rows(standard) if standard and not all_of_it else [],
        "asked": asked,
        "sections": guide_words.chosen(guide_words.shown(all_of_it, parts, pages), asked) if parts else [],
        "tabs": guide_words.tabs(all_of_it, request.user.role),
        "counts": counted(rows_of(all_of_it)),
        "may_hear": may(request.user, "standards.signals"),
    }
    part = request.htmx and not request.htmx.history_restore_request
    return render(request, "standards/guide.html#rows" if part else "standards/guide.html", about)


def open_pages(person: Person, found: list[Section]) -> dict[str, str]:
    """{name of a page: its address} of those this person may open."""
    pages = {row.page for row in rows_of(found)} - {""}
    doors = {name: reverse(name) for name in sorted(pages) if not any(missing({"pages": [name]}, {}))}
    permits = {name: getattr(resolve(url).func, "permit", None) for name, url in doors.items()}
    return {name: url for name, url in doors.items() if permits[name] is None or may(person, permits[name])}


@door("standards.setup")
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    """What is in force, and what was before."""
    standard = queries.current()
    context = {
        "standard": standard,
        "revision": Revision.objects.get(pk=standard.revision_id) if standard else None,
        "channels": target_rows(standard) if standard else [],
        "letters": letters_of(standard) if standard else [],
        "history": queries.history(),
        "may_load": may(request.user, "standards.load"),
    }
    return render(request, "standards/setup.html", context)


@door("standards.setup", writes="standards.load")
@require_http_methods(["GET", "POST"])
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """What a revision changed against the one before it; POST puts it in force again."""
    shown = get_object_or_404(Revision, pk=pk)
    if request.method == "POST":
        return put_back(request, shown)
    before, changes = queries.changes_of(shown)
    said = changes_in_words.said(changes, before.content, shown.content) if before else []
    standard = queries.current()
    about = {"revision": shown, "before": before, "groups": changes_in_words.grouped(said), "count": len(said),
             "rules": standard is not None and standard.revision_id == shown.pk,
             "may_load": may(request.user, "standards.load")}  # fmt: skip
    return render(request, "standards/revision.html", about)


def put_back(request: HttpRequest, shown: Revision) -> HttpResponse:
    try:
        actions.put_back(revision=shown, by=request.user, at=clock.now())
        say(request, f"{shown} is in force.")
    except PackError as error:
        say(request, str(error.problems[0]), level="error")
    return redirect("standards:setup")


@door("standards.load")
@require_POST
def load_shipped(request: HttpRequest) -> HttpResponse:
    """Put the standard that ships in force."""
    try:
        loading = actions.load_standard(by=request.user, at=clock.now())
        say(request, f"{loading.revision} is in force.")
    except PackError as error:
        say(request, str(error.problems[0]), level="error")
    return redirect("standards:setup")
