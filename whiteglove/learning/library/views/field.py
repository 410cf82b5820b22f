"""The field log: what happened, what one did, what it taught; and a lead's word on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.library import queries
from whiteglove.learning.library.actions import confirm as saying
from whiteglove.learning.library.actions import log as verbs
from whiteglove.learning.library.forms import DecisionForm, EntryForm
from whiteglove.learning.library.models import Confirmation, Experience
from whiteglove.learning.library.naming import found_in
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals

GIVEN = ("title", "day", "place", "hours", "happened", "did", "learnt", "link")


def own(request: HttpRequest, pk: int) -> Experience:
    return get_object_or_404(Experience, person=request.user, pk=min(pk, LARGEST))


@door("library.see")
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The latest day first."""
    page = page_after(queries.log_of(request.user), order=("-day", "-id"), after=request.GET.get("after", ""))
    said = queries.words_on(page.rows)
    waiting = queries.to_confirm(request.user).asked().count() if may(request.user, "library.confirm") else 0
    return render(request, "library/log.html", {"page": page, "rows": [(one, said.get(one.pk)) for one in page.rows],
                                                "waiting": waiting})  # fmt: skip


@door("library.see", writes="library.see")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    today = request.user.local(clock.now()).date()
    return kept(request, EntryForm(request.POST or None, initial={"day": today}), None)


@door("library.see", writes="library.see")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    return kept(request, EntryForm(request.POST or None, initial={one: getattr(row, one) for one in GIVEN}), row)


def kept(request: HttpRequest, form: EntryForm, row: Experience | None) -> HttpResponse:
    """Before it is kept, its writer sees it without the names that were found."""
    plain = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        about = {"entry": given, "nobody": given["nobody"], "by": request.user, "at": clock.now()}
        plain = found_in(given, names=not given["nobody"])
        try:
            if not plain.found:
                saved = verbs.change(experience=row, **about) if row else verbs.log(**about)
                return done(request, "Kept. It is yours alone until you ask for a word on it.", "entry", saved.pk)
            form = EntryForm(initial=given | plain.texts)
        except Refused as no:
            form.add_error(None, str(no))
    status = 422 if form.is_bound or plain else 200
    return render(request, "library/entry_form.html", {"form": form, "entry": row, "plain": plain}, status=status)


@door("library.see", writes="library.see")
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@refusals
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry. DELETE deletes it; POST brings it back."""
    row, about = own(request, pk), {"by": request.user, "at": clock.now()}
    if request.method == "DELETE" or "delete" in request.POST:
        verbs.delete(experience=row, **about)
        here = reverse("library:entry", args=[pk])
        return done(request, "Deleted.", "field", undo=here, undo_by="POST")
    if request.method == "POST":
        verbs.bring_back(experience=row, **about)
        return done(request, "It is back.", "entry", pk)
    said = list(row.confirmations.select_related("by").order_by("id"))
    last = said[-1] if said else None
    return render(request, "library/entry.html", {"entry": row, "said": [one for one in said if one.decided_at],
                                                  "last": last})  # fmt: skip


@door("library.see", writes="library.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whoever leads one for a word on it; DELETE takes that back."""
    about = {"experience": own(request, pk), "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        saying.withdraw(**about)
        return done(request, "Taken back: nobody else reads it.", "entry", pk)
    saying.ask(**about)
    says = "Asked. Whoever leads you reads this entry, and says a word on it."
    return done(request, says, "entry", pk, undo=reverse("library:word", args=[pk]))


@door("library.confirm")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Entries whose writers ask for a word, those asked first at the top."""
    page = page_after(queries.to_confirm(request.user).asked(), order=("id",), after=request.GET.get("after", ""))
    return render(request, "library/waiting.html", {"page": page})


@door("library.confirm")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry beside the decision. Open as long as it is asked, and to whoever decided."""
    rows = queries.to_confirm(request.user)
    row = get_object_or_404(rows.asked() | rows.filter(by=request.user), pk=min(pk, LARGEST))
    if request.method == "POST":
        return decided(request, row)
    return render(request, "library/decide.html", {"asked": row, "entry": row.experience, "form": DecisionForm()})


def decided(request: HttpRequest, row: Confirmation) -> HttpResponse:
    given, name = read(DecisionForm(request.POST)), row.experience.person.first_name
    about = {"confirmation": row, "words": given["words"], "by": request.user, "at": clock.now()}
    if given["how"] == "confirm":
        saying.confirm(**about)
        return done(request, f"Confirmed. {name} sees it.", "waiting")
    if given["how"] != "return":
        raise Refused("Say whether it was so, or give it back.")
    saying.give_back(**about)
    return done(request, f"Given back. {name} reads your question.", "waiting")
