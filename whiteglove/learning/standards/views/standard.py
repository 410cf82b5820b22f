"""The standard to read, and the page that says which one is in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.toasts import say
from whiteglove.learning.standards import actions, queries
from whiteglove.learning.standards.rows import letters_of, target_rows


@door("standards.see")
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """The standard as everybody who answers customers reads it."""
    standard = queries.current()
    rows = target_rows(standard) if standard else []
    about = {"standard": standard, "channels": rows, "may_hear": may(request.user, "standards.signals")}
    return render(request, "standards/guide.html", about)


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


@door("standards.setup")
@require_GET
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """What a revision changed against the one before it."""
    shown = get_object_or_404(Revision, pk=pk)
    before, changes = queries.changes_of(shown)
    return render(request, "standards/revision.html", {"revision": shown, "before": before, "changes": changes})


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
