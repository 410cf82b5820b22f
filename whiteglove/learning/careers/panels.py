"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.careers import plans
from whiteglove.learning.community.whereabouts import belongs

belongs("careers:mine")
command(key="careers.mine", label="My capabilities", url_name="careers:mine", permit="careers.own", icon="bolt")
command(key="careers.team", label="Capabilities of my people", url_name="careers:team", permit="careers.see",
        icon="bolt")  # fmt: skip


@panel("community.tabs", order=90, permit="careers.own", template="ui/tab_item.html")
def capabilities(request: HttpRequest) -> dict[str, Any]:
    url = address("careers:mine")
    return {"url": url, "label": "Capabilities", "current": request.path.startswith(url)}


@panel("person.card", order=55, permit="careers.see", template="careers/panels/person.html")
def of_a_person(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """The way to what evidence shows of somebody, for whoever looks after them."""
    if not may(request.user, "careers.see", person):
        return None
    return {"url": reverse("careers:person", args=[person.pk]), "person": person}


@panel("talk.side", order=50, permit="careers.own", template="careers/panels/talk.html")
def in_a_talk(request: HttpRequest, talk: Any) -> dict[str, Any] | None:
    """What the agent means to do next, for the agent and a lead who looks after them."""
    own = request.user.pk == talk.agent_id
    if not own and not may(request.user, "careers.see", talk.agent):
        return None
    today = talk.agent.local(clock.now()).date()
    reader = None if own else request.user
    steps = [one for one in plans.plan_of(talk.agent, today, reader=reader) if one.done.at is None]
    return {"steps": steps[:5], "more": len(steps[5:]), "of": talk.agent, "own": own}
