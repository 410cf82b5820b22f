"""The shapes of the bot's setup."""

from django import forms
from django.core import signing

from whiteglove.ground.lib.text import one_line, storable
from whiteglove.service.answers import flow
from whiteglove.service.answers.models import Bot
from whiteglove.service.answers.playing import Stand
from whiteglove.service.answers.speech import tongues
from whiteglove.service.answers.trying import SALT

CODE = {"rows": 28, "class": "input flow-text", "spellcheck": "false", "autocomplete": "off", "autocapitalize": "none"}
SAID = 2000


class BotForm(forms.Form):
    """How it is called, and whom it answers while the desk is closed."""

    name = forms.CharField(
        label="Name", max_length=60, help_text="Visitors see it beside each line, with the word “automatic”."
    )
    outside = forms.ChoiceField(label="While the desk is closed it answers", choices=Bot.Outside.choices)

    def clean_name(self) -> str:
        """Without a name it would attend to nobody."""
        name = one_line(storable(self.cleaned_data["name"]))
        if not any(map(str.isalnum, name)):
            raise forms.ValidationError("Give it a name that can be read.")
        return name


class FlowForm(forms.Form):
    """A flow as text, typed or as a file."""

    text = forms.CharField(
        label="The flow", required=False, strip=False, max_length=flow.LONGEST, widget=forms.Textarea(CODE)
    )
    file = forms.FileField(label="Or a file of it", required=False)

    def given(self) -> str:
        """What is to be kept: the file, where there is one."""
        file = self.cleaned_data.get("file")
        return file.read(flow.LONGEST + 1).decode("utf-8", "replace") if file else self.cleaned_data["text"]


class TryForm(forms.Form):
    """One line of somebody who tries a flow. `stand` is where the try stands, as the page was told."""

    text = forms.CharField(required=False, strip=False, max_length=flow.LONGEST)
    words = forms.CharField(max_length=SAID, error_messages={"required": "Write something first."})
    language = forms.CharField(required=False, max_length=12)
    vouched = forms.BooleanField(required=False)
    stand = forms.CharField(required=False, max_length=20_000)

    def clean_language(self) -> str:
        given = self.cleaned_data["language"]
        return given if given in tongues.known else "en"

    def clean_stand(self) -> Stand:
        """As we signed it; the beginning, for anything else."""
        try:
            return Stand(**signing.loads(self.cleaned_data["stand"], salt=SALT))
        except (signing.BadSignature, TypeError):
            return Stand()
