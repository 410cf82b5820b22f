"""What is typed in: what a text is worth, and files of questions."""

from django import forms

from .bank.gift import MOST

LARGEST = 5_000_000


class JudgeForm(forms.Form):
    percent = forms.IntegerField(
        min_value=0, max_value=100, label="What it is worth, in percent",
        help_text="0 to 100; the result is worked out once every text is read",
    )  # fmt: skip
    words = forms.CharField(
        required=False, max_length=4000, label="A word to the writer", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What works, and one thing to try: name the words you mean",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"


class FileForm(forms.Form):
    file = forms.FileField(
        max_length=200, label="File",
        help_text=f"GIFT (.gift, .txt) or QTI 3 (.zip, .xml): 5 MB and {MOST} questions at most",
        widget=forms.ClearableFileInput(attrs={"class": "input", "accept": ".gift,.txt,.zip,.xml"}),
    )  # fmt: skip
    tag = forms.RegexField(
        r"^[a-z][a-z0-9]*([._-][a-z0-9]+)*$", required=False, max_length=40, label="Tag for all of them",
        help_text="Lower case, such as autumn-course: quizzes can draw by it",
        widget=forms.TextInput(attrs={"class": "input"}),
    )  # fmt: skip

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("That file is larger than 5 MB. Split it.")
        return file
