"""What people type into forms, before anybody decides about it."""

from typing import Any

from django import forms

from whiteglove.ground.lib.text import one_line_end


class Words(forms.CharField):
    """Its length is counted as a browser counts it: what is sent has two characters for each end of a line."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_line_end(value) if isinstance(value, str) else value)
