"""The shapes of what comes in at this room's doors. They translate; the actions decide."""

from django import forms
from django.db.models import BigIntegerField

from .actions.say import LONGEST
from .models import Outcome, SpokenLine

MINUTE = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
PK = {"min_value": 1, "max_value": BigIntegerField.MAX_BIGINT, "required": False}


class BeginForm(forms.Form):
    direction = forms.ChoiceField(choices=[("in", "They call"), ("out", "We call")], required=False)
    number = forms.CharField(max_length=40, required=False)


class StepForm(forms.Form):
    name = forms.ChoiceField(choices=[(one, one) for one in ("answer", "hold", "check_in", "resume", "join", "end")])


class LineForm(forms.Form):
    side = forms.ChoiceField(choices=SpokenLine.Side.choices)
    text = forms.CharField(max_length=LONGEST, error_messages={"required": "Write down what was said."})
    id = forms.CharField(max_length=40, required=False)


class CallerForm(forms.Form):
    customer = forms.IntegerField(**PK)
    name = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(max_length=254, required=False)


class MatterForm(forms.Form):
    ticket = forms.IntegerField(**PK)
    subject = forms.CharField(max_length=300, required=False)


class PassForm(forms.Form):
    to = forms.IntegerField(**PK | {"required": True}, error_messages={"required": "Choose a colleague."})
    summary = forms.CharField(max_length=1000, required=False)


class WrapForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=[one for one in Outcome.choices if one[0]], error_messages={"required": "Say what became of the call."}
    )
    summary = forms.CharField(max_length=4000, required=False)
    due = forms.DateTimeField(required=False, input_formats=MINUTE)
    phone = forms.CharField(max_length=40, required=False)
