"""The days a page of counts is asked for."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone

from whiteglove.ground.lib import clock
from whiteglove.service.desk.forms import DaysForm

WEEK = timedelta(days=6)


def chosen(request: HttpRequest) -> tuple[date, date, DaysForm]:
    """The days asked for; the last week where none are, or none that make sense."""
    today = timezone.localtime(clock.now()).date()
    usual = {"first": today - WEEK, "last": today}
    form = DaysForm(request.GET if "first" in request.GET else None, initial=usual)
    given = form.cleaned_data if form.is_valid() else usual
    return given["first"], given["last"], form
