"""Tags of the web form: `{% load requests %}`."""

from django import template

from whiteglove.service.channels.form import tongue
from whiteglove.service.channels.form.questions import Kind

register = template.Library()


@register.filter
def named(kind: Kind, say: dict[str, str]) -> str:
    """`{{ kind|named:say }}`: in the reader's language, or as an administrator calls it."""
    return tongue.kind_named(kind, say)
