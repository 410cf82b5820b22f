"""Tags of the staff's pages of articles: `{% load knowledge %}`."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from whiteglove.ground.people import policy
from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.markdown import parsed, rendered

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    return languages.name_of(code)


@register.filter
def markdown(text: str) -> SafeString:
    """Safe HTML: it comes from the house's cleaner."""
    return mark_safe(rendered(parsed(text)))


@register.filter
def may(person: Any, permit: str) -> bool:
    return policy.may(person, permit)
