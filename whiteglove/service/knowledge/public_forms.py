"""What readers tell us: these translate and never decide."""

from django import forms

from whiteglove.service.knowledge.models import Reason


class VoteForm(forms.Form):
    """`helpful`, and for what didn't help a reason and words."""

    helpful = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    reason = forms.ChoiceField(choices=Reason.choices, required=False)
    comment = forms.CharField(max_length=1000, required=False)

    def said(self) -> dict:
        """As the action wants it."""
        words = self.cleaned_data
        return {"helpful": words["helpful"] == "yes", "reason": words["reason"], "comment": words["comment"]}


class AddressForm(forms.Form):
    """Whom to write to."""

    email = forms.EmailField(max_length=254)
