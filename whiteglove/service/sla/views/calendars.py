"""When we are open and what is promised: to read, and to choose whose clocks run by which calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Team
from whiteglove.ground.people.policy import door, may
from whiteglove.service.sla import actions, queries
from whiteglove.service.sla.forms import trying
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.models import BusinessCalendar, CalendarVersion
from whiteglove.service.sla.promises import by_channel
from whiteglove.service.sla.views.answer import done
from whiteglove.service.sla.views.shown import calendar_row, outlook


@require_GET
@door("sla.see")
def calendars(request: HttpRequest) -> HttpResponse:
    now, adoptions = clock.now(), queries.adoptions()
    page = {
        "calendars": [calendar_row(row, now) for row in BusinessCalendar.objects.order_by("-is_default", "name")],
        "teams": queries.teams_with_calendars(),
        "channels": by_channel(queries.targets_in_force(now)),
        "adoptions": adoptions,
        "revision": adoptions[0][0] if adoptions else None,
        "reigns": queries.reigns_of_default(),
        "may_change": may(request.user, "sla.change"),
    }
    return render(request, "sla/calendars.html", page)


@require_GET
@door("sla.see")
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    shown, now = get_object_or_404(BusinessCalendar, pk=pk), clock.now()
    page = {
        "row": calendar_row(shown, now),
        "history": queries.history_of(shown),
        "used": shown.used,
        "may_change": may(request.user, "sla.change"),
        **outlook(shown.calendar(), now),
        **trying(request, shown.calendar(), now),
    }
    part = "#tried" if request.headers.get("HX-Target") == "tried" else ""
    return render(request, f"sla/calendar.html{part}", page)


@require_POST
@door("sla.change")
def default(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the clocks run by this calendar."""
    chosen = get_object_or_404(BusinessCalendar, pk=pk)
    before = BusinessCalendar.objects.filter(is_default=True).first()
    actions.make_default(calendar=chosen, by=request.user, at=clock.now())
    undo = reverse("sla:default", args=[before.pk]) if before and before != chosen else ""
    return done(request, f"The clocks run by {chosen} from now on.", "sla:calendars", undo=undo)


@require_POST
@door("sla.change")
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a team the calendar chosen in the form, or the default again."""
    whose, chosen = get_object_or_404(Team, pk=pk), number(request.POST.get("calendar"))
    given = get_object_or_404(BusinessCalendar, pk=chosen) if chosen else None
    actions.give_to_team(team=whose, calendar=given, by=request.user, at=clock.now())
    return done(request, f"{whose}: {given or 'the default calendar'} from now on.", "sla:calendars")


@require_POST
@door("sla.change")
def restoration(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Bring an earlier version back."""
    wanted = get_object_or_404(CalendarVersion, pk=version, calendar_row_id=pk)
    before = queries.current_version(wanted.calendar_row)
    try:
        actions.restore_version(version=wanted, by=request.user, at=clock.now())
    except CalendarError as refused:
        return done(request, f"It can't come back: {refused}.", "sla:calendar", pk, level="error")
    undo = reverse("sla:restoration", args=[pk, before.pk])
    return done(request, "That version is in force again.", "sla:calendar", pk, undo=undo)


@require_POST
@door("sla.change")
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    gone = get_object_or_404(BusinessCalendar, pk=pk)
    try:
        removal = actions.remove_calendar(calendar=gone, by=request.user, at=clock.now())
    except actions.InUse as needed:
        return done(request, str(needed), "sla:calendar", pk, level="error")
    undo = reverse("sla:recall", args=[removal.pk])
    return done(request, f"{gone} is removed.", "sla:calendars", undo=undo)


@require_POST
@door("sla.change")
def recall(request: HttpRequest, event: int) -> HttpResponse:
    """Undo a removal."""
    removal = get_object_or_404(Event, pk=event, name="calendar.removed")
    try:
        back = actions.bring_back_calendar(removal=removal, by=request.user, at=clock.now())
    except actions.NameTaken as taken:
        return done(request, f"It can't come back: {taken}.", "sla:calendars", level="error")
    return done(request, f"{back} is back.", "sla:calendar", back.pk)
