"""How what the bot did is written."""

from collections import Counter
from typing import Any

from django import template

from whiteglove.ground.people import policy
from whiteglove.service.answers import summary

register = template.Library()


@register.filter
def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return counts.most_common()


@register.filter
def reason(why: str) -> str:
    says = str(summary.why(why))
    return says[:1].upper() + says[1:]


@register.filter
def may(person: Any, permit: str) -> bool:
    """{% if user|may:"answers.settle" %}"""
    return policy.may(person, permit)
