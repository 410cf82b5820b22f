"""The shapes of what comes in at the desk's doors. They translate; the actions decide."""

import json
import re
from datetime import datetime, timedelta
from email.utils import getaddresses

from django import forms
from django.db.models import BigIntegerField
from django.utils import timezone

from whiteglove.ground.people.models import Team
from whiteglove.service.desk.addressing import is_address
from whiteglove.service.desk.models import Kind, Priority, Reason
from whiteglove.service.desk.routing import AT_ONCE

LONGEST = 200_000


class Parties(forms.CharField):
    """ "Cleo Amara <cleo@customer.example>, jonas@weber.example" -> [{"name", "address"}]."""

    def clean(self, value: str) -> list[dict]:
        # People paste lists from other programs, which divide them by semicolons or lines.
        flat = ", ".join(filter(str.strip, re.split("[,;\n]", super().clean(value) or "")))
        found = [{"name": name, "address": address} for name, address in getaddresses([flat] if flat else [])]
        for one in found:
            # What can't be read as an address at all comes empty: leaving it out would send to somebody else instead.
            self.check(one["address"] or one["name"] or flat)
        return found

    def check(self, address: str) -> None:
        if not is_address(address):
            raise forms.ValidationError(f"“{address}” isn't an email address.")


class Files(forms.CharField):
    """The JSON list of files kept with a draft."""

    def clean(self, value: str) -> list[dict]:
        try:
            rows = json.loads(value or "[]")
        except ValueError:
            rows = []
        return [row for row in rows if isinstance(row, dict) and row.get("blob")]


class DraftForm(forms.Form):
    kind = forms.ChoiceField(choices=[("reply", "Reply"), ("note", "Note")])
    text = forms.CharField(required=False, strip=False, max_length=LONGEST)
    seen = forms.IntegerField(required=False, min_value=0, max_value=BigIntegerField.MAX_BIGINT)


class PartiesForm(forms.Form):
    to = Parties(required=False)
    cc = Parties(required=False)


class MessageForm(PartiesForm, DraftForm):
    then = forms.ChoiceField(choices=[(one, one) for one in ("", "wait", "solve", "whisper")], required=False)
    seen_version = forms.IntegerField(required=False, min_value=0, max_value=BigIntegerField.MAX_BIGINT)
    cards = forms.ChoiceField(choices=[("ask", "ask"), ("mask", "mask"), ("send", "send")], required=False)


class SnoozeForm(forms.Form):
    """A named time, or a date (with 09:00 if no time is given), in the reader's own zone."""

    NAMED = (("later", "Later today"), ("tomorrow", "Tomorrow"), ("week", "Next week"))
    named = forms.ChoiceField(choices=[*NAMED, ("", "")], required=False)
    until = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])

    def clean(self) -> dict:
        if not self.cleaned_data.get("named") and not self.cleaned_data.get("until"):
            raise forms.ValidationError("Choose when this should come back.")
        return self.cleaned_data

    def moment(self, now: datetime) -> datetime:
        """When it comes back; later today is three hours on, mornings begin at nine."""
        if until := self.cleaned_data.get("until"):
            return until
        return named_moment(self.cleaned_data["named"], timezone.localtime(now))


def named_moment(name: str, here: datetime) -> datetime:
    """`here` in the reader's zone: "later" +3 h to the full quarter, "tomorrow" 09:00, "week" Monday 09:00."""
    if name == "later":
        later = here + timedelta(hours=3)
        return later.replace(minute=later.minute // 15 * 15, second=0, microsecond=0)
    days = 1 if name == "tomorrow" else 7 - here.weekday()
    # Through the naive date, so that nine o'clock stays nine across a change of the clocks.
    naive = (here + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    return timezone.make_aware(naive, here.tzinfo)


class PromiseForm(forms.Form):
    """What becomes of a promise; `what` and `due` when it is changed."""

    HOW = ("confirm", "change", "keep", "break", "dismiss", "try")
    how = forms.ChoiceField(choices=[(name, "") for name in HOW])
    what = forms.CharField(required=False, max_length=200)
    due = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


class CallForm(forms.Form):
    """A call back: the number, and a time in the reader's own zone, or as soon as possible."""

    phone = forms.CharField(max_length=40, error_messages={"required": "Write down the number to call."})
    due = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    what = forms.CharField(required=False, max_length=200)


class EscalationForm(forms.Form):
    reason = forms.ChoiceField(choices=Reason.choices, widget=forms.RadioSelect, label="Why")
    text = forms.CharField(
        label="What they should know", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    to = forms.CharField(label="To", required=False, widget=forms.Select)

    def __init__(self, *args, choices: list[tuple[str, str]] = (), reasons: list[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].widget.choices = [("", "The ticket's own team"), *choices]
        self.fields["reason"].choices = reasons or Reason.choices
        self.fields["reason"].widget.attrs["class"] = "radio"


class PassOnForm(forms.Form):
    to = forms.CharField(required=False, max_length=40)
    summary = forms.CharField(
        label="What they should know", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )


class MoveForm(forms.Form):
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label=None)

    def __init__(self, *args, apart_from: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.current().exclude(pk=apart_from).order_by("name")


class AnswerForm(forms.Form):
    how = forms.ChoiceField(choices=[("accept", ""), ("return", ""), ("resolve", "")])
    answer = forms.CharField(required=False, max_length=4000)


class TicketForm(forms.Form):
    email = forms.EmailField(label="Customer's email", max_length=254)
    name = forms.CharField(label="Customer's name", required=False, max_length=200)
    subject = forms.CharField(max_length=300)
    text = forms.CharField(
        label="What the customer said", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    kind = forms.ChoiceField(
        choices=[(value, label) for value, label in Kind.choices if value] + [("", "Not set yet")], required=False
    )
    priority = forms.ChoiceField(choices=Priority.choices, initial=Priority.NORMAL)
    team = forms.ModelChoiceField(queryset=None, required=False, empty_label="No team")

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        for name, field in self.fields.items():
            if self.errors and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true"}


class RulesForm(forms.Form):
    acknowledge = forms.BooleanField(label="Confirm the arrival of a first message by mail", required=False)
    acknowledgement = forms.CharField(
        label="What the confirmation says",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="{name}, {number} and {subject} are filled in.",
    )
    acknowledgements_an_hour = forms.IntegerField(
        label="Confirmations an hour, for one address at most", min_value=1, max_value=100
    )
    reopen_within_days = forms.IntegerField(
        label="Days in which an answer opens a solved ticket again",
        min_value=0,
        max_value=3650,
        help_text="A later answer opens a new ticket that is linked to the old one.",
    )
    undo_seconds = forms.IntegerField(label="Seconds in which a reply can be taken back", min_value=0, max_value=120)


class ChatLimitForm(forms.Form):
    most = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label="Chats at once",
        choices=[("", "What each chat desk says"), *((number, str(number)) for number in AT_ONCE)],
    )  # fmt: skip
