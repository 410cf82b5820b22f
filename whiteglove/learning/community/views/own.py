"""One's own profile: what colleagues read, what strangers may see, what one takes along."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.community import completeness, queries, shown
from whiteglove.learning.community.actions import profile as verbs
from whiteglove.learning.community.actions.publish import publish, publish_again, withdraw
from whiteglove.learning.community.forms import PictureForm, ProfileForm, PublicForm
from whiteglove.learning.community.models import PARTS, Profile
from whiteglove.learning.community.taking_along import file_of
from whiteglove.service.desk.errors import Stale

from .answer import done, read, refusals
from .public import page_of


@door("community.own")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def me(request: HttpRequest) -> HttpResponse:
    """POST writes it."""
    if request.method != "POST":
        profile = queries.profile_of(request.user)
        return own_page(request, {"profile": profile, "form": ProfileForm(initial=as_form(profile))})
    given = read(ProfileForm(request.POST))
    try:
        verbs.change_profile(**given, by=request.user, at=clock.now())
    except Stale as no:
        return beside_the_other(request, given, str(no))
    return done(request, "Saved. Colleagues see it now.", "me")


def as_form(profile: Profile | None) -> dict[str, str]:
    return ProfileForm.initial_of(profile or Profile())


def beside_the_other(request: HttpRequest, given: dict[str, str], why: str) -> HttpResponse:
    """What was typed, beside what another window saved. Saved once more, what was typed counts."""
    profile = queries.profile_of(request.user)
    theirs = as_form(profile)
    fields = [(field.label, theirs[field.name]) for field in ProfileForm(initial=theirs).visible_fields()
              if theirs[field.name] != given[field.name]]  # fmt: skip
    form = ProfileForm(initial=given | {"seen": theirs["seen"]})
    context = {"profile": profile, "form": form, "why": why, "theirs": fields}
    if request.htmx:
        return render(request, "community/me_form.html", context, status=409)
    return own_page(request, context, status=409)


def own_page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    have = queries.profile_fields(request.user)
    about = {"have": have, "missing": completeness.missing(have), "picture_form": PictureForm(),
             "public": queries.publication_of(request.user)}  # fmt: skip
    return render(request, "community/me.html", context | about, status=status)


@door("community.own")
@require_http_methods(["POST", "DELETE"])
@refusals
def my_picture(request: HttpRequest) -> HttpResponse:
    if request.method == "DELETE" or request.POST.get("remove"):
        verbs.remove_picture(by=request.user, at=clock.now())
        return pictured(request, "Removed.")
    content = read(PictureForm(request.POST, request.FILES))["picture"]
    verbs.set_picture(content=content, by=request.user, at=clock.now())
    return pictured(request, "This is your picture now.")


def pictured(request: HttpRequest, says: str) -> HttpResponse:
    """The picture alone is shown anew: words beside it that aren't saved yet stay."""
    if request.htmx.target != "picture":
        return done(request, says, "me")
    toasts.say(request, says)
    about = {"profile": queries.profile_of(request.user), "picture_form": PictureForm()}
    return render(request, "community/me_picture.html", about)


@door("community.own")
@require_POST
@refusals
def cleared(request: HttpRequest) -> HttpResponse:
    verbs.clear_profile(person=request.user, by=request.user, at=clock.now())
    return done(request, "Your profile is empty, and nothing of it is public.", "me")


@door("community.own")
@require_http_methods(["GET", "HEAD", "POST", "PUT", "DELETE"])
@refusals
def my_public_page(request: HttpRequest) -> HttpResponse:
    """POST agrees to what is ticked; DELETE takes it back; PUT is the undo of that."""
    if request.method == "PUT":
        publish_again(by=request.user, at=clock.now())
        return done(request, "Your page is public as it was.", "public")
    if request.method == "DELETE" or request.POST.get("withdraw"):
        withdraw(person=request.user, by=request.user, at=clock.now())
        return done(request, "Withdrawn. Strangers find nothing any more.", "public", undo=request.path, undo_by="PUT")
    row = queries.publication_of(request.user)
    if request.method == "POST":
        publish(**read(PublicForm(request.POST)), by=request.user, at=clock.now())
        if row:  # an undo would withdraw all of it
            return done(request, "Strangers see this much now.", "public")
        return done(request, "Your page is public.", "public", undo=request.path)
    known = {"parts": row.parts, "in_list": row.in_list, "indexed": row.indexed} if row else {}
    context = {"public": row, "form": PublicForm(initial=known)}
    return render(request, "community/public_choice.html", context)


@door("community.own")
@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """As a stranger would see it with these parts; nothing is published."""
    parts = [one for one in request.GET.getlist("parts") if one in PARTS]
    return page_of(request, "page.html", {"shown": shown.of(request.user, clock.now(), parts), "preview": True})


@door("community.own")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="community.json"'
    return response
