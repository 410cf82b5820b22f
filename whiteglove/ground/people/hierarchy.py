"""Who may give which role, and whose details a lead may change: pure rules over roles and teams."""

from whiteglove.ground.people.models import Person, Role, Team

# A lead builds the team up; only an administrator makes leads and administrators.
GIVEN_BY_LEADS = frozenset({Role.AGENT, Role.TRAINEE})


def roles_given_by(person: Person) -> list[Role]:
    """The roles `person` may hand out, in the order a form offers them."""
    if person.role == Role.ADMIN:
        return list(Role)
    return [role for role in Role if role in GIVEN_BY_LEADS] if person.role == Role.LEAD else []


def teams_given_by(person: Person):
    """The current teams `person` may put others into."""
    return Team.objects.current().visible_to(person)


def looks_after(lead: Person, other: Person) -> bool:
    """Scope: `other` is an agent or trainee in one of the lead's teams."""
    return other.role in GIVEN_BY_LEADS and bool(lead.team_ids & other.team_ids)


def may_see(lead: Person, other: Person) -> bool:
    """Scope: oneself, or staff of one of the lead's own teams."""
    return lead.pk == other.pk or (bool(other.role) and bool(lead.team_ids & other.team_ids))


def leads_team(lead: Person, team: Team) -> bool:
    """Scope: the lead belongs to the team."""
    return team.pk in lead.team_ids


def sent_or_concerns(lead: Person, invitation) -> bool:
    """Scope: the lead sent the invitation, or it invites into one of the lead's teams."""
    return invitation.by_id == lead.pk or invitation.teams.filter(pk__in=lead.team_ids).exists()
