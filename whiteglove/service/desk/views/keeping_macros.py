"""Keeping macros: the list, one of them with its history, and taking them from and to other desks."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.words import fold
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.service.desk import actions, macro_part, macros
from whiteglove.service.desk.actions.take_in_macros import keep_all
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.macro_forms import MacroForm
from whiteglove.service.desk.macro_words import VARIABLES
from whiteglove.service.desk.models import Macro, MacroVersion

PAGE, LARGEST, HISTORY, MONTH = 50, 1_000_000, 30, timedelta(days=30)
AT_ONCE = 500  # of one file: while they are kept nobody else writes
WHOSE = (("all", "All"), ("shared", "Shared"), ("mine", "Mine"), ("away", "Put away"))


@door("desk.macros")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    whose, words = request.GET.get("whose", "all"), request.GET.get("q", "")[:120]
    rows = chosen(request, whose).named(fold(words).split()).select_related("team", "changed_by")
    page = page_after(rows, order=("place", "name", "id"), after=request.GET.get("after", ""), size=PAGE)
    context = {"rows": page.rows, "after": page.cursor, "whose": whose, "lists": WHOSE, "q": words,
               "may_import": request.user.role in ("lead", "admin")}  # fmt: skip
    return render(request, "desk/macros.html", context)


def chosen(request: HttpRequest, whose: str):
    rows = Macro.objects.visible_to(request.user)
    if whose == "away":
        return rows.filter(archived_at__isnull=False)
    rows = rows.current()
    if whose == "mine":
        return rows.filter(owner=request.user)
    return rows.filter(owner__isnull=True) if whose == "shared" else rows


@door("desk.macros")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = MacroForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_macro(**form.asked(request.user), by=request.user, at=clock.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            toasts.say(request, f"Made: {made.name}")
            return redirect("desk:macros")
    return shown(request, form, None)


@door("desk.macros")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, kept: int) -> HttpResponse:
    """Whoever may use it reads it and its history; whoever keeps it changes it."""
    macro = kept_for(request, kept)
    form = MacroForm(request.POST or None, person=request.user, macro=macro)
    if request.method == "POST" and form.is_valid():
        given = {**form.asked(request.user), "number": form.cleaned_data["number"]}
        try:
            actions.change_macro(macro=macro, **given, by=request.user, at=clock.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            toasts.say(request, f"Kept: {given['name']}")
            return redirect("desk:macros")
    return shown(request, form, macro)


def shown(request: HttpRequest, form: MacroForm, macro: Macro | None) -> HttpResponse:
    context = {"form": form, "macro": macro, "variables": VARIABLES.items(), "places": macros.places(request.user)}
    if macro:
        month = macros.counted_runs(clock.now() - MONTH).filter(macro=macro)
        context |= {
            "versions": history(macro),
            "lately": month.count(),
            "may_keep": may(request.user, "desk.keep_macro", macro),
        }
    status = 422 if form.is_bound else 200
    return render(request, "desk/macro.html", context, status=status)


def history(macro: Macro) -> list[dict]:
    rows = MacroVersion.objects.filter(macro=macro).select_related("by")[:HISTORY]
    return [{"row": row, "steps": macros.said(row.content["steps"])} for row in rows]


def kept_for(request: HttpRequest, pk: int) -> Macro:
    return get_object_or_404(Macro.objects.visible_to(request.user).select_related("team", "owner"), pk=pk)


@door("desk.macros")
@require_http_methods(["POST", "DELETE"])
def archival(request: HttpRequest, kept: int) -> HttpResponse:
    """POST puts it away, DELETE takes it up again."""
    macro = kept_for(request, kept)
    about = {"macro": macro, "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        actions.restore_macro(**about)
        toasts.say(request, f"{macro.name} is offered again.")
    else:
        actions.archive_macro(**about)
        toasts.say(request, f"Put away: {macro.name}", undo_url=request.path)
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = reverse("desk:macros")
    return response if request.htmx else redirect("desk:macros")


@door("desk.macros")
@require_POST
def version(request: HttpRequest, kept: int, number: int) -> HttpResponse:
    """What it said in this version holds again."""
    macro = kept_for(request, kept)
    row = get_object_or_404(
        MacroVersion.objects.select_related("macro__team", "macro__owner"), macro=macro, number=number
    )
    actions.bring_back_version(version=row, by=request.user, at=clock.now())
    toasts.say(request, f"As in version {number} again.")
    return redirect("desk:macro", macro.pk)


@door("desk.macros")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The shared ones as a file for a pack."""
    rows = chosen(request, "shared").order_by("place", "name", "pk")
    response = HttpResponse(macro_part.export_macros(rows), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="macros.yaml"'
    return response


@door("desk.macros", writes="desk.keep_macro")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """A file of macros: all of it, or none and every fault by its line."""
    file = request.FILES.get("file")
    if file is None or file.size > LARGEST:
        toasts.say(request, "Choose a file of at most 1 MB.", level="error")
        return redirect("desk:macros")
    try:
        rows = macro_part.rows_in(file.read(), file.name[:80])
        if len(rows) > AT_ONCE:
            raise Refused(f"A file holds {AT_ONCE} macros at most: the others would wait too long. Split it.")
        told = keep_all(rows, request.user, clock.now(), f"from {file.name[:80]}", following=False)
    except (PackError, Refused) as no:
        return render(request, "desk/macros_faults.html", {"faults": str(no).splitlines()[:50]}, status=422)
    toasts.say(request, f"Macros: {told}.")
    return redirect("desk:macros")
