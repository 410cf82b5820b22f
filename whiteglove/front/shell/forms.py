"""What the first administrator types."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from whiteglove.ground.people.models import Person


class FirstForm(forms.Form):
    key = forms.CharField(
        label="Setup key",
        max_length=64,
        help_text="The server printed it when it started. “whiteglove setup” prints it again.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        strip=False,
        help_text="At least 10 characters. A short sentence works well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        given = self.cleaned_data
        validate_password(given["password"], Person(email=given.get("email", ""), name=given.get("name", "")))
        return given["password"]
