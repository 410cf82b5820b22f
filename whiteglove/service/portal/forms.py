"""What customers fill in. Words on the page come from the tongues; a form says only what is wrong, by a word's name."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from whiteglove.service.channels.form.filling import RequestForm
from whiteglove.service.channels.given import Given, given
from whiteglove.service.customers.guest import Guest

from . import tongue

MOST_FILES = 10
LARGEST = 10 * 1024 * 1024


class AddressForm(forms.Form):
    email = forms.EmailField(max_length=254)


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class AnswerForm(forms.Form):
    once = forms.CharField(max_length=60)
    text = forms.CharField(max_length=20_000, required=False, strip=True)

    def __init__(self, data: dict, files: list[UploadedFile]) -> None:
        super().__init__(data)
        self.given = files

    @property
    def wrong(self) -> str:
        """The name of the line that says what is wrong; "" if nothing is."""
        if len(self.given) > MOST_FILES:
            return "too_many_files"
        if sum(one.size or 0 for one in self.given) > largest():
            return "too_large"
        if "text" in self.errors:
            return "too_long"
        if self.errors:
            return "try_again"
        return "" if self.cleaned_data["text"] or self.given else "say_something"

    def read_files(self) -> list[Given]:
        """The type by the name alone, never as its sender calls it."""
        return [given(one.name or "file", one.read()) for one in self.given if one.size]


def largest() -> int:
    """Bytes in all: as they are kept they take a third more, which must stay within what one message may have."""
    return min(LARGEST, settings.MAIL_SIZE_LIMIT // 2)


class BeginForm(RequestForm):
    """A web form as it is offered to somebody we know: it asks who they are no more."""

    def __init__(self, *args: Any, guest: Guest, **more: Any) -> None:
        super().__init__(*args, **more)
        self.guest = guest
        for name in ("website", "name", "email"):
            del self.fields[name]

    def whose(self) -> dict[str, str]:
        return {"email": self.guest.address, "name": self.guest.customer.name}


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=200, required=False)
    language = forms.CharField(max_length=12, required=False)
    time_zone = forms.CharField(max_length=64, required=False)

    def __init__(self, data: dict, language: str) -> None:
        """`language` is what they have now, which may be one that we don't speak."""
        super().__init__(data)
        self.had = language

    def clean_language(self) -> str:
        given = self.cleaned_data["language"]
        if given and given not in {*tongue.known(), self.had}:
            raise forms.ValidationError("unknown")
        return given

    def clean_time_zone(self) -> str:
        given = self.cleaned_data["time_zone"]
        if given and given not in available_timezones():
            raise forms.ValidationError("unknown")
        return given
