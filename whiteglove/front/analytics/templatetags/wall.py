"""How long something has waited, as the wall writes it."""

from datetime import datetime

from django import template

from whiteglove.ground.ui.times import span

register = template.Library()


@register.filter
def waited(since: datetime, now: datetime) -> str:
    """ "18 min", "3 h 05", "2 d 4 h": the words of every other time that runs."""
    return span(max(0.0, (now - since).total_seconds()))
