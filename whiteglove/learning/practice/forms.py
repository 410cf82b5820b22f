"""What people fill in. Forms translate; whether it makes sense is for the actions to say."""

from django import forms

from .engine.state import Deed
from .listening import deed_of
from .models import Medium

PLACES = 3  # deeds that can be entered with one answer


class BeginForm(forms.Form):
    medium = forms.ChoiceField(choices=Medium.choices, required=False)


class AnswerForm(forms.Form):
    """`turn`: which one this is to be, so that another window's answer is never overwritten."""

    turn = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    said = forms.CharField(
        label="Your answer", required=False, max_length=6000, strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "data-grows": "", "dir": "auto"}),
    )  # fmt: skip

    def deeds(self) -> list[Deed]:
        """Pairs of `do` and `value`, as many as were filled in."""
        pairs = zip(self.data.getlist("do"), self.data.getlist("value"), strict=False)
        named = [(do.strip().replace(" ", "_")[:80], value.strip()[:2000]) for do, value in pairs if do.strip()]
        return [deed_of(f"{do} {value}") for do, value in named[:PLACES]]


class AgainForm(forms.Form):
    turn = forms.IntegerField(min_value=1, max_value=1000)


class ShowForm(forms.Form):
    coach = forms.TypedChoiceField(label="Show it to", coerce=int)

    def __init__(self, *args, coaches=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coach"].choices = [(one.pk, one.name) for one in coaches]


class RemarkForm(forms.Form):
    text = forms.CharField(
        label="Your remark", max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "data-grows": "", "dir": "auto"})
    )
    turn = forms.IntegerField(required=False, min_value=0, max_value=1000, widget=forms.HiddenInput)
