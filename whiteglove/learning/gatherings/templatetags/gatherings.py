"""Tags of this room's pages: `{% load gatherings %}`."""

from datetime import datetime
from typing import Any

from django import template

from whiteglove.ground.lib import clock
from whiteglove.ground.people import policy

register = template.Library()


@register.filter
def may(person: Any, permit: str) -> bool:
    return policy.may(person, permit)


@register.simple_tag
def now_before(at: datetime) -> bool:
    return clock.now() < at
