"""The shapes people fill in; the actions decide."""

from django import forms

WORDS = {"rows": 2, "data-grows": ""}


class ClaimForm(forms.Form):
    level = forms.TypedChoiceField(label="Level", coerce=int)
    why = forms.CharField(label="What makes you say so", max_length=1000, widget=forms.Textarea(attrs=WORDS))

    def __init__(self, *args, levels: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = list(enumerate(levels, 1))


class OpinionForm(forms.Form):
    """`claim`: what they said when this was read; 0: nothing."""

    claim = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    level = forms.TypedChoiceField(label="Level you see", coerce=int)
    reason = forms.CharField(label="What you saw", max_length=1000, required=False, widget=forms.Textarea(attrs=WORDS),
                             help_text="Needed where you see it otherwise. They read it.")  # fmt: skip

    def __init__(self, *args, levels: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(0, "Not yet at any"), *enumerate(levels, 1)]
