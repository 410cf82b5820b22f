"""What people type about customers: shapes only; the actions decide."""

from functools import cache
from zoneinfo import available_timezones

from django import forms

from whiteglove.service.customers.models import Address, Organisation, Verification
from whiteglove.service.customers.places import city, known_zone, language_name

_CODES = """ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru
sk sl sr sv sw ta th tr uk ur vi zh"""
LANGUAGES = _CODES.split()


@cache
def languages() -> list[tuple[str, str]]:
    named = sorted(((code, language_name(code)) for code in LANGUAGES), key=lambda pair: pair[1])
    return [("", "Not known"), *named]


@cache
def zones() -> list[tuple[str, str]]:
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    return [("", "Not known"), *((name, f"{city(name)} ({name.partition('/')[0]})") for name in named)]


def offering(choices: list[tuple[str, str]], value: str, label: str) -> list[tuple[str, str]]:
    """The choices, with the present value among them even if it is an unusual one."""
    return choices if value in dict(choices) else [*choices, (value, label)]


class CustomerForm(forms.Form):
    name = forms.CharField(max_length=200)
    organisation = forms.CharField(
        max_length=200, required=False, help_text="Its name, as it stands under Organisations."
    )
    language = forms.ChoiceField(required=False)
    time_zone = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        language, zone = self.initial.get("language", ""), self.initial.get("time_zone", "")
        self.fields["language"].choices = offering(languages(), language, language_name(language))
        self.fields["time_zone"].choices = offering(zones(), zone, city(zone))
        self.fields["organisation"].widget.attrs |= {"list": "organisations", "autocomplete": "off"}

    def clean_organisation(self) -> Organisation | None:
        name = self.cleaned_data["organisation"].strip()
        if not name:
            return None
        if found := Organisation.objects.filter(name__iexact=name).order_by("pk").first():
            return found
        raise forms.ValidationError("No organisation has this name. A lead can add it under Customers, Organisations.")

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        if zone and not known_zone(zone):
            raise forms.ValidationError("Choose a time zone of the list.")
        return zone


class NewCustomerForm(CustomerForm):
    email = forms.CharField(max_length=320, required=False, widget=forms.EmailInput)
    phone = forms.CharField(max_length=60, required=False, help_text="With its country code, such as +49 30 123456.")
    field_order = ("name", "email", "phone", "organisation", "language", "time_zone")


class AddressForm(forms.Form):
    kind = forms.ChoiceField(choices=Address.Kind.choices)
    value = forms.CharField(
        label="Address or number", max_length=320, help_text="A number with its country code, such as +49 30 123456."
    )


class VerifyForm(forms.Form):
    how = forms.ChoiceField(
        label="How was it confirmed?",
        choices=Verification.How.choices,
        widget=forms.Select(attrs={"autofocus": True}),
    )
    detail = forms.CharField(max_length=200, required=False, help_text="What you compared; never the secret itself.")
    ticket = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OrganisationForm(forms.Form):
    name = forms.CharField(max_length=200)
    domains = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, such as northwind.example. People who write from them belong to it.",
    )
    notes = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_domains(self) -> list[str]:
        return self.cleaned_data["domains"].replace(",", " ").split()


class EraseForm(forms.Form):
    reason = forms.CharField(
        max_length=300, required=False, help_text="Kept with the proof. Write no personal data here."
    )
    sure = forms.BooleanField(label="I have checked that nothing must be kept by law")
