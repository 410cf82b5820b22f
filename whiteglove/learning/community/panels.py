"""The places of the community's pages, its own tabs, and what it hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import Hit, command, finder
from whiteglove.ground.ui.slots import panel, place

from . import completeness, queries
from .models import Offer, Speech
from .queries import Wanted
from .whereabouts import is_here

place("community.tabs", "The pages of the community; hang ui/tab_item.html with url, label and current")
place("community.home", "The first page of the community: a card of each of its parts")

command(key="community.home", label="Community", url_name="community:home", permit="community.see", icon="together")
command(key="community.people", label="Colleagues", url_name="community:people", permit="community.see", icon="people")
command(key="community.me", label="My profile for colleagues", url_name="community:me", permit="community.own",
        icon="person")  # fmt: skip
command(key="community.mentoring", label="Mentoring", url_name="community:mentoring", permit="community.see",
        icon="people")  # fmt: skip
command(key="community.speaking", label="Speaking", url_name="community:speaking", permit="community.own",
        icon="chat")  # fmt: skip


@finder("community", permit="community.see", order=65)
def find_colleagues(request: HttpRequest, words: str) -> list[Hit]:
    found = queries.directory(Wanted(words=words[:100]), clock.now()).order_by("name", "pk")[:5]
    return [Hit(one.name, address("community:profile", one.pk), "Profile", "together") for one in found]


@panel("nav.learn", order=60, permit="community.see", template="ui/nav_item.html")
def community(request: HttpRequest) -> dict[str, Any]:
    url = address("community:home")
    return {"url": url, "label": "Community", "icon": "together", "current": is_here(request.path)}


@panel("community.tabs", order=10, permit="community.see", template="ui/tab_item.html")
def home(request: HttpRequest) -> dict[str, Any]:
    url = address("community:home")
    return {"url": url, "label": "Home", "current": request.path == url}


@panel("community.tabs", order=20, permit="community.see", template="ui/tab_item.html")
def people(request: HttpRequest) -> dict[str, Any]:
    url = address("community:people")
    return {"url": url, "label": "People", "current": request.path.startswith((url, address("community:me")))}


@panel("community.tabs", order=30, permit="community.see", template="ui/tab_item.html")
def mentoring(request: HttpRequest) -> dict[str, Any]:
    url = address("community:mentoring")
    return {"url": url, "label": "Mentoring", "current": request.path.startswith(url)}


@panel("community.tabs", order=35, permit="community.own", template="ui/tab_item.html")
def speaking(request: HttpRequest) -> dict[str, Any]:
    url = address("community:speaking")
    return {"url": url, "label": "Speaking", "current": request.path.startswith(url)}


@panel("community.tabs", order=95, permit="credentials.own", template="ui/tab_item.html")
def certificates(request: HttpRequest) -> dict[str, Any]:
    """Below this room, so that it can't hang its own."""
    url = address("certificates:mine")
    return {"url": url, "label": "Certificates", "current": request.path.startswith(url)}


@panel("certificates.head", order=10, permit="community.see", template="community/tabs.html")
def above_certificates(request: HttpRequest) -> dict[str, Any]:
    return {}


@panel("community.home", order=10, permit="community.own", template="community/panels/me.html")
def me(request: HttpRequest) -> dict[str, Any]:
    missing = completeness.missing(queries.profile_fields(request.user))
    public = not missing and queries.publication_of(request.user) is not None
    return {"person": request.user, "missing": missing, "more": len(missing) - 1, "public": public}


@panel("community.home", order=30, permit="community.see", template="community/panels/mentoring.html")
def my_mentoring(request: HttpRequest) -> dict[str, Any] | None:
    """What waits, what comes next; nothing where nobody offers anything."""
    waiting, offers = queries.requests_to(request.user).count(), Offer.objects.open().count()
    ahead = queries.sessions_ahead(request.user, clock.now()).first()
    said = queries.sessions_to_confirm(request.user).first()
    if not (waiting or offers or ahead or said):
        return None
    other = ahead.mentorship.other(request.user).name if ahead else ""
    return {"waiting": waiting, "ahead": ahead, "offers": offers, "with_whom": other, "said": said}


@panel("community.home", order=35, permit="community.own", template="community/panels/speaking.html")
def my_speaking(request: HttpRequest) -> dict[str, Any] | None:
    invited = Speech.objects.filter(person=request.user, accepted_at=None, declined_at=None).first()
    confirm = queries.speeches_to_confirm(request.user).count() if may(request.user, "community.confirm") else 0
    return {"invited": invited, "confirm": confirm} if invited or confirm else None


@panel("person.card", order=50, permit="community.see", template="community/panels/person.html")
def of_a_person(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """The way to their profile."""
    return {"person": person} if person.is_staff_member else None
