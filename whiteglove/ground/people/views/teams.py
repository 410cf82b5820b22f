"""Teams and who is in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.actions.teams import (
    add_member,
    archive_team,
    create_team,
    remove_member,
    rename_team,
    restore_team,
)
from whiteglove.ground.people.forms import TeamForm
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.people.queries import candidates, teams_with_sizes
from whiteglove.ground.people.views.answer import done, or_say_why


def seen_by(request: HttpRequest, pk: int) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
@door("people.see_teams", writes="people.manage_teams")
def teams(request: HttpRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_team(name=form.cleaned_data["name"], by=request.user, at=clock.now())
            return done(request, f"{made} is there. Choose who belongs to it.", "people:team", made.pk)
        except Refused as refused:
            form.add_error("name", str(refused))
    page = {
        "teams": teams_with_sizes(request.user),
        "form": form,
        "may_manage": may(request.user, "people.manage_teams"),
    }
    return render(request, "people/teams.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@door("people.see_teams", writes="people.manage_teams")
@or_say_why("people:team")
def team(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    form = TeamForm(request.POST or None, initial={"name": shown.name})
    if request.method == "POST" and form.is_valid():
        rename_team(team=shown, name=form.cleaned_data["name"], by=request.user, at=clock.now())
        return done(request, "Kept.", "people:team", pk)
    page = {
        "team": shown,
        "form": form,
        "members": shown.memberships.select_related("person").order_by("person__name"),
        "candidates": candidates(request.user, shown),
        "may_manage": may(request.user, "people.manage_teams"),
        "may_change": may(request.user, "people.change_members", shown),
    }
    return render(request, "people/team.html", page, status=422 if form.errors else 200)


@require_http_methods(["POST", "DELETE"])
@door("people.manage_teams")
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    if request.method == "DELETE":
        restore_team(team=shown, by=request.user, at=clock.now())
        return done(request, f"{shown} is back.", "people:team", pk)
    archive_team(team=shown, by=request.user, at=clock.now())
    return done(request, f"{shown} is archived.", "people:teams", undo=reverse("people:archive", args=[pk]))


@require_POST
@door("people.change_members")
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the person chosen in the form."""
    seen_by(request, pk)
    chosen = number(request.POST.get("person"))
    return member_added(request, pk, chosen) if chosen else done(request, "Choose somebody first.", "people:team", pk)


@require_http_methods(["POST", "DELETE"])
@door("people.change_members")
def member(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    if request.method == "POST":
        return member_added(request, pk, person)
    shown = seen_by(request, pk)
    gone = get_object_or_404(Person.objects.in_teams([shown.pk]), pk=person)
    remove_member(team=shown, person=gone, by=request.user, at=clock.now())
    # A lead who took somebody out of their only common team can't see them any more, nor put them back.
    seen = Person.objects.visible_to(request.user).filter(pk=person).exists()
    undo = reverse("people:member", args=[pk, person]) if seen else ""
    return done(request, f"{gone} is no longer in {shown}.", "people:team", pk, undo=undo, by="POST")


def member_added(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    shown = seen_by(request, pk)
    joining = get_object_or_404(Person.objects.visible_to(request.user).staff(), pk=person)
    add_member(team=shown, person=joining, by=request.user, at=clock.now())
    undo = reverse("people:member", args=[pk, person])
    return done(request, f"{joining} is in {shown} now.", "people:team", pk, undo=undo)
