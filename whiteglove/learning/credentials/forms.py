"""What is typed in: who issues, who gets a certificate and why it is taken back, what is to be checked."""

from django import forms

from whiteglove.ground.people.models import Person

from . import queries
from .actions.revoke import BY_HAND
from .models import Why
from .open_badges import baking

LARGEST = 500_000


class VerifyForm(forms.Form):
    """Pasted, or a file: JSON, a token, or a picture with a certificate inside. `cleaned_data["found"]` is its text."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "input", "rows": 8}))
    file = forms.FileField(required=False, max_length=200)

    def clean(self) -> dict:
        given = super().clean()
        file = given.get("file")
        if file and file.size > LARGEST:
            raise forms.ValidationError("That file is larger than any certificate.")
        given["found"] = inside(file.read()) if file else given.get("text", "")
        if not given["found"].strip():
            raise forms.ValidationError("Paste a certificate, or choose its file.")
        return given


def inside(data: bytes) -> str:
    """The certificate that a file is or carries. Raises ValidationError."""
    try:
        if data.startswith(baking.START):
            return baking.from_png(data)
        text = data.decode("utf-8-sig")
        return baking.from_svg(text) if "<svg" in text[:2000] else text
    except baking.NothingInside as error:
        raise forms.ValidationError(f"Nothing to check: {error}.") from error
    except UnicodeDecodeError as error:
        raise forms.ValidationError("That file is neither text nor a PNG or SVG picture.") from error


class IssuerForm(forms.Form):
    name = forms.CharField(max_length=120, label="Organisation", help_text="As it stands on certificates")
    url = forms.URLField(max_length=300, label="Website", assume_scheme="https")
    email = forms.EmailField(required=False, label="Email", help_text="For questions about certificates; public")
    about = forms.CharField(
        max_length=600, required=False, label="In a sentence or two", widget=forms.Textarea(attrs={"rows": 3})
    )
    image = forms.FileField(required=False, label="Picture", help_text="A PNG of at most 200 kB")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def clean_image(self) -> bytes | None:
        file = self.cleaned_data.get("image")
        if not file:
            return None
        data = file.read(200_001)
        if len(data) > 200_000 or not data.startswith(baking.START):
            raise forms.ValidationError("Please choose a PNG picture of at most 200 kB.")
        return data


class GiveForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="To whom", empty_label="Choose a person")
    achievement = forms.ChoiceField(label="What for")
    says = forms.CharField(
        max_length=1000, required=False, label="What it rests on", help_text="Stands on the certificate: public",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, by: Person, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(by).staff().active().exclude(pk=by.pk)
        self.fields["person"].queryset = people
        self.fields["achievement"].choices = [(key, one["name"]) for key, one in queries.in_force_now().items()]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    @property
    def evidence(self) -> list[dict[str, str]]:
        says = self.cleaned_data["says"]
        return [{"name": "What it rests on", "says": says}] if says else []


class RevokeForm(forms.Form):
    why = forms.ChoiceField(choices=[(one.value, one.label) for one in BY_HAND], widget=forms.RadioSelect)
    note = forms.CharField(max_length=400, required=False)

    @property
    def reasons(self) -> list[Why]:
        return list(BY_HAND)
