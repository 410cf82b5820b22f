"""What every page of ours that stands on somebody's site is set up with: a chat desk, a web form."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator

from whiteglove.ground.people.models import Team
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.origins import NoSite, origins_in

OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
HEX = re.compile(r"#[0-9a-fA-F]{6}")


class OnSiteForm(forms.Form):
    """Who answers, where it may stand, how it looks. `about` is what each kind of page says of these fields."""

    about: ClassVar[dict[str, str]] = {}

    name = forms.CharField(label="Name", max_length=120)
    address = forms.SlugField(label="Short name", max_length=40)
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", required=False, empty_label="No team")
    origins = forms.CharField(
        label="Sites it may stand on", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, **OFF}),
        help_text="One a line, such as https://www.example.com. No other site can show it.",
    )  # fmt: skip
    greeting = forms.CharField(
        label="Greeting", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""})
    )
    colour = forms.CharField(
        label="Colour", required=False, max_length=7, validators=[RegexValidator(HEX, "Write it like #1a5fb4.")],
        help_text="Made as light or dark as its words need.",
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, initial=self.initial_of(account), **kwargs)
        self.fields["team"].queryset = Team.objects.filter(archived_at=None)
        for name, says in self.about.items():
            self.fields[name].help_text = says

    def initial_of(self, account: Account | None) -> dict[str, Any]:
        """What stands in the fields; for a new page what we propose."""
        raise NotImplementedError

    def clean_origins(self) -> list[str]:
        """As browsers name them: scheme, host and port alone."""
        try:
            return origins_in(self.cleaned_data["origins"])
        except NoSite as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def kept(self, **chosen: Any) -> dict[str, Any]:
        """What `add_account` and `change_account` take of these fields, with `chosen` among the settings."""
        given = self.cleaned_data
        before = dict(self.account.settings) if self.account else {}
        looks = {name: given[name] for name in ("origins", "greeting", "colour")}
        return {
            "name": given["name"], "address": given["address"].lower(), "team": given["team"],
            "settings": before | looks | chosen,
        }  # fmt: skip


def kept_of(account: Account) -> dict[str, Any]:
    """These fields as they were kept."""
    found = {"name": account.name, "address": account.address, "team": account.team_id}
    found |= {name: account.settings.get(name, "") for name in ("greeting", "colour")}
    return found | {"origins": "\n".join(account.settings.get("origins", []))}
