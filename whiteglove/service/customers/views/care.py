"""Notes about a customer, and the confirmed identity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions
from whiteglove.service.customers.forms import VerifyForm
from whiteglove.service.customers.models import Customer, CustomerNote

from .answer import done, known, nudge, or_say_why, seen


@door("customers.change")
@require_POST
@or_say_why
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen(request, pk)
    kept = actions.note(customer=shown, by=request.user, at=clock.now(), text=request.POST.get("text", ""))
    say(request, "Note added.", undo_url=reverse("customers:note", args=[pk, kept.pk]))
    if not request.htmx:
        return redirect("customers:customer", pk)
    return nudge(render(request, "customers/note_form.html", {"customer": shown}), shown)


@door("customers.see", writes="customers.change")
@require_http_methods(["GET", "POST", "DELETE"])
@or_say_why
def note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """GET: the note as a form. POST: its new text. DELETE: away with it."""
    shown = seen(request, pk)
    kept = get_object_or_404(CustomerNote.objects.kept().filter(customer=shown), pk=note)
    if request.method == "GET":
        return render(request, "customers/note_edit.html", {"customer": shown, "note": kept})
    if request.method == "POST":
        actions.change_note(note=kept, by=request.user, at=clock.now(), text=request.POST.get("text", ""))
        return done(request, shown, "Note changed.")
    actions.remove_note(note=kept, by=request.user, at=clock.now())
    undo = reverse("customers:note-back", args=[pk, kept.pk])
    return done(request, shown, "Note removed.", undo=undo, method="POST")


@door("customers.change")
@require_POST
@or_say_why
def bring_note_back(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    shown = seen(request, pk)
    kept = get_object_or_404(CustomerNote, customer=shown, pk=note)
    actions.restore_note(note=kept, by=request.user, at=clock.now())
    return done(request, shown, "The note is back.")


@door("customers.verify", rehearsed=True)
@require_http_methods(["GET", "POST", "DELETE"])
def verification(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the form. POST: the identity is confirmed. DELETE: not any more."""
    shown = known(request, pk)
    if request.method == "DELETE":
        for standing in shown.verifications.standing().select_related("customer"):
            actions.withdraw_verification(verification=standing, by=request.user, at=clock.now())
        return done(request, shown, "The identity counts as not confirmed.")
    form = VerifyForm(request.POST or None, initial={"ticket": number(request.GET.get("ticket")) or None})
    if form.is_valid() and _verified(request, shown, form):
        return done(request, shown, "Identity confirmed.", undo=reverse("customers:verification", args=[pk]))
    context = {"verify_form": form, "customer": shown}
    return render(request, "customers/verify_form.html", context, status=422 if form.errors else 200)


def _verified(request: HttpRequest, shown: Customer, form: VerifyForm) -> bool:
    try:
        actions.verify(customer=shown, by=request.user, at=clock.now(), **form.cleaned_data)
    except ValueError as error:
        form.add_error("detail", str(error))
    return not form.errors
