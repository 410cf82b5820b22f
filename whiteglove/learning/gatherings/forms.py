"""What people fill in; the actions decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.meanwhile import Begun
from whiteglove.ground.ui.typed import Words

from .models import Gathering, Kind
from .queries import mark_now
from .questions import Question, Unclear, read, written

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
FIVE = [(5, "5, very"), (4, "4"), (3, "3, partly"), (2, "2"), (1, "1, not at all")]


def long_text(label: str, longest: int, help_text: str = "", rows: int = 4) -> Words:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": ""})
    return Words(label=label, max_length=longest, required=False, widget=widget, help_text=help_text)


def moment(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, input_formats=WHEN, widget=widget, help_text=help_text)


class PlanForm(Begun):
    title = forms.CharField(label="Title", max_length=120)
    kind = forms.ChoiceField(label="Kind", choices=Kind.choices)
    starts_at = moment("Begins", "In your own time zone.")
    ends_at = moment("Ends")
    where = forms.CharField(label="Room", max_length=200, required=False, help_text="Where people meet, if they do.")
    link = forms.CharField(label="Link", max_length=500, required=False, help_text="Only those with a seat see it.")
    seats = forms.IntegerField(
        label="Seats", min_value=1, max_value=5000, required=False, help_text="Empty: as many as come."
    )
    hosts = forms.ModelMultipleChoiceField(
        label="Hosts", queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    about = long_text("What it is about", 6000, "Markdown. Everybody here reads it.", 6)
    materials = long_text("Materials", 6000, "Markdown, with links. For those who have a seat.")
    recording = forms.CharField(label="Recording", max_length=500, required=False, help_text="Its web address.")
    questions = long_text(
        "Questions about the recording", 6000,
        "If there are some, watching counts as being there. A line for each question, below it its answers: - before "
        "a wrong one, * before the right one.", 6,
    )  # fmt: skip
    certifies = forms.BooleanField(label="Whoever was there gets a certificate", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["hosts"].queryset = Person.objects.active().staff().order_by("name", "id")
        self.fields["hosts"].label_from_instance = lambda person: person.name

    def clean_questions(self) -> list[Question]:
        try:
            return read(self.cleaned_data["questions"])
        except Unclear as no:
            raise forms.ValidationError(str(no)) from no


def as_it_is(gathering: Gathering, person: Person) -> dict[str, Any]:
    """To begin a change with."""
    plain = ("title", "kind", "where", "link", "seats", "about", "materials", "recording", "certifies")
    return {name: getattr(gathering, name) for name in plain} | {
        "starts_at": person.local(gathering.starts_at), "ends_at": person.local(gathering.ends_at),
        "hosts": list(gathering.hosts.values_list("pk", flat=True)),
        "questions": written(gathering.questions), "seen": mark_now(gathering),
    }  # fmt: skip


def as_the_series(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("title", "kind", "about", "seats", "questions") if name in said}


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200)


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )


class FeedbackForm(forms.Form):
    useful = forms.TypedChoiceField(label="Was it useful?", choices=FIVE, coerce=int, widget=forms.RadioSelect)
    clear = forms.TypedChoiceField(label="Was it clear?", choices=FIVE, coerce=int, widget=forms.RadioSelect)
    words = long_text("What should stay, what should change?", 1000, rows=3)


class RecordingForm(forms.Form):
    """A field for each question."""

    def __init__(self, *args: Any, asked: Sequence[Question], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for place, one in enumerate(asked):
            choices = list(enumerate(one["answers"]))
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=one["says"], choices=choices, coerce=int, widget=forms.RadioSelect
            )

    def chosen(self) -> dict[int, int]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}
