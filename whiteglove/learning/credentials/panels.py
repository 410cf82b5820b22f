"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place

place("certificates.head", "The pages of certificates, under their title: where they belong")

command(key="credentials.mine", label="My certificates", url_name="certificates:mine", permit="credentials.own",
        icon="shield")  # fmt: skip
command(key="credentials.given", label="Certificates of my people", url_name="certificates:given",
        permit="credentials.see", icon="shield")  # fmt: skip
command(key="credentials.setup", label="Setup: certificates", url_name="certificates:setup",
        permit="credentials.setup", icon="shield")  # fmt: skip


@panel("person.card", order=60, permit="credentials.see", template="credentials/panels/person.html")
def of_a_person(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """What they hold, for whoever may see it."""
    from . import queries

    if not may(request.user, "credentials.issue", person):
        return None
    found = [one for one in queries.of_person(person)[:5] if not hasattr(one, "revocation")]
    return {"held": found} if found else None


@panel("setup.pages", order=60, permit="credentials.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("certificates:setup"), "icon": "shield", "title": "Certificates",
            "says": "Who issues them, and the keys that sign them."}  # fmt: skip
