"""Reads that join several nouns of this room."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Membership, Person, Team


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the list of people."""

    words: str = ""
    team: int | None = None
    gone: bool = False

    @classmethod
    def of(cls, query) -> "Wanted":
        """From a page's query string: q, team, gone."""
        return cls(query.get("q", "").strip()[:100], number(query.get("team")) or None, query.get("gone") == "1")


def directory(by: Person, wanted: Wanted):
    """The people `by` may see and looks for, with their teams and skills, by name.

    Everybody who can sign in is here except customers, who have pages of their own.
    """
    found = Person.objects.visible_to(by).exclude(role="customer").filter(is_active=not wanted.gone)
    if wanted.words:
        found = found.named(wanted.words)
    if wanted.team:
        found = found.in_teams([wanted.team])
    teams = Prefetch("memberships", Membership.objects.select_related("team"))
    return found.prefetch_related(teams, "skills__skill").order_by("name", "id")


def teams_with_sizes(by: Person):
    """The teams `by` may see; `.size` counts their active members."""
    active = Count("memberships", filter=Q(memberships__person__is_active=True))
    return Team.objects.visible_to(by).annotate(size=active).order_by("archived_at", "name")


def candidates(by: Person, team: Team):
    """Active staff whom `by` may see and who aren't in `team` yet."""
    inside = Membership.objects.filter(team=team).values("person_id")
    return Person.objects.visible_to(by).active().staff().exclude(pk__in=inside)


def erased() -> dict[int, datetime]:
    """{person: when} of those who left and were erased, the last time of each: what they did until then is nobody's,
    also where it is counted or judged anew."""
    found = Event.objects.named("person.forgotten").order_by("id")
    return dict(found.values_list("subject_id", "at"))
