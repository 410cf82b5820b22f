"""Tags of this room's pages: `{% load awards %}`."""

from typing import Any

from django import template

from whiteglove.ground.people import policy

register = template.Library()


@register.filter
def may(person: Any, permit: str) -> bool:
    return policy.may(person, permit)
