"""What this room hangs into the pages of others, and what the palette finds of it."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import Hit, command, finder
from whiteglove.ground.ui.slots import panel
from whiteglove.service.knowledge.models import QuickReference
from whiteglove.service.knowledge.search import find

for key, label, url_name, permit, icon in (
    ("list", "Articles", "knowledge:list", "knowledge.see", "document"),
    ("new", "Write an article", "knowledge:new", "knowledge.write", "plus"),
    ("misses", "Searched, not found", "knowledge:misses", "knowledge.misses", "search"),
    ("notes", "My quick references", "knowledge:notes", "knowledge.own_notes", "bolt"),
    ("categories", "Categories of articles", "knowledge:categories", "knowledge.organise", "list"),
):
    command(key=f"knowledge.{key}", label=label, url_name=url_name, permit=permit, icon=icon,
            keys="g k" if key == "list" else "")  # fmt: skip


@panel("nav.main", order=35, permit="knowledge.see", template="ui/nav_item.html")
def articles(request: HttpRequest) -> dict[str, Any]:
    url = address("knowledge:list")
    return {
        "url": url, "label": "Articles", "icon": "help", "current": request.path.startswith(url), "keys": "g k"
    }  # fmt: skip


@panel("composer.below", order=80, permit="knowledge.own_notes", template="knowledge/panels/quick.html")
def quick(request: HttpRequest, kind: str = "", **others: Any) -> dict[str, Any]:
    """Asks nothing until somebody opens it."""
    return {"url": address("knowledge:offer"), "kind": kind}


@panel("desk.head", order=60, permit="knowledge.own_notes", template="knowledge/panels/head.html")
def head(request: HttpRequest, **others: Any) -> dict[str, Any]:
    return {}


@panel("ticket.sidebar", order=58, permit="knowledge.write", template="knowledge/panels/born.html")
def born(request: HttpRequest, ticket: Any, **others: Any) -> dict[str, Any]:
    """What was found out here may help others. The panel knows the ticket by its number and title alone."""
    query = urlencode({"ticket": ticket.pk, "title": ticket.title})
    return {"url": f"{address('knowledge:new')}?{query}"}


@finder("knowledge.articles", permit="knowledge.see", order=30)
def find_articles(request: HttpRequest, words: str) -> list[Hit]:
    hits = find(request.user, words, staff=True, size=6).hits
    return [
        Hit(one.page.title, reverse("knowledge:article", args=[one.page.article_id]), "article", "document")
        for one in hits
    ]


@finder("knowledge.notes", permit="knowledge.own_notes", order=35)
def find_notes(request: HttpRequest, words: str) -> list[Hit]:
    plain = words.strip().lstrip("/")
    own = QuickReference.objects.of(request.user).filter(
        Q(title__icontains=plain) | Q(shortcut__startswith=plain.lower())
    )
    return [Hit(one.title, reverse("knowledge:note", args=[one.pk]), "quick reference", "bolt") for one in own[:6]]
