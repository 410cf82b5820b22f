"""What leads type about the bot: days, groups of questions, a question to try. Shapes only; the actions decide."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser

from whiteglove.ground.people import tongues
from whiteglove.service.answers.models import Settlement
from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.models import Article

MOST_DAYS, MOST_TURNS, LARGEST = 400, 500, 2**62
YEARS = range(2000, 3000)
# Who asks where somebody tries the bot: readers of the help centre, none of whom is a real one.
ASKABLE = {
    "everybody": AnonymousUser(),
    "customer": SimpleNamespace(is_authenticated=True, is_active=True, is_staff_member=False, role="customer"),
}


class PeriodForm(forms.Form):
    """From a day to a day, and perhaps one desk."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    desk = forms.ChoiceField(label="Chat desk", required=False)

    def __init__(self, *args: Any, desks: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [("", "All"), *((str(one.pk), one.name) for one in desks)]

    def clean(self) -> dict:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not (0 <= (last - first).days < MOST_DAYS and {first.year, last.year} <= set(YEARS)):
            raise forms.ValidationError("These days make no sense: here are the last thirty instead.")
        return self.cleaned_data


class NumbersField(forms.CharField):
    """Numbers of rows with commas between."""

    def clean(self, value: Any) -> list[int]:
        parts = super().clean(value).split(",")
        if len(parts) > MOST_TURNS or not all(one.isascii() and one.isdigit() and len(one) < 19 for one in parts):
            raise forms.ValidationError("This is no list of questions.")
        return [int(one) for one in parts]


class LookForm(forms.Form):
    """A group of missed questions, and words to look for the article that has them."""

    turns = NumbersField(max_length=10_000)
    words = forms.CharField(required=False, max_length=200)


class SettleForm(forms.Form):
    turns = NumbersField(max_length=10_000)
    how = forms.ChoiceField(choices=Settlement.How.choices)
    article = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("how") == Settlement.How.HAS_IT:
            given["article"] = Article.objects.readable_by(self.reader).filter(pk=given.get("article") or 0).first()
            if given["article"] is None:
                raise forms.ValidationError("Choose the article that has it.")
        return given


class AskForm(forms.Form):
    """A question to try, without a visitor."""

    question = forms.CharField(max_length=1000, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    language = forms.ChoiceField()
    who = forms.ChoiceField(
        label="Asked by", choices=[("everybody", "Anybody"), ("customer", "A customer who is signed in")]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages.default()
        # The help centre's own language first.
        self.fields["language"].choices = sorted(tongues.languages(), key=lambda pair: pair[0] != own)
