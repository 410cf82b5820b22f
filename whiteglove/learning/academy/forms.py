"""What people fill in. Forms translate; whether it makes sense is for the actions to say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from .programme import Question

WORDS = forms.Textarea(attrs={"rows": 4, "data-grows": "", "dir": "auto"})


class ApplyForm(forms.Form):
    """`statement`, and a field for each prerequisite: a tick, or words where the programme asks for them."""

    def __init__(self, *args: Any, prerequisites: Sequence[Mapping[str, Any]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = [one["id"] for one in prerequisites]
        for one in prerequisites:
            self.fields[f"need-{one['id']}"] = _asked(one)
        self.fields["statement"] = forms.CharField(
            label="Why would you like to take it?", max_length=4000, widget=WORDS,
            help_text="Two or three sentences. Whoever decides reads them.",
            error_messages={"required": "Say in a few sentences why."},
        )  # fmt: skip

    def confirmed(self) -> dict[str, str]:
        """{prerequisite: what they wrote to it, "" for a tick}, of those that were filled in."""
        given = {id: self.cleaned_data.get(f"need-{id}") for id in self.asked}
        return {id: value if isinstance(value, str) else "" for id, value in given.items() if value}


def _asked(one: Mapping[str, Any]) -> forms.Field:
    if one.get("words"):
        missing = {"required": "A few sentences are needed here."}
        return forms.CharField(label=one["asks"], widget=WORDS, max_length=2000, error_messages=missing)
    return forms.BooleanField(label=one["asks"], error_messages={"required": "It takes this; tick it if it is so."})


class AnswerForm(forms.Form):
    """The options chosen, by their numbers."""

    option = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [(number, "") for number in range(len(question.options))]


class ReadForm(forms.Form):
    seconds = forms.IntegerField(required=False, min_value=0, max_value=86_400)


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=300)


class AppealForm(forms.Form):
    item = forms.CharField(required=False, max_length=160)
    why = forms.CharField(label="What do you think was judged wrongly, and why?", max_length=4000, widget=WORDS)
