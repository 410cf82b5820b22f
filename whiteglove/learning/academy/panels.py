"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(key="academy.home", label="Academy: my programmes", url_name="academy:home", permit="academy.see",
        icon="cap", keys="g a")  # fmt: skip


@panel("nav.learn", order=57, permit="academy.see", template="ui/nav_item.html")
def academy(request: HttpRequest) -> dict[str, Any]:
    url = address("academy:home")
    return {"url": url, "label": "Academy", "icon": "cap", "current": request.path.startswith(url)}
