"""Shapes of what people fill in; they translate and never decide."""

from django import forms

from whiteglove.ground.people.models import Person

from .models import Category, Digest, Report
from .worth import LONGEST, LONGEST_TITLE

WRITE = {"rows": 6, "data-grows": "", "maxlength": LONGEST}


class TextForm(forms.Form):
    text = forms.CharField(required=False, label="Your words", widget=forms.Textarea(attrs=WRITE))
    title = forms.CharField(required=False, max_length=LONGEST_TITLE)
    category = forms.ModelChoiceField(Category.objects.none(), required=False)
    seen = forms.IntegerField(required=False, min_value=0)
    # Whoever wrote it was shown what it holds: "" not yet, "mask" or "keep".
    data = forms.ChoiceField(required=False, choices=[("", ""), ("mask", ""), ("keep", "")])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.standing()


class WhyForm(forms.Form):
    reason = forms.CharField(max_length=300, label="Why?", help_text="Whoever wrote it reads this.")


class MoveForm(WhyForm):
    category = forms.ModelChoiceField(Category.objects.none(), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.standing()


class MergeForm(WhyForm):
    into = forms.IntegerField(min_value=1, label="Number of the topic it belongs to")


class ReportForm(forms.Form):
    why = forms.ChoiceField(choices=list(Report.WHY.items()), label="What is the matter?")
    note = forms.CharField(required=False, max_length=300, label="A word to whoever looks at it")


class CategoryForm(forms.Form):
    name = forms.CharField(max_length=60)
    says = forms.CharField(max_length=160, required=False, label="What belongs here")
    place = forms.IntegerField(min_value=0, max_value=999, initial=0, label="Place in the list")


class LettersForm(forms.Form):
    digest = forms.ChoiceField(choices=Digest.choices, label="A letter with news")
    mail_mentions = forms.BooleanField(required=False, label="A letter when somebody mentions me")


class MentorForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Colleague")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.active().staff().order_by("name")
