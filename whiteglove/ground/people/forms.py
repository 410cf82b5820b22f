"""The shapes people fill in; the actions decide."""

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from whiteglove.ground.people.hierarchy import roles_given_by, teams_given_by
from whiteglove.ground.people.models import Person, Role, Skill, Team
from whiteglove.ground.people.models.person import Theme
from whiteglove.ground.people.models.skill import Level
from whiteglove.ground.people.tongues import languages, time_zones


def interface_languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


class LanguageField(forms.ChoiceField):
    """The language of the pages; only asked where there is a choice."""

    def __init__(self, **kwargs):
        super().__init__(choices=interface_languages, label="Language of the pages", **kwargs)


def drop_single_choices(form: forms.Form) -> None:
    for name in [name for name, field in form.fields.items() if isinstance(field, LanguageField)]:
        if len(interface_languages()) == 1:
            del form.fields[name]


class InviteForm(forms.Form):
    email = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label="Name", max_length=120, required=False)
    role = forms.ChoiceField(label="Role")
    teams = forms.ModelMultipleChoiceField(
        label="Teams", queryset=Team.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = LanguageField()

    def __init__(self, *args, by: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles_given_by(by)]
        self.fields["role"].initial = Role.AGENT
        self.fields["teams"].queryset = teams_given_by(by)
        drop_single_choices(self)


class JoinForm(forms.Form):
    """A name and a way to sign in; an empty password is right only together with `with_passkey`."""

    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Password",
        required=False,
        strip=False,
        help_text="At least 10 characters. A short sentence works well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, with_passkey: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.email, self.with_passkey = email, with_passkey
        # Shown as needed; the passkey button leaves it out.
        self.fields["password"].widget.attrs["data-wanted"] = "password"

    def clean_password(self) -> str | None:
        password = self.cleaned_data["password"]
        if self.with_passkey:
            return None
        if not password:
            raise forms.ValidationError("Choose a password, or use a passkey instead.")
        validate_password(password, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class DetailsForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    time_zone = forms.ChoiceField(label="Time zone", choices=time_zones)
    languages = forms.MultipleChoiceField(
        label="Languages spoken",
        choices=languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    locale = LanguageField()

    def __init__(self, *args, person: Person, **kwargs):
        given = {field: getattr(person, field) for field in self.base_fields}
        super().__init__(*args, initial=given, **kwargs)
        # Those already spoken stand first, so that nobody has to look for them among a hundred.
        self.fields["languages"].choices = sorted(languages(), key=lambda pair: pair[0] not in person.languages)
        drop_single_choices(self)


class ProfileForm(DetailsForm):
    signature = forms.CharField(
        label="Signature",
        required=False,
        max_length=2000,
        help_text="Stands under your replies to customers.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    theme = forms.ChoiceField(label="Appearance", choices=Theme.choices, required=False)
    keyboard_off = forms.BooleanField(
        label="Switch off keyboard shortcuts",
        required=False,
        help_text="For speech input, or if single keys get in your way.",
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="New email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Role", required=False)

    def __init__(self, *args, person: Person, by: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles_given_by(by)]
        self.fields["role"].initial = person.role


class DeactivateForm(forms.Form):
    reason = forms.CharField(label="Reason", required=False, max_length=200)


class SkillForm(forms.Form):
    name = forms.CharField(
        label="Skill", max_length=60, widget=forms.TextInput(attrs={"list": "known-skills", "autocomplete": "off"})
    )
    level = forms.TypedChoiceField(label="Level", choices=Level.choices, coerce=int, initial=Level.SOLID)

    @staticmethod
    def known() -> list[str]:
        return list(Skill.objects.values_list("name", flat=True))


class TeamForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
