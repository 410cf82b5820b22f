"""What people fill in; the actions decide."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.meanwhile import Begun

from .models import Cycle
from .stages import Dates

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def moment(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, input_formats=WHEN, widget=widget, help_text=help_text)


def long_text(label: str, longest: int, help_text: str = "", rows: int = 4, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": ""})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


class TimesForm(forms.Form):
    opens_at = moment("Nominations open")
    closes_at = moment("Nominations close")
    judged_by = moment("Judging ends", "After it neither judges nor scores change.")
    results_at = moment("Results are announced")

    def dates(self) -> Dates:
        return Dates(*(self.cleaned_data[one] for one in ("opens_at", "closes_at", "judged_by", "results_at")))


class PlanForm(TimesForm):
    title = forms.CharField(label="Title", max_length=120)
    name = forms.SlugField(label="Short name", max_length=40, help_text="Such as the year. It stands in the address.",
                           error_messages={"invalid": "Letters, numbers and dashes, such as spring-2027."})  # fmt: skip
    about = long_text("What it is about", 4000, "Markdown.")
    categories = forms.MultipleChoiceField(label="Categories", widget=forms.CheckboxSelectMultiple)
    least_judges = forms.IntegerField(label="Judges for a nomination, at least", min_value=2, max_value=20, initial=2)
    least_mark = forms.FloatField(label="No award below a mark of", min_value=1, max_value=5, initial=3)
    standardised = forms.BooleanField(label="Make strict and generous judges count the same", required=False)
    teams_apart = forms.BooleanField(label="Nobody judges somebody of their own team", required=False)
    field_order = ("title", "name", "about", "categories")

    def __init__(self, *args: Any, offered: Mapping[str, Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(name, one["title"]) for name, one in offered.items()]


def times_of(cycle: Cycle, person: Person) -> dict[str, Any]:
    return {name: person.local(getattr(cycle, name)) for name in ("opens_at", "closes_at", "judged_by", "results_at")}


class StatementForm(Begun):
    statement = long_text("What happened, and what came of it", 6000, "Markdown, 40 words or more. Write about the "
                          "rubric beside; leave out customers' names.", 10, required=True)  # fmt: skip
    links = long_text("Evidence", 2500, "Web addresses, one a line, five at most.", 3)

    def lines(self) -> list[str]:
        return self.cleaned_data["links"].splitlines()


class NominateForm(StatementForm):
    nominee = forms.ModelChoiceField(label="Who", queryset=Person.objects.none(), empty_label=None)
    field_order = ("nominee", "statement", "links")

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["nominee"].queryset = people
        self.fields["nominee"].label_from_instance = lambda person: person.name


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200)


class JudgeForm(forms.Form):
    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.none(), empty_label="Choose somebody")

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: person.name


class ScoreForm(forms.Form):
    """A field for each criterion, with its anchors as help."""

    def __init__(self, *args: Any, criteria: Iterable[Mapping[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"c-{one['id']}"] = forms.TypedChoiceField(
                label=one["name"], choices=anchored(one), coerce=int, widget=forms.RadioSelect
            )
        help_text = "They read it after the results, without your name."
        self.fields["words"] = long_text("What you would tell them", 2000, help_text, 3)

    def given(self) -> dict[str, int]:
        return {one["id"]: self.cleaned_data[f"c-{one['id']}"] for one in self.criteria}


def anchored(criterion: Mapping[str, Any]) -> list[tuple[int, str]]:
    """1 to 5, with what they mean where the rubric says so."""
    says = {1: "low", 3: "middle", 5: "high"}
    return [(one, f"{one}: {criterion[says[one]]}" if one in says else str(one)) for one in range(1, 6)]
