"""Tags of these pages: `{% load quizzes %}`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString

from whiteglove.ground.people import policy
from whiteglove.learning.quizzes.bank.question import KINDS, Words
from whiteglove.learning.quizzes.wording import html_of, line_of

register = template.Library()


@register.filter
def words(said: Words) -> SafeString:
    """In paragraphs."""
    return html_of(said)


@register.filter
def line(said: Words) -> SafeString:
    """In a line."""
    return line_of(said)


@register.filter
def kind_name(kind: str) -> str:
    return KINDS.get(kind, kind)


@register.filter
def may(person: Any, permit: str) -> bool:
    return policy.may(person, permit)


@register.filter
def span(time: timedelta) -> str:
    """20 minutes; 1 hour 30 minutes; 45 seconds."""
    seconds = int(time.total_seconds())
    parts = [(seconds // 86400, "day"), (seconds % 86400 // 3600, "hour"), (seconds % 3600 // 60, "minute")]
    said = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in parts if count]
    return " ".join(said) or f"{seconds} seconds"


@register.filter
def of(known: Mapping[str, Any], name: str) -> Any:
    return known.get(name)
