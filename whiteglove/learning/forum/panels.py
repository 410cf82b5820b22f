"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import Hit, command, finder
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.forum import queries

command(key="forum.newest", label="Forum", url_name="forum:home", permit="forum.see", icon="chat")
command(key="forum.new", label="Ask colleagues in the forum", url_name="forum:new", permit="forum.write", icon="plus")
command(key="forum.moderation", label="Look after the forum", url_name="forum:moderation", permit="forum.moderate",
        icon="shield")  # fmt: skip


@finder("forum.topics", permit="forum.see", order=40)
def find_topics(request: HttpRequest, words: str) -> list[Hit]:
    return [Hit(one.title, address("forum:topic", one.pk), "forum", "chat") for one in queries.titled(words)]


@panel("community.tabs", order=40, permit="forum.see", template="ui/tab_item.html")
def forum(request: HttpRequest) -> dict[str, Any]:
    url = address("forum:home")
    return {"url": url, "label": "Forum", "current": request.path.startswith(url)}


@panel("community.home", order=10, permit="forum.see", template="forum/panels/card.html")
def latest(request: HttpRequest) -> dict[str, Any]:
    waiting = queries.reports_waiting(request.user) if may(request.user, "forum.moderate") else 0
    return {"rows": queries.recent(request.user), "notices": queries.notices(request.user)[:3], "waiting": waiting}


@panel("setup.pages", order=66, permit="forum.setup", template="ui/setup_item.html")
def categories(request: HttpRequest) -> dict[str, Any]:
    return {"url": address("forum:setup"), "icon": "chat", "title": "Forum",
            "says": "The categories in which colleagues ask and answer."}  # fmt: skip
