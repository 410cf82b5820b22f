"""Tags of the help centre: `{% load help %}`."""

from datetime import datetime

from django import template

from whiteglove.service.knowledge import languages, tongue

register = template.Library()


@register.filter
def filled(line: str, value: object) -> str:
    """`{{ say.updated|filled:day }}`: the value where the line has its braces."""
    return line.replace("{}", str(value))


@register.filter
def day_in(at: datetime, language: str) -> str:
    return tongue.day(at, language)


@register.filter
def line(say: dict[str, str], name: str) -> str:
    """A line whose name the template works out."""
    return say[name]


@register.filter
def direction(language: str) -> str:
    return languages.direction(language)


@register.filter
def itself(language: str) -> str:
    """A language as its own speakers write it: `français`."""
    return languages.name_of(language, language)
