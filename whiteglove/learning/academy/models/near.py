"""Which learners somebody may see: themselves, and whom they look after."""

from django.db.models import Q

from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role


def near(person: Person, field: str = "person") -> Q:
    """`field` leads to the learner. Agents and trainees of a lead's teams; administrators see everybody."""
    if not person.is_staff_member:
        return Q(pk__in=[])
    if person.role == Role.ADMIN:
        return Q()
    found = Q(**{field: person.pk})
    if person.role == Role.LEAD:
        people = Person.objects.in_teams(person.team_ids).filter(role__in=GIVEN_BY_LEADS).values("pk")
        found |= Q(**{f"{field}__in": people})
    return found
