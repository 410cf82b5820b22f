"""One's own profile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.actions.change_person import change_person
from whiteglove.ground.people.forms import ProfileForm
from whiteglove.ground.people.models.person import Theme
from whiteglove.ground.people.policy import door
from whiteglove.ground.people.taking_along import zip_of
from whiteglove.ground.people.views.answer import done


@require_http_methods(["GET", "POST"])
@door("people.own_profile")
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        change_person(person=request.user, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, "Kept.", "people:profile")
    return render(request, "people/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@door("people.own_profile")
def everything(request: HttpRequest) -> HttpResponse:
    """All that is kept of oneself, for which nobody has to be asked."""
    return download(zip_of(request.user, clock.now()), "all-of-me.zip", "application/zip", kept="private, no-store")


@require_POST
@door("people.own_profile")
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device has it: the switch in everybody's own menu."""
    theme = request.POST.get("theme", "")
    if theme not in Theme.values:
        return HttpResponse("Choose light, dark or neither.", status=422, content_type="text/plain")
    change_person(person=request.user, by=request.user, at=clock.now(), theme=theme)
    return HttpResponse(status=204)
