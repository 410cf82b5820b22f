"""The shapes people fill in; the actions decide."""

from typing import Any

from django import forms

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.meanwhile import Begun
from whiteglove.ground.ui.typed import Words

from . import portrait, wording
from .models import PARTS, Profile

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def words(label: str, longest: int, rows: int = 3, required: bool = True, **more: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grows": "", "class": "input"})
    return Words(label=label, max_length=longest, required=required, widget=widget, **more)


def line(label: str, longest: int, required: bool = True, **more: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "input"})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, **more)


def day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")
    )


class ProfileForm(Begun):
    title = line("Title", 80, False, help_text="What you do, in a few words")
    bio = words(
        "About you", wording.BIO, 6, False, help_text="What you care about, and what one may ask you. Markdown."
    )
    achievements = words("Achievements", 2400, 4, False, help_text=f"One a line, at most {wording.LINES}")
    links = words("Links", 2400, 3, False, help_text="One a line: a few words, then https://…")

    @staticmethod
    def initial_of(profile: Profile) -> dict[str, str]:
        return {"title": profile.title, "bio": profile.bio, "achievements": "\n".join(profile.achievements),
                "links": wording.as_text(profile.links), "seen": profile.mark}  # fmt: skip


class PictureForm(forms.Form):
    picture = forms.FileField(label="Picture", help_text="PNG, JPEG, GIF or WebP; only the middle square is kept, "
                              "without place or camera")  # fmt: skip

    def clean_picture(self) -> bytes:
        file = self.cleaned_data["picture"]
        if file.size > portrait.HEAVIEST:
            raise forms.ValidationError("This picture is heavier than 6 MB. Make it smaller first.")
        return file.read(portrait.HEAVIEST + 1)


class PublicForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label="What strangers see besides your name", choices=list(PARTS.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    in_list = forms.BooleanField(label="Name me in the public directory", required=False)
    indexed = forms.BooleanField(label="Search engines may list my page", required=False)


class OfferForm(forms.Form):
    topics = words("Topics", 600, 3, help_text="One a line, at most eight")
    about = words("What you offer", 1000, 3, False)
    times = line("Times that suit you", 200, False)
    capacity = forms.IntegerField(label="How many at a time", min_value=1, max_value=5, initial=1,
                                  widget=forms.NumberInput(attrs={"class": "input"}))  # fmt: skip

    @staticmethod
    def initial_of(offer: Any) -> dict[str, Any]:
        return {"topics": "\n".join(offer.topics), "about": offer.about, "times": offer.times,
                "capacity": offer.capacity} if offer else {}  # fmt: skip


class AskForm(forms.Form):
    topics = words("Topics", 600, 2, False, help_text="One a line")
    why = words("What you would like to learn", 2000, 4, help_text="Only the two of you read it")


class AnswerForm(forms.Form):
    how = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])
    answer = forms.CharField(max_length=600, required=False, label="A sentence for them")


class GoalForm(forms.Form):
    text = line("Goal", 400, help_text="How would you both see that it is reached?")


class SessionForm(forms.Form):
    starts_at = forms.DateTimeField(
        label="When", input_formats=WHEN,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    minutes = forms.IntegerField(label="Minutes", min_value=10, max_value=240, initial=30,
                                 widget=forms.NumberInput(attrs={"class": "input"}))  # fmt: skip
    where = line("Where", 300, False, help_text="A room, or an address for a call")


class FeedbackForm(forms.Form):
    helped = words("What helped", 2000, 3, help_text="What they did or said. They read it; nobody else does.")
    better = words("What would have helped more", 2000, 2, False)


class InviteForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label=None,
                                    widget=forms.Select(attrs={"class": "input"}))  # fmt: skip
    event = line("Event", 160)
    topic = line("Topic", 200)
    day = day("Day")
    host = line("Who invites", 160, False)
    link = line("Link", 300, False, help_text="https://…")

    def __init__(self, by: Person, others: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.active().staff()
        self.fields["person"].queryset = people if others else people.filter(pk=by.pk)
        self.fields["person"].initial = by.pk


class HeldForm(forms.Form):
    evidence = line("A link that shows it", 300, False, help_text="The programme, a recording, slides")
    told = words("Or in words", 2000, 3, False, help_text="What you said, and to whom: at least 60 characters")


class WhyForm(forms.Form):
    why = line("What would show it", 300)
