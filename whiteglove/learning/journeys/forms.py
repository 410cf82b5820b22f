"""What people fill in. Forms translate; whether it makes sense is for the actions to say."""

from collections.abc import Iterable
from typing import Any

from django import forms

from whiteglove.service.channels.form.filling import FilesField, file_of
from whiteglove.service.channels.given import Given

from .actions.proofs import LARGEST, MOST
from .models.appeal import Outcome


def words(label: str, help_text: str = "", required: bool = True, rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": "", "dir": "auto"})
    return forms.CharField(label=label, max_length=4000, required=required, widget=widget, help_text=help_text)


def day(label: str, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def link() -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})
    says = "The address of a page that shows it, beginning with https://."
    return forms.CharField(label="Link", max_length=500, required=False, widget=widget, help_text=says)


def files() -> FilesField:
    says = f"A certificate, a programme: {MOST} at most, {LARGEST >> 20} MB in all. Whoever decides opens them."
    return FilesField(
        label="Files", help_text=says, error_messages={"too_large": "That is too much: choose what shows it best."}
    )


class WithFiles(forms.Form):
    def clean_files(self) -> list[Given]:
        return [file_of(one) for one in self.cleaned_data["files"]]


class ApplyForm(forms.Form):
    statement = words(
        "Why would you like to be admitted, and what do you bring?", "A few sentences. Whoever decides reads them."
    )
    links = forms.CharField(
        label="Documents", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Addresses of pages that show it, one a line, at most five.",
    )  # fmt: skip

    def clean_links(self) -> list[str]:
        return self.cleaned_data["links"].split()


class DeedForm(WithFiles):
    """`asks`: what the duty asks about it."""

    title = forms.CharField(label="What was it?", max_length=160, widget=forms.TextInput(attrs={"dir": "auto"}))
    on = day("When")
    words = words("In your own words")
    link = link()
    files = files()

    def __init__(self, *args: Any, asks: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = asks or self.fields["words"].label


class TimeForm(WithFiles):
    role = forms.ChoiceField(label="What kind of work")
    where = forms.CharField(label="Where", max_length=160, widget=forms.TextInput(attrs={"dir": "auto"}))
    first = day("From")
    last = day("Until", required=False, help_text="Leave it empty where it still lasts.")
    words = words("What you do or did there, and who can confirm it")
    link = link()
    files = files()

    def __init__(self, *args: Any, roles: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles)


class WhyForm(forms.Form):
    why = words("What do you think was judged wrongly, and why?")


class HowForm(forms.Form):
    """Which of two buttons was pressed, and what was said with it."""

    how = forms.CharField(max_length=10, required=False)
    words = words("What you say to them", "They read it. Needed where the answer is no.", required=False)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label="What becomes of it", choices=Outcome.choices, widget=forms.RadioSelect)
    words = words("Why", "They read it.")
