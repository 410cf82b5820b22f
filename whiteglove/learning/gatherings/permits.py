"""Everybody who works here may come; leads plan; hosts note who was there; the administrator opens pages to all."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Gathering

STAFF = {"lead", "agent", "trainee"}


def hosts(person: Person, gathering: Gathering) -> bool:
    """Leads stand in for hosts."""
    return person.role == "lead" or gathering.hosts.filter(pk=person.pk).exists()


permit("gatherings.see", roles=STAFF, says="See webinars, conferences and workshops, and take a seat")
permit(
    "gatherings.host", roles=STAFF, scope=hosts, says="Show the code of a gathering you host, and note who was there"
)
permit("gatherings.plan", roles={"lead"}, says="Plan gatherings, move them and call them off")
permit("gatherings.publish", roles=set(), says="Show a gathering to everybody, outside of the house too")
