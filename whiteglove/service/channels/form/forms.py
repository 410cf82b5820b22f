"""The shapes of a web form as an administrator sets it up, and of what is filled in; the actions decide."""

import mimetypes
import re
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator

from whiteglove.ground.lib.text import one_line, one_line_end, storable
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.form import questions, tongue
from whiteglove.service.channels.form.actions import Request
from whiteglove.service.channels.form.actions.submit import Given
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.origins import NoSite, origins_in

HEX = re.compile(r"#[0-9a-fA-F]{6}")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,6})?")
OFF = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
LONGEST, LONG_ANSWER, ANSWER = 10_000, 4_000, 300
MOST_FILES, LARGEST = 5, 15 * 1024 * 1024
NOTATION = (
    "One a line: question | text, long, choice, number, date or yes/no | required | like WN-###### or its answers"
)


class PlaceForm(forms.Form):
    """One web form: who answers, where it may stand, and what it asks for each kind of request."""

    name = forms.CharField(label="Name", max_length=120, help_text="Stands above the form.")
    address = forms.SlugField(label="Short name", max_length=40, help_text="For its address: /form/support/")
    team = forms.ModelChoiceField(
        Team.objects.none(), label="Team", required=False, empty_label="No team",
        help_text="Requests come to its mailbox, which answers them. Without one, the default mailbox does.",
    )  # fmt: skip
    origins = forms.CharField(
        label="Sites it may stand on", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, **OFF}),
        help_text="One a line, such as https://www.example.com. No other site can show it.",
    )  # fmt: skip
    greeting = forms.CharField(
        label="Words above the form", required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
    )  # fmt: skip
    colour = forms.CharField(
        label="Colour", required=False, max_length=7, validators=[RegexValidator(HEX, "Write it like #1a5fb4.")],
        help_text="Made as light or dark as its words need.",
    )  # fmt: skip

    def __init__(self, *args, account: Account | None = None, **kwargs) -> None:
        self.account = account
        super().__init__(*args, initial=initial_of(account), **kwargs)
        self.fields["team"].queryset = Team.objects.filter(archived_at=None)
        for key, label in questions.KINDS.items():
            self.fields |= fields_of(key, label)

    def sections(self) -> list[dict]:
        kinds = [(label, "", names_of(key)) for key, label in questions.KINDS.items()]
        first = [("Web form", "", ("name", "address", "team")), ("How it looks", "", ("origins", "greeting", "colour"))]
        return [
            {"title": title, "says": says, "fields": [self[name] for name in names], "open": self._is_open(names)}
            for title, says, names in first + kinds
        ]

    def _is_open(self, names: tuple[str, ...]) -> bool:
        """The form's own parts, and wherever something is wrong."""
        return not names[0].startswith("on_") or any(self[name].errors for name in names)

    def clean_origins(self) -> list[str]:
        try:
            return origins_in(self.cleaned_data["origins"])
        except NoSite as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self) -> dict:
        self.read = {key: self._questions(key) for key in questions.KINDS}
        if not any(self.cleaned_data.get(f"on_{key}") for key in questions.KINDS):
            self.add_error("on_other", "Offer at least one kind of request.")
        return self.cleaned_data

    def _questions(self, key: str) -> list[questions.Question]:
        try:
            return questions.read(storable(one_line_end(self.cleaned_data.get(f"ask_{key}") or "")))
        except questions.Wrong as wrong:
            self.add_error(f"ask_{key}", str(wrong))
            return []

    def kinds(self) -> dict[str, dict[str, Any]]:
        """{"refund": {"label": "", "questions": [{"label": …}]}}: those that are offered, as data."""
        given = self.cleaned_data
        return {
            key: {"label": given[f"label_{key}"], "questions": [one.kept() for one in self.read[key]]}
            for key in questions.KINDS
            if given[f"on_{key}"]
        }

    def preview(self) -> list[tuple[str, "RequestForm"]]:
        """Each kind as somebody who reads English will meet it."""
        say = tongue.says("en")
        kinds = questions.kinds_of({"kinds": self.kinds()})
        return [(kind.shown, RequestForm(kind=kind, say=say, auto_id=f"preview_{kind.key}_%s")) for kind in kinds]

    def values(self) -> dict:
        """What `add_account` and `change_account` take."""
        given = self.cleaned_data
        kept = dict(self.account.settings) if self.account else {}
        chosen = {name: given[name] for name in ("origins", "greeting", "colour")} | {"kinds": self.kinds()}
        return {
            "name": given["name"], "address": given["address"].lower(), "team": given["team"],
            "settings": kept | chosen,
        }  # fmt: skip


def names_of(key: str) -> tuple[str, str, str]:
    return f"on_{key}", f"label_{key}", f"ask_{key}"


def fields_of(key: str, label: str) -> dict[str, forms.Field]:
    on, named, ask = names_of(key)
    lines = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
    return {
        on: forms.BooleanField(label=f"Offer “{label}”", required=False),
        named: forms.CharField(
            label="Called", required=False, max_length=80,
            help_text=f"Empty: “{label}”, in the reader's language. Your own words aren't translated.",
        ),
        ask: forms.CharField(label="Questions", required=False, max_length=4000, widget=lines, help_text=NOTATION),
    }  # fmt: skip


def initial_of(account: Account | None) -> dict[str, Any]:
    if account is None:
        return {f"on_{key}": True for key in questions.KINDS} | {f"ask_{k}": v for k, v in questions.FIRST.items()}
    kept = {"name": account.name, "address": account.address, "team": account.team_id}
    kept |= {name: account.settings.get(name, "") for name in ("greeting", "colour")}
    for kind in questions.kinds_of(account.settings):
        on, named, ask = names_of(kind.key)
        kept |= {on: True, named: kind.label, ask: questions.written(kind.questions)}
    return kept | {"origins": "\n".join(account.settings.get("origins", []))}


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All that were chosen, each bounded, all of them together too."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"multiple": True}), required=False, **more)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        chosen = [one for one in data or [] if one]
        if len(chosen) > MOST_FILES or sum(one.size for one in chosen) > LARGEST:
            raise forms.ValidationError(self.error_messages["too_large"])
        return chosen


class RequestForm(forms.Form):
    """What somebody fills in: whom to answer, the kind's own questions, the words, and files."""

    website = forms.CharField(required=False, max_length=2000, widget=forms.TextInput(attrs={"tabindex": "-1", **OFF}))

    def __init__(self, *args, kind: questions.Kind, say: dict[str, str], **kwargs) -> None:
        self.kind, self.say = kind, say
        super().__init__(*args, **kwargs)
        told = {"required": say["required"], "max_length": say["too_long"], "invalid": say["bad_address"]}
        self.fields |= about_them(say, told)
        self.fields |= {one.name: field_for(one, say) for one in kind.questions}
        words = forms.Textarea(attrs={"rows": 6, "dir": "auto"})
        self.fields["message"] = forms.CharField(
            label=say["message"], max_length=LONGEST, widget=words, error_messages=told
        )
        wrong = {"too_large": say["too_big"]}
        self.fields["files"] = FilesField(label=say["files"], help_text=say["files_help"], error_messages=wrong)

    def shown(self) -> list[forms.BoundField]:
        """All that people see, in order; the subject, under which articles are proposed, after who they are."""
        return [self[name] for name in self.fields if name != "website"]

    def clean_name(self) -> str:
        return one_line(storable(self.cleaned_data["name"]))

    def clean_subject(self) -> str:
        return one_line(storable(self.cleaned_data["subject"]))

    def clean_message(self) -> str:
        return storable(one_line_end(self.cleaned_data["message"]))

    def request(self, language: str) -> Request:
        """As the action wants it."""
        given = self.cleaned_data
        answers = [(one.label, as_said(given[one.name])) for one in self.kind.questions]
        return Request(
            kind=self.kind.shown, matter=self.kind.key, email=given["email"], name=given["name"],
            subject=given["subject"], text=given["message"], language=language, answers=answers, trap=given["website"],
            files=[file_of(one) for one in given["files"]],
        )  # fmt: skip


def about_them(say: dict[str, str], told: dict[str, str]) -> dict[str, forms.Field]:
    def line(label: str, longest: int, required: bool = True, **attrs: str) -> forms.CharField:
        look = forms.TextInput(attrs={"dir": "auto", **attrs})
        return forms.CharField(label=label, max_length=longest, required=required, widget=look, error_messages=told)

    email = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})
    return {
        "name": line(say["name"], 120, required=False, autocomplete="name"),
        "email": forms.EmailField(label=say["email"], max_length=254, widget=email, error_messages=told),
        "subject": line(say["subject"], 150, autocomplete="off"),
    }


def field_for(one: questions.Question, say: dict[str, str]) -> forms.Field:
    about = {
        "label": tongue.label_of(one.label, say), "required": one.required,
        "error_messages": {key: say[line] for key, line in
                           (("required", "required"), ("max_length", "too_long"), ("invalid_choice", "bad_choice"))},
    }  # fmt: skip
    return MAKERS[one.type](one, say, about)


def text_field(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    checks = []
    if one.like:
        shown = questions.example(one.like)
        about["help_text"] = say["looks_like"].format(shown)
        checks = [_says(lambda answer: questions.fits(answer.strip(), one.like), say["bad_like"].format(shown))]
    return forms.CharField(max_length=ANSWER, widget=forms.TextInput(attrs={"dir": "auto"}), validators=checks, **about)


def long_field(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    return forms.CharField(max_length=LONG_ANSWER, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}), **about)


def number_field(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    look = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"})
    check = _says(lambda answer: NUMBER.fullmatch(answer.strip()), say["bad_number"])
    return forms.CharField(max_length=40, widget=look, validators=[check], **about)


def date_field(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    about["error_messages"] |= {"invalid": say["bad_date"]}
    look = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(input_formats=["%Y-%m-%d"], widget=look, **about)


def choice_field(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    return forms.ChoiceField(choices=[("", say["choose_one"]), *((name, name) for name in one.choices)], **about)


def yes_or_no(one: questions.Question, say: dict[str, str], about: dict) -> forms.Field:
    """The answer is kept in the desk's language."""
    return forms.ChoiceField(choices=[("", say["choose_one"]), ("Yes", say["yes"]), ("No", say["no"])], **about)


MAKERS = {
    "text": text_field, "long": long_field, "number": number_field, "date": date_field, "choice": choice_field,
    "yes/no": yes_or_no,
}  # fmt: skip


def _says(holds: Any, wrong: str) -> Any:
    def check(answer: str) -> None:
        if not holds(answer):
            raise forms.ValidationError(wrong)

    return check


def as_said(answer: Any) -> str:
    if isinstance(answer, date):
        return answer.isoformat()
    return storable(one_line_end(str(answer or ""))).strip()


def file_of(one: UploadedFile) -> Given:
    """Its type is guessed from its name, never believed; of the name only what comes after the last folder."""
    name = one_line(storable(one.name or "")).replace("\\", "/").rpartition("/")[2][-120:] or "file"
    return Given(name, mimetypes.guess_type(name)[0] or "application/octet-stream", one.read())
