"""An answer to what the reader, or the coach, found."""

from collections.abc import Mapping

from django import forms


class LetBeForm(forms.Form):
    """`key` as `coaching.key_of` gives it."""

    key = forms.RegexField(r"^fault\.[a-z_]{1,60}:[0-9a-f]{16}\Z")


class AnswerForm(forms.Form):
    behaviour = forms.CharField(max_length=80)
    start = forms.IntegerField(min_value=0, max_value=10**9)
    verdict = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")

    def __init__(self, *args, known: Mapping[str, object], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_behaviour(self) -> str:
        if (name := self.cleaned_data["behaviour"]) not in self.known:
            raise forms.ValidationError("No such behaviour.")
        return name
