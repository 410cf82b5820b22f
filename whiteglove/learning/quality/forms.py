"""Shapes of what is sent: they translate, and never decide."""

from django import forms

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Ticket

VERDICTS = [("met", "Met"), ("partly", "Partly"), ("missed", "Missed"), ("na", "Doesn't apply")]


class VerdictForm(forms.Form):
    """Of one item; what isn't sent isn't changed. `verdict` "" takes it away."""

    verdict = forms.ChoiceField(choices=[("", ""), *VERDICTS], required=False)
    comment = forms.CharField(max_length=4000, required=False)
    quote = forms.CharField(max_length=4000, required=False)
    message = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False)
    start = forms.IntegerField(min_value=0, max_value=10**8, required=False)


class ReasonForm(forms.Form):
    item = forms.CharField(max_length=80)
    reason = forms.CharField(max_length=4000)


class DecideForm(forms.Form):
    now = forms.ChoiceField(choices=VERDICTS, label="From here on it is")
    answer = forms.CharField(max_length=4000, label="Why", widget=forms.Textarea(attrs={"rows": 4}))
    wrong = forms.TypedMultipleChoiceField(coerce=int, required=False, choices=[(n, n) for n in range(20)])


class CalibrationForm(forms.Form):
    """`numbers`: of tickets, with blanks or commas between."""

    name = forms.CharField(max_length=120, label="What it is called")
    numbers = forms.CharField(
        max_length=600, label="Conversations", help_text="Numbers of solved tickets, such as 4127 4130 4138."
    )
    reviewers = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), label="Who judges", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        leads = Person.objects.active().filter(role__in=["lead", "admin"]).order_by("name", "id")
        self.fields["reviewers"].queryset = leads

    def clean_numbers(self) -> list[Ticket]:
        words = self.cleaned_data["numbers"].replace(",", " ").replace("#", " ").split()
        if not all(word.isdecimal() and len(word) < 19 for word in words):
            raise forms.ValidationError("Write the numbers of tickets, with blanks between them.")
        found = list(Ticket.objects.visible_to(self.person).filter(pk__in=[int(word) for word in words]))
        missing = sorted({int(word) for word in words} - {one.pk for one in found})
        if missing:
            raise forms.ValidationError(f"There is no ticket {', '.join(map(str, missing))} that you can see.")
        return found


class SettleForm(forms.Form):
    verdict = forms.ChoiceField(choices=VERDICTS)
    why = forms.CharField(max_length=2000, required=False)
