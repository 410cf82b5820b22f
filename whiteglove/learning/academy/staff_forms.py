"""What managers fill in; the actions decide."""

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet

from whiteglove.ground.people.models import Person

from .models.verdict import Outcome

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def words(
    label: str, rows: int = 3, longest: int = 4000, required: bool = True, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": ""})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


class HowForm(forms.Form):
    """Which of two buttons was pressed, and what was said with it."""

    how = forms.CharField(max_length=10)
    words = words("What you say to them", required=False, help_text="They read it. Needed where the answer is no.")


class AppealForm(forms.Form):
    outcome = forms.ChoiceField(label="What becomes of it", choices=Outcome.choices, widget=forms.RadioSelect)
    words = words("Why", help_text="They read it.")


class GrantForm(forms.Form):
    item = forms.ChoiceField(label="At", required=False)
    words = words("Why", help_text="They read it, and it is kept.")

    def __init__(self, *args, items: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "All that needs one"), *items]


class MoveForm(forms.Form):
    when = forms.DateTimeField(
        label="When", input_formats=WHEN,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    where = forms.CharField(label="Where", max_length=300, help_text="A room, or an address for a call.")


class SessionForm(MoveForm):
    workshop = forms.ChoiceField(label="Workshop")
    seats = forms.IntegerField(label="Seats", min_value=1, max_value=500, initial=8)
    field_order = ("workshop", "when", "where", "seats")

    def __init__(self, *args, workshops: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].choices = list(workshops)


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200)


class MentorForm(forms.Form):
    mentor = forms.ModelChoiceField(label="Mentor", queryset=Person.objects.none(), empty_label="Choose somebody")

    def __init__(self, *args, people: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = people
        self.fields["mentor"].label_from_instance = lambda person: person.name
