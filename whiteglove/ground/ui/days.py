"""The days a page of counts is asked for."""

from datetime import date, timedelta

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from whiteglove.ground.lib import clock

WEEK = timedelta(days=6)
MOST_DAYS = 92


class DaysForm(forms.Form):
    """From a day to a day, a quarter of a year at most."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            raise forms.ValidationError("The first day comes after the last one: here is the last week instead.")
        if first and last and (last - first).days >= MOST_DAYS:
            raise forms.ValidationError(f"At most {MOST_DAYS} days at once: here is the last week instead.")
        return self.cleaned_data


def chosen(request: HttpRequest) -> tuple[date, date, DaysForm]:
    """The days asked for; the last week where none are, or none that make sense."""
    today = timezone.localtime(clock.now()).date()
    usual = {"first": today - WEEK, "last": today}
    form = DaysForm(request.GET if "first" in request.GET else None, initial=usual)
    given = form.cleaned_data if form.is_valid() else usual
    return given["first"], given["last"], form
