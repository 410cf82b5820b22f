"""Where one arrives: each role somewhere else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from whiteglove.front.shell import checklist, first_run
from whiteglove.front.shell import week as weeks
from whiteglove.front.shell.first_ticket import first_ticket_for
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person, Role
from whiteglove.ground.people.policy import door, public
from whiteglove.learning.measures.queries import so_far
from whiteglove.learning.standards import queries as standards
from whiteglove.service.channels.models import Account


@public
@require_GET
def arrive(request: HttpRequest) -> HttpResponse:
    """An empty house asks for its first administrator; everybody else goes home."""
    if not request.user.is_authenticated and first_run.is_empty():
        return redirect("shell:first")
    return home(request)


@door("shell.home")
def home(request: HttpRequest) -> HttpResponse:
    return HOMES[request.user.role](request)


def at_the_desk(request: HttpRequest) -> HttpResponse:
    """To work; whoever has never answered anybody gets a ticket to answer."""
    ticket = first_ticket_for(request.user)
    return redirect("desk:ticket", ticket) if ticket else redirect("desk:queue")


def in_charge(request: HttpRequest) -> HttpResponse:
    steps = list(checklist.undone(request.user))
    return render(request, "shell/start.html", {"steps": steps}) if steps else redirect("desk:queue")


def leading(request: HttpRequest) -> HttpResponse:
    """What waits for a lead this week."""
    person, now = request.user, clock.now()
    lines = weeks.waiting(person, now)
    context = {
        "talks": weeks.conversations(person, now), "today": person.local(now),
        "waits": [one for one in lines if one.count], "clear": [one for one in lines if not one.count],
        "steps": list(checklist.undone(person)),
    }  # fmt: skip
    return render(request, "shell/week.html", context)


@door("shell.goals")
@require_GET
def goals(request: HttpRequest) -> HttpResponse:
    """Goals of one's teams that are in danger: asked for once the page stands."""
    found, judged = weeks.at_risk(request.user)
    return render(request, "shell/goals.html", {"goals": found, "judged": judged, "so_far": so_far()})


def learning(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/trainee.html", {"standard": standards.current()})


def as_customer(request: HttpRequest) -> HttpResponse:
    mailboxes = Account.objects.filter(active=True).order_by("-is_default", "name")
    return render(request, "shell/customer.html", {"mailboxes": mailboxes})


def no_access(request: HttpRequest) -> HttpResponse:
    """Whom to ask. Administrators' names and addresses, because without them nobody could help."""
    admins = Person.objects.administrators().order_by("name")[:3]
    return render(request, "shell/no_access.html", {"admins": admins, "house": settings.PUBLIC_URL})


HOMES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    Role.ADMIN: in_charge,
    Role.LEAD: leading,
    Role.AGENT: at_the_desk,
    Role.TRAINEE: learning,
    Role.CUSTOMER: as_customer,
    Role.NOBODY: no_access,
}
