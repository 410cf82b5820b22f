"""Whose numbers somebody may open. One rule for page, chart, export and API."""

from __future__ import annotations

from dataclasses import dataclass

from whiteglove.ground.people.hierarchy import may_see
from whiteglove.ground.people.models import Person, Role, Team

from .metrics import HOUSE, PERSON, TEAM, Metric

NO_TEAM = 0
OWN, WHOLE = "me", "all"


@dataclass(frozen=True)
class Scope:
    """`name` as in the address. `person` whose facts alone, or none; `teams` of which teams alone, None: of any.
    `named`: whether rows may say who did it; `kind`: person, team or house. `people`: of whom, where numbers are asked
    for by person and not of everybody: an index finds some, while it would walk all."""

    name: str
    says: str
    kind: str
    person: int | None = None
    teams: tuple[int, ...] | None = None
    named: bool = True
    people: tuple[int, ...] | None = None

    def shows(self, metric: Metric) -> bool:
        return self.kind in metric.scopes and (self.named or not metric.personal)


def scopes(person: Person) -> list[Scope]:
    """All that this person may open, the one they begin with first. Two statements at most."""
    own = Scope(OWN, "Me", PERSON, person=person.pk)
    if person.role == Role.ADMIN:
        whole = Scope(WHOLE, "Everybody", HOUSE)
        return [whole, *teams_for(Team.objects.current(), named=True), *people_for(person, None), own]
    mine = Team.objects.filter(pk__in=person.team_ids)
    if person.role == Role.LEAD:
        lanes = (*sorted(person.team_ids), NO_TEAM)
        return [Scope(WHOLE, "My teams", TEAM, teams=lanes), *teams_for(mine, named=True),
                *people_for(person, lanes), own]  # fmt: skip
    return [own, *teams_for(mine, named=False)] if person.role == Role.AGENT else []


def teams_for(teams, *, named: bool) -> list[Scope]:
    return [
        Scope(f"team-{one.pk}", one.name, TEAM, teams=(one.pk,), named=named) for one in teams.order_by("name", "pk")
    ]


def people_for(person: Person, lanes: tuple[int, ...] | None) -> list[Scope]:
    """Colleagues somebody looks after: of their work what lies in these teams."""
    others = Person.objects.visible_to(person).assignable().exclude(pk=person.pk).order_by("name", "pk")
    return [Scope(f"person-{one.pk}", one.name, PERSON, person=one.pk, teams=lanes)
            for one in others if person.role == Role.ADMIN or may_see(person, one)]  # fmt: skip


def scope_named(person: Person, name: str) -> Scope | None:
    """The scope of this name as `person` may see it; without a name the first. None: not theirs to know."""
    open_to = scopes(person)
    if not name:
        return open_to[0] if open_to else None
    return next((one for one in open_to if one.name == name), None)
