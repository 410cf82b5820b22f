"""The shapes people fill in; the actions decide. The calendar itself is filled in on a `sheet`."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.clock import NeverOpens
from whiteglove.service.sla.explain import Explanation, explain
from whiteglove.service.sla.ical import MOST_CHARACTERS
from whiteglove.service.sla.sheet import Sheet, said, sent
from whiteglove.service.sla.target import TargetError, read_duration

COUNTS = [("business", "while open"), ("days", "on days it opens, each whole"), ("wall", "around the clock")]
STAMP = "%Y-%m-%dT%H:%M"
MOST_FEEDS = 5


class TryForm(forms.Form):
    """A start on the wall of the calendar's zone, and a time to count."""

    start = forms.DateTimeField(
        label="It begins", input_formats=[STAMP, "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(format=STAMP, attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Give a date and a time, such as 2026-12-24 10:00."},
    )  # fmt: skip
    length = forms.CharField(
        label="It may take", max_length=40, widget=forms.TextInput(attrs={"placeholder": "4 h", "autocomplete": "off"})
    )
    counts = forms.ChoiceField(label="Counted", choices=COUNTS, initial="business")

    def clean_length(self) -> float:
        try:
            return float(read_duration(self.cleaned_data["length"]))
        except (TargetError, OverflowError) as wrong:
            raise forms.ValidationError("Write it like 30 min, 4 h or 2 d.") from wrong

    def explained(self, calendar: Calendar) -> Explanation | None:
        """The explanation, or None with an error beside the field at fault."""
        if not self.is_valid():
            return None
        basis = {"days": calendar.whole_days, "wall": Calendar.always(calendar.zone)}
        start = self.cleaned_data["start"].replace(tzinfo=calendar.info)
        try:
            return explain(basis.get(self.cleaned_data["counts"], calendar), start, self.cleaned_data["length"])
        except NeverOpens:
            self.add_error("start", "This calendar has no such amount of time left after that.")
        except ValueError as wrong:
            self.add_error("length", said(str(wrong)))
        return None


def trying(request: HttpRequest, calendar: Calendar, now: datetime) -> dict[str, Any]:
    """{"form", "tried"}: filled in when somebody asks, else ready for "now, 4 h"."""
    given = request.POST if request.method == "POST" else request.GET
    if not given.get("length") and not given.get("start"):
        return {"form": TryForm(initial={"start": now.astimezone(calendar.info), "length": "4 h"}), "tried": None}
    form = TryForm(given)
    return {"tried": form.explained(calendar), "form": form}


def sheet_from(request: HttpRequest) -> tuple[Sheet, dict[str, str]]:
    """The sheet as sent, an uploaded feed among the pasted ones, and what is wrong with the upload."""
    sheet, upload = sent(request.POST), request.FILES.get("feed-file")
    if len(sheet.feeds) > MOST_FEEDS or (upload and len(sheet.feeds) == MOST_FEEDS):
        return sheet, {"upload": f"{MOST_FEEDS} feeds at most: remove one first, or put them into one file."}
    if upload is None:
        return sheet, {}
    if upload.size > 4 * MOST_CHARACTERS:
        return sheet, {"upload": f"{upload.name} is too large: {MOST_CHARACTERS:,} characters at most."}
    sheet.feeds.append(_text(upload))
    return sheet, {}


def _text(upload: UploadedFile) -> str:
    whole = upload.read()
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = whole.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
