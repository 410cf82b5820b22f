"""What learners and mentors fill in at their work; the actions decide."""

from django import forms

from .collecting import ENOUGH


class MeetingForm(forms.Form):
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=480, initial=30)
    about = forms.CharField(
        label="What it was about", max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
        help_text="Only the two of you read it.",
    )  # fmt: skip


class ReflectForm(forms.Form):
    """Empty is fine: it is being thought about."""

    key = forms.CharField(max_length=80)
    words = forms.CharField(
        max_length=4000, required=False, label="What it taught you", help_text=f"At least {ENOUGH} characters."
    )


class SampleForm(forms.Form):
    key = forms.CharField(max_length=80)
