"""One person's page, and each change to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.change_person import change_person, change_role
from whiteglove.ground.people.actions.deactivate import deactivate, reactivate
from whiteglove.ground.people.actions.forget import forget
from whiteglove.ground.people.actions.skills import remove_skill, set_skill
from whiteglove.ground.people.forms import AddressForm, DeactivateForm, DetailsForm, RoleForm, SkillForm
from whiteglove.ground.people.history import what_happened_to
from whiteglove.ground.people.models import Person, Skill
from whiteglove.ground.people.policy import door, may, require
from whiteglove.ground.people.tongues import spoken
from whiteglove.ground.people.views.answer import done, or_say_why


def seen_by(request: HttpRequest, pk: int) -> Person:
    """The person, if they may be seen; otherwise 404."""
    return get_object_or_404(Person.objects.visible_to(request.user), pk=pk)


@require_GET
@door("people.see")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    return render(request, "people/person.html", about(request, shown))


def about(request: HttpRequest, shown: Person) -> dict:
    """Everything the page of `shown` needs."""
    by = request.user
    return {
        "shown": shown,
        "spoken": spoken(shown.languages),
        "memberships": shown.memberships.select_related("team"),
        "held": shown.skills.select_related("skill"),
        "ended": shown.deactivations.filter(undone_at=None).select_related("by").first(),
        "history": what_happened_to(shown),
        "may_change": may(by, "people.change", shown),
        "may_set_role": may(by, "people.set_role", shown),
        "may_change_address": may(by, "people.change_address", shown),
        "address_form": AddressForm(),
        "may_deactivate": may(by, "people.deactivate", shown) and shown.pk != by.pk,
        "may_forget": may(by, "people.forget", shown) and not shown.is_active,
        "role_form": RoleForm(person=shown, by=by),
        "skill_form": SkillForm(),
        "deactivate_form": DeactivateForm(),
    }


@require_http_methods(["GET", "POST"])
@door("people.change")
@or_say_why("people:person")
def details(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    require(request.user, "people.change", shown)
    form = DetailsForm(request.POST or None, person=shown)
    if request.method == "POST" and form.is_valid():
        change_person(person=shown, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, "Kept.", "people:person", pk)
    return render(request, "people/details.html", {"form": form, "shown": shown}, status=422 if form.errors else 200)


@require_POST
@door("people.set_role")
@or_say_why("people:person")
def role(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    # An undo carries the former role in its address.
    form = RoleForm(request.POST if "role" in request.POST else request.GET, person=shown, by=request.user)
    if not form.is_valid():
        return done(request, "Choose a role you can give.", "people:person", pk)
    changed = change_role(person=shown, role=form.cleaned_data["role"], by=request.user, at=clock.now())
    undo = f"{reverse('people:role', args=[pk])}?role={shown.role}"
    return done(
        request, f"{shown} is now: {changed.get_role_display().lower()}.", "people:person", pk, undo=undo, by="POST"
    )


@require_http_methods(["POST", "DELETE"])
@door("people.deactivate")
@or_say_why("people:person")
def deactivation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    if request.method == "DELETE":
        reactivate(person=shown, by=request.user, at=clock.now())
        return done(request, f"{shown} has access again.", "people:person", pk)
    form = DeactivateForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    deactivate(person=shown, by=request.user, at=clock.now(), reason=reason)
    undo = reverse("people:deactivation", args=[pk])
    return done(request, f"{shown} has no access any more.", "people:person", pk, undo=undo)


@require_POST
@door("people.forget")
@or_say_why("people:person")
def forgotten(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    if request.POST.get("sure") != "yes":
        return done(request, "Tick that it should go for good.", "people:person", pk)
    forget(person=shown, by=request.user, at=clock.now())
    return done(request, f"What {shown} wrote is erased.", "people:person", pk)


@require_POST
@door("people.change")
@or_say_why("people:person")
def skills(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    form = SkillForm(request.POST)
    if not form.is_valid():
        return done(request, "Name a skill and a level.", "people:person", pk)
    set_skill(person=shown, by=request.user, at=clock.now(), **form.cleaned_data)
    return done(request, "Kept.", "people:person", pk)


@require_http_methods(["POST", "DELETE"])
@door("people.change")
@or_say_why("people:person")
def skill(request: HttpRequest, pk: int, skill: int) -> HttpResponse:
    shown, known = seen_by(request, pk), get_object_or_404(Skill, pk=skill)
    if request.method == "POST":
        form = SkillForm({"name": known.name, "level": request.GET.get("level", "")})
        if form.is_valid():
            set_skill(person=shown, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, "It is back.", "people:person", pk)
    level = shown.skills.filter(skill=known).values_list("level", flat=True).first()
    remove_skill(person=shown, skill=known, by=request.user, at=clock.now())
    undo = f"{reverse('people:skill', args=[pk, skill])}?level={level}" if level else ""
    return done(request, f"{known} is taken away.", "people:person", pk, undo=undo, by="POST")
