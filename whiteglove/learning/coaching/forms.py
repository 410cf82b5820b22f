"""The shapes people fill in; the actions decide."""

from collections.abc import Iterable, Mapping

from django import forms

from whiteglove.ground.people.models import Person, Team

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
DAY = {"type": "date"}


def day(label: str, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


def words(label: str, rows: int = 4, longest: int = 4000, required: bool = True, **more: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": ""})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, **more)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Person) -> str:
        return obj.name


class WhenForm(forms.Form):
    when = forms.DateTimeField(
        label="When", input_formats=WHEN, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )


class PlanForm(WhenForm):
    kind = forms.ChoiceField(label="Which conversation", required=False)

    def __init__(self, *args, kinds: Iterable[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200)


class NoteForm(forms.Form):
    text = words("Note", longest=10_000)
    shared = forms.BooleanField(label="Both of you read it", required=False)


class AgreeForm(forms.Form):
    """`owner` is one of the two."""

    what = forms.CharField(label="What", max_length=300)
    owner = PersonChoice(label="Who", queryset=Person.objects.none(), empty_label=None)
    until = day("Until", required=False)

    def __init__(self, *args, two: Iterable[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.filter(pk__in=list(two))


def how_often() -> forms.IntegerField:
    """How often it had been changed when the form was asked for."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


class ChangeNoteForm(NoteForm):
    seen = how_often()


class ChangeAgreedForm(forms.Form):
    what = forms.CharField(label="What", max_length=300)
    until = day("Until", required=False)
    seen = how_often()


class ChangeSuggestionForm(forms.Form):
    title = forms.CharField(label="In a few words", max_length=120)
    text = words("What goes wrong now, and what would be better", rows=6, required=False)
    seen = how_often()


class GoalForm(forms.Form):
    metric = forms.ChoiceField(label="Which number")
    number = forms.FloatField(label="Aim", widget=forms.NumberInput(attrs={"step": "any", "min": "0"}))
    until = day("Until", required=False)

    def __init__(self, *args, choices: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["metric"].choices = list(choices.items())


class AskForm(forms.Form):
    """One colleague and a question."""

    colleague = PersonChoice(label="Whom", queryset=Person.objects.none(), empty_label="Choose…")
    question = words("What you would like to know", rows=2, longest=2000)

    def __init__(self, *args, people: Iterable[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = people


class EndForm(forms.Form):
    how = forms.ChoiceField(choices=[("done", "Done"), ("dropped", "Dropped")])


class SkillForm(forms.Form):
    skill = forms.CharField(max_length=80)


class AbsenceForm(forms.Form):
    first = day("From")
    last = day("To")


class LeadForm(forms.Form):
    lead = forms.IntegerField(min_value=1, max_value=2**62)


class MaskForm(forms.Form):
    words = forms.CharField(label="Words to mask", max_length=200)


class ShareForm(forms.Form):
    title = forms.CharField(label="Title", max_length=120)
    why = words("What one can learn from it", rows=3, longest=2000)
    team = forms.ModelChoiceField(
        label="Who reads it", queryset=Team.objects.none(), required=False, empty_label="Everybody at the desk"
    )
    nameless = forms.BooleanField(
        label="Leave out my name", required=False, help_text="Only where at least five people answer customers."
    )

    def __init__(self, *args, teams: Iterable[Team], hides: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[one.pk for one in teams])
        if not hides:
            del self.fields["nameless"]


class CommentForm(forms.Form):
    text = words("Comment", rows=2)


class SuggestForm(forms.Form):
    title = forms.CharField(label="In a few words", max_length=120)
    text = words("What goes wrong now, and what would be better", rows=4, required=False)
    ticket = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """Accepted needs somebody; declined needs a reason."""

    how = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])
    owner = PersonChoice(
        label="Who sees to it", queryset=Person.objects.none(), required=False, empty_label="Choose…",
        help_text="Needed to accept it.",
    )  # fmt: skip
    until = day("Until", required=False)
    reason = words("Reason", rows=2, required=False, help_text="Needed to decline it.")

    def __init__(self, *args, people: Iterable[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class ChangedForm(forms.Form):
    changed = words("What is different now", rows=2)


class SameForm(forms.Form):
    other = forms.IntegerField(label="Number of the other suggestion", min_value=1, max_value=2**62)
