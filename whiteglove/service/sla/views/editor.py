"""Filling in a calendar. Every button sends the whole sheet, so nothing typed is lost, with or without JavaScript."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.service.sla.actions import NameTaken, Stale, change_calendar
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.forms import sheet_from, trying
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.models import BusinessCalendar
from whiteglove.service.sla.queries import current_version
from whiteglove.service.sla.sheet import Sheet, blank, edited, said, sheet_of
from whiteglove.service.sla.views.answer import done
from whiteglove.service.sla.views.shown import outlook, sheet_rows


@require_http_methods(["GET", "POST"])
@door("sla.change")
def new_calendar(request: HttpRequest) -> HttpResponse:
    return filled_in(request, None)


@require_http_methods(["GET", "POST"])
@door("sla.change")
def edit_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    return filled_in(request, get_object_or_404(BusinessCalendar, pk=pk))


def filled_in(request: HttpRequest, calendar: BusinessCalendar | None) -> HttpResponse:
    """The sheet as it is, as it was sent with a row more or less, or kept."""
    if request.method == "GET":
        return first_shown(request, calendar) if calendar else shown(request, None, blank(request.user.time_zone), {})
    sheet, errors = sheet_from(request)
    deed = request.POST.get("do", "look")
    country = request.POST.get("new-country", "")
    if deed == "keep":
        return kept(request, calendar, edited(sheet, "add-place", country), errors)
    sheet = edited(sheet, deed, country)
    # A row that was just added is empty, and no mistake yet.
    return shown(request, calendar, sheet, errors | ({} if deed.startswith(("add", "drop")) else sheet.spec()[1]))


def first_shown(request: HttpRequest, calendar: BusinessCalendar) -> HttpResponse:
    """The sheet as it was kept; a feed that can't be read any more is there with what is wrong."""
    sheet = sheet_of(calendar.name, calendar.calendar())
    feeds = calendar.spec.get("ical", [])
    unread, sheet.feeds = feeds != sheet.feeds, feeds
    return shown(request, calendar, sheet, sheet.spec()[1] if unread else {})


def kept(request: HttpRequest, calendar: BusinessCalendar | None, sheet: Sheet, errors: dict) -> HttpResponse:
    spec, wrong = sheet.spec()
    before = current_version(calendar) if calendar else None
    seen = number(request.POST.get("seen"))
    if spec is None or errors:
        return shown(request, calendar, sheet, errors | wrong, status=422)
    try:
        row = change_calendar(calendar=calendar, name=sheet.name, spec=spec, by=request.user, at=clock.now(),
                              seen=seen)  # fmt: skip
    except NameTaken as taken:
        return shown(request, calendar, sheet, {"name": said(str(taken))}, status=422)
    except CalendarError as refused:
        return shown(request, calendar, sheet, {"sheet": said(str(refused))}, status=422)
    except Stale as stale:
        words = f"{stale} Look at the history, then keep again if yours should count."
        return shown(request, calendar, sheet, {"sheet": words}, status=409)
    undo = reverse("sla:restoration", args=[row.pk, before.pk]) if before and before != current_version(row) else ""
    return done(request, words_for(row, bool(undo), calendar), "sla:calendar", row.pk, undo=undo)


def words_for(row: BusinessCalendar, changed: bool, before: BusinessCalendar | None) -> str:
    if before and not changed:
        return "Nothing was changed."
    follows = "Running clocks follow it from now on." if row.used else "No clock uses it yet."
    return f"{row} is kept. {follows}"


def shown(
    request: HttpRequest, calendar: BusinessCalendar | None, sheet: Sheet, errors: dict[str, str], status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {"calendar": calendar, "sheet": sheet, "errors": errors}
    version = current_version(calendar) if calendar else None
    page |= {"seen": version.pk if version else 0, "deed": request.POST.get("do", "")}
    page |= sheet_rows(sheet, errors)
    spec, _ = sheet.spec()
    if spec:
        as_typed = Calendar.from_dict(spec)
        page |= outlook(as_typed, clock.now()) | trying(request, as_typed, clock.now())
    part = "#editor" if request.headers.get("HX-Target") == "editor" else ""
    return render(request, f"sla/edit.html{part}", page, status=status)
