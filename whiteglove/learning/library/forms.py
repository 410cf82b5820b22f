"""What is filled in; the actions decide."""

from decimal import Decimal

from django import forms

from .models import Kind
from .own_words import ENOUGH
from .shelf import LEVELS


def words(
    label: str, rows: int = 4, longest: int = 6000, required: bool = True, help_text: str = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": ""})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


class BookForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    authors = forms.CharField(label="By", max_length=300, required=False)
    kind = forms.ChoiceField(label="What it is", choices=Kind.choices, initial=Kind.BOOK)
    year = forms.IntegerField(label="Year", min_value=1400, max_value=2100, required=False)
    isbn = forms.CharField(
        label="ISBN", max_length=20, required=False, help_text="From its back; ten or thirteen digits."
    )
    about = words(
        "What it is about", longest=1500, help_text="In a few sentences of your own: why would somebody read it?"
    )
    where = forms.CharField(label="Where to find it", max_length=500, required=False,
                            help_text="An address (https://…), or in words: second shelf, left.")  # fmt: skip
    levels = forms.MultipleChoiceField(label="Whom it suits", choices=LEVELS.items(), required=False,
                                       widget=forms.CheckboxSelectMultiple)  # fmt: skip
    topics = forms.CharField(label="Topics", max_length=300, required=False, help_text="With commas between them.")


class NoteForm(forms.Form):
    words = words(
        "What you take from it", rows=12, longest=20_000,
        help_text=f"At least {ENOUGH} words of your own. Quotations (lines that begin with >) aren't counted.",
    )  # fmt: skip


class EntryForm(forms.Form):
    title = forms.CharField(label="Title", max_length=160)
    day = forms.DateField(label="When", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    place = forms.CharField(label="Where", max_length=160, required=False)
    hours = forms.DecimalField(
        label="Hours", min_value=Decimal("0.1"), max_value=24, max_digits=4, decimal_places=1, required=False
    )
    happened = words("What happened", help_text="Without the names of customers: “a guest”, “the father of two”.")
    did = words("What you did")
    learnt = words("What you learnt")
    link = forms.CharField(label="Something that shows it", max_length=500, required=False,
                           help_text="An address: a page, a picture, a ticket.")  # fmt: skip
    nobody = forms.BooleanField(label="No word in it is the name of a customer", required=False,
                                help_text="Tick this where words were taken for names that are none.")  # fmt: skip


class DecisionForm(forms.Form):
    how = forms.CharField(max_length=10)
    words = words("What you say to them", rows=3, longest=2000, required=False,
                  help_text="They read it. Needed where you have a question.")  # fmt: skip
