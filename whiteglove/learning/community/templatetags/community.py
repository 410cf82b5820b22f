"""Tags for the pages of the community: `{% load community %}`."""

from typing import Any

from django import template

from whiteglove.ground.ui.addresses import address

register = template.Library()


@register.inclusion_tag("community/profile_link.html")
def profile_link(person: Any, size: str = "s") -> dict[str, Any]:
    """Picture, name and title of a colleague, leading to their profile; the bare name of one who left.

    Where many stand on a page, fetch them with `select_related("person__profile")`: then it costs no statement.
    """
    here = person is not None and person.is_active
    return {"person": person, "size": size, "url": address("community:profile", person.pk) if here else ""}
