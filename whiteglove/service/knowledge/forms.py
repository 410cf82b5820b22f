"""What staff type about articles: shapes only; the actions decide."""

from typing import Any

from django import forms

from whiteglove.ground.people import tongues
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.models import Article, Audience, Category
from whiteglove.service.knowledge.overview import categories


def offered(written: list[str] = ()) -> list[tuple[str, str]]:
    """Languages to write in, the help centre's own first; those in `written` are left out."""
    named = tongues.languages()
    own = languages.default()
    first = [(own, dict(named).get(own, own))]
    return [pair for pair in [*first, *(pair for pair in named if pair[0] != own)] if pair[0] not in written]


def tree() -> list[tuple[str, str]]:
    rows = [(str(one.pk), ("– " if one.parent_id else "") + one.title_in(languages.default())) for one in categories()]
    return [("", "In no category yet"), *rows]


class StartForm(forms.Form):
    title = forms.CharField(max_length=200, help_text="In the words a customer would search for.")
    language = forms.ChoiceField()
    category = forms.ChoiceField(required=False)
    miss = forms.IntegerField(required=False, widget=forms.HiddenInput)
    ticket = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    take_words = forms.BooleanField(
        required=False, initial=True, label="Begin with the words of the conversation",
        help_text="What was asked and what you answered, without names and numbers. Read it before anybody else does.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self["ticket"].value():
            del self.fields["take_words"]
        self.fields["language"].choices = offered()
        self.fields["category"].choices = tree()
        self.fields["title"].widget.attrs["autofocus"] = True

    def clean_category(self) -> Category | None:
        return Category.objects.filter(pk=self.cleaned_data["category"] or 0).first()


class WordsForm(forms.Form):
    """The editor. What is wrong with the words, the action says."""

    title = forms.CharField(required=False)
    summary = forms.CharField(required=False)
    body = forms.CharField(required=False, strip=False)
    edition = forms.IntegerField(required=False)
    beside = forms.IntegerField(required=False)


class PublishForm(forms.Form):
    note = forms.CharField(
        max_length=300, required=False, label="What changed?",
        help_text="For the history, and for those who asked to hear of changes.",
    )  # fmt: skip
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    """Everything about an article but its words."""

    category = forms.ChoiceField(required=False)
    slug = forms.CharField(
        max_length=100, label="Address", help_text="Letters, digits and hyphens. The old address leads here for good."
    )
    position = forms.IntegerField(min_value=0, max_value=9999, help_text="Its place in the category; 0 comes first.")
    audience = forms.ChoiceField(choices=Audience.choices, label="For whom")
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Only these teams",
        help_text="Counts where it is for the team. None means every team.",
    )  # fmt: skip
    owner = forms.ModelChoiceField(Person.objects.none(), required=False, empty_label="Nobody")
    review_on = forms.DateField(
        required=False, label="Look through again on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = tree()
        self.fields["teams"].queryset = Team.objects.current()
        self.fields["owner"].queryset = Person.objects.active().staff() | Person.objects.filter(pk=article.owner_id)

    def clean_category(self) -> Category | None:
        return Category.objects.filter(pk=self.cleaned_data["category"] or 0).first()


class CategoryForm(forms.Form):
    """A title in the help centre's language and one other; the rest stay as they are."""

    title = forms.CharField(max_length=120)
    about = forms.CharField(max_length=300, required=False, label="What stands in it")
    language = forms.ChoiceField()
    parent = forms.ModelChoiceField(
        Category.objects.none(), required=False, empty_label="On the first level", label="Part of"
    )
    position = forms.IntegerField(min_value=0, max_value=9999, initial=0)

    def __init__(self, *args: Any, category: Category | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = offered()
        tops = Category.objects.tops().in_order().prefetch_related("titles")
        self.fields["parent"].queryset = tops.exclude(pk=category.pk) if category else tops


class NoteForm(forms.Form):
    title = forms.CharField(max_length=120)
    shortcut = forms.CharField(
        max_length=30, required=False, help_text="One word, such as void. The palette and the composer find it by this."
    )
    body = forms.CharField(
        label="Words", max_length=20_000, widget=forms.Textarea(attrs={"rows": 6, "data-grows": True})
    )
