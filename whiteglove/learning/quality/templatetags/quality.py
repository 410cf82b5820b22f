"""{% load quality %}: what is said of one's own work stands apart from the ticket, which may be another team's."""

from django import template

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.service.desk.models import Ticket

register = template.Library()


@register.filter
def seen_by(ticket: Ticket, person: Person) -> bool:
    return may(person, "desk.see", ticket)


@register.filter
def titled_for(ticket: Ticket, person: Person) -> str:
    """Its title is the customer's words: only for whom the ticket is."""
    return ticket.title if seen_by(ticket, person) else "A conversation another team has now"
