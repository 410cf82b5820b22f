"""Where records of learning are sent."""

from django import forms


class StoreForm(forms.Form):
    endpoint = forms.URLField(
        max_length=300, required=False, assume_scheme="https", label="Address of the store",
        help_text="What it calls its xAPI endpoint; /statements is added",
    )  # fmt: skip
    user = forms.CharField(max_length=200, required=False, label="Key or user")
    password = forms.CharField(
        max_length=400, required=False, label="Secret", help_text="Never shown again; leave it empty to keep it",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    on = forms.BooleanField(required=False, label="Send what people learn there")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("endpoint", "user", "password"):
            self.fields[name].widget.attrs["class"] = "input"

    def clean(self) -> dict:
        given = super().clean()
        if given.get("on") and not given.get("endpoint"):
            self.add_error("endpoint", "Say where to send it, or leave it off.")
        return given
