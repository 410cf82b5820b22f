"""Tags of the academy's pages: `{% load academy %}`."""

from typing import Any

from django import template

from whiteglove.ground.people.policy import may
from whiteglove.learning.academy.gates.registry import address

register = template.Library()
# (name, door, permit, what it says); those without a door in this house are left out.
TABS = (
    ("mine", "academy:home", "academy.see", "Mine"),
    ("workshops", "academy:workshops", "academy.see", "Workshops"),
    ("tests", "quizzes:list", "quizzes.take", "Quizzes"),
    ("manage", "academy:manage", "academy.manage", "Learners"),
)


@register.inclusion_tag("academy/tabs.html")
def academy_tabs(person: Any, here: str) -> dict[str, Any]:
    """The pages of the academy that this person may open, the one named `here` marked."""
    found = [(address(door), says, name == here) for name, door, permit, says in TABS if may(person, permit)]
    return {"tabs": [one for one in found if one[0]]}
