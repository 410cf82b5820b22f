"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel

command(key="records.mine", label="Download what I learnt (xAPI)", url_name="records:mine", permit="records.own",
        icon="download")  # fmt: skip
command(key="records.setup", label="Setup: records of learning", url_name="records:setup", permit="records.setup",
        icon="send")  # fmt: skip


@panel("setup.pages", order=61, permit="records.setup", template="ui/setup_item.html")
def setup(request: HttpRequest) -> dict[str, Any]:
    return {"url": reverse("records:setup"), "icon": "send", "title": "Records of learning",
            "says": "Send what people learn to a record store (xAPI)."}  # fmt: skip
