"""What customers and colleagues fill in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from whiteglove.ground.lib.text import storable
from whiteglove.service.desk.models.ticket import Kind

from .models import LONGEST, Way
from .scales import SCALES, Scale
from .schema import CHANNELS

HOW = ("", "opened", "acted")


class Words(forms.CharField):
    """What somebody typed or pasted, in a shape any database takes."""

    def to_python(self, value: Any) -> str:
        return storable(super().to_python(value))


class AnswerForm(forms.Form):
    """`how`: "opened" by a page that opened by itself, "acted" once somebody moved on it, "" by the button."""

    score = forms.IntegerField()
    comment = Words(required=False)
    how = forms.CharField(required=False, max_length=10)

    def __init__(self, scale: Scale, data: Any) -> None:
        super().__init__(data)
        self.scale = scale

    def clean_score(self) -> int:
        score = self.cleaned_data["score"]
        if not self.scale.fits(score):
            raise forms.ValidationError("Not on this scale.")
        return score

    def clean_how(self) -> str:
        return self.cleaned_data["how"] if self.cleaned_data["how"] in HOW else ""

    @property
    def words(self) -> str | None:
        """None where the page asked for none; cut to what there is room for rather than lost."""
        return self.cleaned_data["comment"][:LONGEST] if "comment" in self.data else None

    @property
    def source(self) -> str:
        return Way.PORTAL if self.data.get("from") == Way.PORTAL else Way.EMAIL


class NoteForm(forms.Form):
    note = Words(required=False, max_length=1000)


# No survey lies outside these years, and no calendar ends within them.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
BANDS = (("", "Any answer"), ("poor", "Poor"), ("middling", "Middling"), ("good", "Good"))
SCALE_NAMES = (("", "Any question"), *((key, one.name) for key, one in SCALES.items()))
FURTHER = ("channel", "kind", "scale", "source")
SOURCES = (("", "From anywhere"), *Way.choices)


class ChosenForm(forms.Form):
    """Which answers a list shows. What isn't known is left out rather than refused."""

    first = forms.DateField(required=False, widget=DAY, label="From")
    last = forms.DateField(required=False, widget=DAY, label="To")
    band = forms.ChoiceField(required=False, choices=BANDS, label="Answer")
    scale = forms.ChoiceField(required=False, choices=SCALE_NAMES, label="Question")
    person = forms.ChoiceField(required=False, label="Person")
    team = forms.ChoiceField(required=False, label="Team")
    channel = forms.ChoiceField(
        required=False, label="Channel", choices=(("", "Any channel"), *((one, one.capitalize()) for one in CHANNELS))
    )
    kind = forms.ChoiceField(
        required=False, label="Kind", choices=(("", "Any kind"), *((key, name) for key, name in Kind.choices if key))
    )
    source = forms.ChoiceField(required=False, choices=SOURCES, label="Answered")

    def __init__(
        self, data: Any, people: Iterable[tuple[int, str]], teams: Iterable[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.people = list(people)
        self.fields["person"].choices = [("", "Anybody"), *((str(pk), name) for pk, name in self.people)]
        self.fields["team"].choices = [("", "Any team"), *((str(pk), name) for pk, name in teams)]

    @property
    def usual(self) -> list[forms.BoundField]:
        """What everybody chooses by; an agent, who sees what is about themselves, by no person and no team."""
        return [self[name] for name in ("first", "last", "band", *(("person", "team") if self.people else ()))]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in FURTHER]

    @property
    def narrowed(self) -> bool:
        return any(self.data.get(name) for name in FURTHER)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in ("first", "last"):
            if day := given.get(name):
                given[name] = min(max(day, FIRST_DAY), LAST_DAY)
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            raise forms.ValidationError(
                "The first day comes after the last one: here are the last thirty days instead."
            )
        return given
