"""What is filled in on a web form: whom to answer, the kind's own questions, the words, files; the action decides."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from whiteglove.ground.lib.text import one_line, one_line_end, storable
from whiteglove.service.channels.form import questions, tongue
from whiteglove.service.channels.form.actions import Request
from whiteglove.service.channels.given import Given, given
from whiteglove.service.channels.on_site_forms import OFF

NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,6})?")
LONGEST, LONG_ANSWER, ANSWER = 10_000, 4_000, 300
MOST_FILES, LARGEST = 5, 15 * 1024 * 1024


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

    def clean(self) -> dict[str, Any]:
        """What hangs on another answer is asked for only where that was given, and else left out, whatever came."""
        given = self.cleaned_data
        said = {one.label: as_said(given.get(one.name)) for one in self.kind.questions}
        asked = questions.asked_of(self.kind.questions, said)
        for one in self.kind.questions:
            if one not in asked:
                self.errors.pop(one.name, None)
                given[one.name] = ""
            elif one.when and one.required and not given.get(one.name) and one.name not in self.errors:
                self.add_error(one.name, self.say["required"])
        return given

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
            kind=self.kind.shown, matter=self.kind.key, subject=given["subject"], text=given["message"],
            language=language, answers=answers, files=[file_of(one) for one in given["files"]], **self.whose(),
        )  # fmt: skip

    def whose(self) -> dict[str, str]:
        """Who they say they are, and what no person fills in."""
        given = self.cleaned_data
        return {"email": given["email"], "name": given["name"], "trap": given["website"]}


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
        "label": tongue.label_of(one.label, say), "required": one.required and not one.when,
        "error_messages": {key: say[line] for key, line in
                           (("required", "required"), ("max_length", "too_long"), ("invalid_choice", "bad_choice"))},
    }  # fmt: skip
    field = MAKERS[one.type](one, say, about)
    if one.when:
        field.needed, field.when, field.when_is = one.required, questions.named(one.when.label), one.when.answer
        shown = {"Yes": say["yes"], "No": say["no"]}.get(one.when.answer, one.when.answer)
        field.when_says = say["only_if"].format(tongue.label_of(one.when.label, say), shown)
    return field


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
    return given(name, one.read())
