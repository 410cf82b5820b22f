"""The shape of a web form as an administrator sets it up; the actions decide."""

from typing import Any, ClassVar

from django import forms

from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.service.channels.form import questions, tongue
from whiteglove.service.channels.form.filling import RequestForm
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.on_site_forms import OnSiteForm, kept_of

NOTATION = (
    "One a line: question | text, long, choice, number, date or yes/no | required | like WN-###### or its answers | "
    "if an earlier question is an answer"
)


class PlaceForm(OnSiteForm):
    """One web form: who answers, where it may stand, and what it asks for each kind of request."""

    about: ClassVar[dict[str, str]] = {
        "name": "Stands above the form.",
        "address": "For its address: /form/support/",
        "team": "Requests come to its mailbox, which answers them. Without one, the default mailbox does.",
    }
    in_portal = forms.BooleanField(
        label="Offer it in the portal", required=False,
        help_text="Customers who are signed in begin a new request with it, without giving name and address.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["greeting"].label = "Words above the form"
        for key, label in questions.KINDS.items():
            self.fields |= fields_of(key, label)

    def sections(self) -> list[dict]:
        kinds = [(label, "", names_of(key)) for key, label in questions.KINDS.items()]
        about, looks = ("name", "address", "team", "in_portal"), ("origins", "greeting", "colour")
        first = [("Web form", "", about), ("How it looks", "", looks)]
        return [
            {"title": title, "says": says, "fields": [self[name] for name in names], "open": self._is_open(names)}
            for title, says, names in first + kinds
        ]

    def _is_open(self, names: tuple[str, ...]) -> bool:
        """The form's own parts, and wherever something is wrong."""
        return not names[0].startswith("on_") or any(self[name].errors for name in names)

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
        return self.kept(kinds=self.kinds(), in_portal=self.cleaned_data["in_portal"])

    def initial_of(self, account: Account | None) -> dict[str, Any]:
        if account is None:
            proposed = {f"ask_{key}": lines for key, lines in questions.FIRST.items()}
            return {"in_portal": True} | {f"on_{key}": True for key in questions.KINDS} | proposed
        kept = kept_of(account) | {"in_portal": questions.is_in_portal(account.settings)}
        for kind in questions.kinds_of(account.settings):
            on, named, ask = names_of(kind.key)
            kept |= {on: True, named: kind.label, ask: questions.written(kind.questions)}
        return kept


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
