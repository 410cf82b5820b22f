"""The shapes people fill in; the actions decide."""

from django import forms

from .framework import Framework
from .models.step import KINDS
from .planning import OWN

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


def day() -> forms.DateField:
    return forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"},
                                                                                 format="%Y-%m-%d"))  # fmt: skip


class UntilForm(forms.Form):
    until = day()


class AimForm(forms.Form):
    """A role, or a level of a capability."""

    role = forms.ChoiceField(label="A role", required=False)
    capability = forms.ChoiceField(label="Or a capability", required=False)
    level = forms.TypedChoiceField(label="at", coerce=int, empty_value=0, required=False)

    def __init__(self, *args, found: Framework, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "—"), *((one.id, one.name) for one in found.roles.values())]
        self.fields["capability"].choices = capabilities(found)
        self.fields["level"].choices = list(enumerate((name for name, _ in found.levels), 1))

    def clean(self) -> dict:
        given = self.cleaned_data
        if bool(given.get("role")) == bool(given.get("capability")):
            raise forms.ValidationError("Choose a role, or a capability and a level.")
        return given | ({"level": 0} if given.get("role") else {})


class StepForm(forms.Form):
    """One that was proposed (`kind` and `name`), or an own one."""

    says = forms.CharField(label="What", max_length=300)
    capability = forms.ChoiceField(label="For")
    until = day()
    kind = forms.ChoiceField(required=False, choices=list(KINDS.items()), widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput)
    many = forms.IntegerField(required=False, min_value=1, max_value=500, widget=forms.HiddenInput)

    def __init__(self, *args, found: Framework, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capability"].choices = capabilities(found)

    def clean(self) -> dict:
        given = self.cleaned_data
        return given | {"kind": given.get("kind") or OWN, "many": given.get("many") or 1}


def capabilities(found: Framework) -> list[tuple[str, str]]:
    return [("", "—"), *((one.id, one.name) for one in found.capabilities.values())]
