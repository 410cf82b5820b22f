"""What a line is set up with."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.crypto import get_random_string

from whiteglove.ground.people.models import Team
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.phone.actions.record import DAYS

OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class LineForm(forms.Form):
    """One line: whose it is, and how its exchange may speak to us."""

    name = forms.CharField(max_length=120, help_text="As you call it: Support, or Orders.")
    number = forms.CharField(
        label="Number", required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel", **OFF}),
        help_text="What customers dial, such as +49 30 123456.",
    )  # fmt: skip
    address = forms.SlugField(
        label="Short name", max_length=40, widget=forms.TextInput(attrs=OFF),
        help_text="For the address your exchange calls: support",
    )  # fmt: skip
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="No team", help_text="Its calls belong to this team."
    )
    region = forms.CharField(
        label="Country", required=False, max_length=2, widget=forms.TextInput(attrs=OFF),
        help_text="Two letters, such as DE: numbers without a country code are read as numbers there.",
    )  # fmt: skip
    consent = forms.CharField(
        label="What you say before you record", required=False, max_length=300,
        help_text="It stands on the sheet of each call, to be said first. Empty: calls aren't recorded.",
    )  # fmt: skip
    keep_days = forms.IntegerField(
        label="Days to keep recordings and voicemails", required=False, min_value=1, max_value=3650,
        help_text=f"Empty: {DAYS}. What was written down stays.",
    )  # fmt: skip
    new_secret = forms.BooleanField(label="Make a new secret", required=False, help_text="The old one stops working.")
    SECTIONS = (
        ("Line", "", ("name", "number", "address", "team", "region")),
        ("Recordings", "", ("consent", "keep_days")),
        ("Exchange", "The secret with which your telephone exchange signs what it tells.", ("new_secret",)),
    )

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, initial=self.initial_of(account), **kwargs)
        self.fields["team"].queryset = Team.objects.filter(archived_at=None)

    def sections(self) -> list[dict]:
        return [
            {"title": title, "says": says, "fields": [self[name] for name in names], "open": True}
            for title, says, names in self.SECTIONS
        ]

    def clean_region(self) -> str:
        region = self.cleaned_data["region"].upper()
        if region and region not in phonenumbers.SUPPORTED_REGIONS:
            raise forms.ValidationError("Write the country's two letters, such as DE.")
        return region

    def values(self) -> dict:
        """What `add_account` and `change_account` take. The first time, and when asked for, with a new secret."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("number", "region", "consent", "keep_days")}
        secret = get_random_string(48) if self.account is None or given["new_secret"] else ""
        self.made = secret
        return {
            "name": given["name"], "address": given["address"].lower(), "team": given["team"],
            "settings": (self.account.settings if self.account else {}) | kept, "secrets": {"webhook": secret},
        }  # fmt: skip

    def initial_of(self, account: Account | None) -> dict:
        if account is None:
            return {}
        return {"name": account.name, "address": account.address, "team": account.team_id} | account.settings
