"""Forms that know what they were opened with, so that nothing changed meanwhile is written over unseen."""

from django import forms


class Begun(forms.Form):
    """`seen`: the mark (`lib/text.py`) of the words that stood there when it was opened."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def saved_again(self, seen: str) -> None:
        """Sent once more, what was typed takes the place of what is `seen` by now."""
        self.data = self.data.copy()
        self.data["seen"] = seen
