"""The shapes of a chat desk and of what its visitors send; the actions decide."""

import json
from typing import ClassVar

from django import forms

from whiteglove.ground.lib.text import one_line, storable
from whiteglove.ground.people.models import Skill
from whiteglove.service.channels.chat import hours
from whiteglove.service.channels.chat.identity import SECRET_LEAST
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.on_site_forms import OnSiteForm, kept_of

LONGEST = 4000
MOST_QUESTIONS = 5
SETTINGS = ("calendar", "ask_name", "ask_email", "questions", "capacity", "skill", "mail_after")


class ChatDeskForm(OnSiteForm):
    """One chat desk: who answers, where it may stand, how it looks, when it is open."""

    about: ClassVar[dict[str, str]] = {
        "name": "Visitors see it above the chat.",
        "address": "For the tag on your site and the page of the chat: support",
        "team": "New conversations belong to it.",
    }
    calendar = forms.TypedChoiceField(
        label="Open", required=False, coerce=int, empty_value=None,
        help_text="While it is closed, visitors leave a message and an address, and are answered by email.",
    )  # fmt: skip
    ask_name = forms.BooleanField(label="Ask for a name first", required=False)
    ask_email = forms.BooleanField(label="Ask for an email address first", required=False)
    questions = forms.CharField(
        label="Questions before the first message", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"data-grows": ""}),
        help_text=f"One a line, at most {MOST_QUESTIONS}. Nobody has to answer them.",
    )  # fmt: skip
    capacity = forms.IntegerField(
        label="Chats at once", required=False, min_value=1, max_value=20,
        help_text="How many chats each person is given who takes chats. Empty: 3.",
    )  # fmt: skip
    mail_after = forms.IntegerField(
        label="Minutes until answers leave by mail", required=False, min_value=1, max_value=1440,
        help_text="For visitors who left before they saw an answer and whose address is known. Empty: 5.",
    )  # fmt: skip
    skill = forms.ChoiceField(
        label="Skill", required=False, help_text="Chats are given to those who have it, the best at it first."
    )
    identity = forms.CharField(
        label="Secret for those signed in on your site", required=False, strip=True, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
        help_text=f"At least {SECRET_LEAST} characters, made by you: your site signs with it who is chatting.",
    )  # fmt: skip
    SECTIONS = (
        ("Chat desk", "", ("name", "address", "team", "calendar", "capacity", "skill", "mail_after")),
        ("On your site", "", ("origins", "greeting", "colour", "identity")),
        ("Before it begins", "", ("ask_name", "ask_email", "questions")),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = Skill.objects.values_list("name", flat=True)
        self.fields["skill"].choices = [("", "Any"), *((name, name) for name in names)]
        self.fields["calendar"].choices = [("", "Always"), *hours.choices()]

    def sections(self) -> list[dict]:
        return [
            {"title": title, "says": says, "fields": [self[name] for name in names], "open": True}
            for title, says, names in self.SECTIONS
        ]

    def clean_questions(self) -> list[str]:
        found = [one_line(storable(line))[:120] for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(
                f"Ask {MOST_QUESTIONS} questions at most: whoever is in need won't answer more."
            )
        return found

    def clean_identity(self) -> str:
        secret = self.cleaned_data["identity"]
        if secret and len(secret) < SECRET_LEAST:
            raise forms.ValidationError(f"It needs {SECRET_LEAST} characters, so that nobody can guess it.")
        return secret

    def values(self) -> dict:
        """What `add_account` and `change_account` take."""
        given = self.cleaned_data
        return self.kept(**{name: given[name] for name in SETTINGS}) | {"secrets": {"identity": given["identity"]}}

    def initial_of(self, account: Account | None) -> dict:
        if account is None:
            return {"greeting": "Hello! How can we help?"}
        chosen = {name: account.settings.get(name) for name in SETTINGS}
        return kept_of(account) | chosen | {"questions": "\n".join(account.settings.get("questions", []))}


class LineForm(forms.Form):
    """What a visitor says. `id` is their page's own name for it. What is wrong is named by a line of the tongues."""

    id = forms.RegexField(r"^[A-Za-z0-9_-]{8,40}$")
    text = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": "empty", "max_length": "too_long"},
    )
    name = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(max_length=254, required=False, error_messages={"invalid": "bad_address"})
    answers = forms.CharField(max_length=4000, required=False)
    language = forms.CharField(max_length=40, required=False)

    def clean_name(self) -> str:
        return one_line(storable(self.cleaned_data["name"]))

    def clean_answers(self) -> list[str]:
        """As the page sends them: a list in JSON, in the order of the questions; nonsense answers nothing."""
        try:
            found = json.loads(self.cleaned_data["answers"] or "[]")
        except (ValueError, RecursionError):
            found = []
        texts = found[:MOST_QUESTIONS] if isinstance(found, list) else []
        return [one_line(storable(one))[:400] if isinstance(one, str) else "" for one in texts]


class LetterForm(LineForm):
    """What somebody leaves while nobody is there."""

    email = forms.EmailField(
        max_length=254,
        error_messages={"required": "no_address", "invalid": "bad_address"},
    )


class RatingForm(forms.Form):
    """How a chat was found. `session` is the one they were asked about."""

    session = forms.IntegerField(min_value=1)
    good = forms.ChoiceField(choices=[("yes", "Good"), ("no", "Not good")])
    comment = forms.CharField(max_length=1000, required=False, error_messages={"max_length": "too_long"})

    def clean_comment(self) -> str:
        return storable(self.cleaned_data["comment"])


class CopyForm(forms.Form):
    """Where a copy of the conversation goes."""

    email = forms.EmailField(max_length=254, error_messages={"required": "no_address", "invalid": "bad_address"})


class FileForm(forms.Form):
    """What a visitor's page says of a file, which itself is the body of the request."""

    id = forms.RegexField(r"^[A-Za-z0-9_-]{8,40}$")
    name = forms.CharField(max_length=255)

    def clean_name(self) -> str:
        """Its last part, on one line: what somebody's computer calls its folders is nobody's business."""
        return one_line(storable(self.cleaned_data["name"])).replace("\\", "/").rpartition("/")[2][-120:] or "file"
