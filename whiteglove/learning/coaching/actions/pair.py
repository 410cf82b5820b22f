"""Who coaches whom: found by the teams, or chosen."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Line, Pairing, Talk
from whiteglove.service.desk.errors import Refused

from .changing import tell


def pair(*, agent: Person, lead: Person, by: Person | None, at: datetime) -> Pairing:
    """From now on `lead` coaches `agent`; what is planned goes to them. Twice is once."""
    if by is not None:
        require(by, "coaching.pair", agent)
    if lead not in queries.leads_of(agent):
        raise Refused(f"{lead} leads none of {agent.first_name}'s teams.")
    with transaction.atomic():
        before = Pairing.objects.select_for_update(of=("self",)).standing().filter(agent=agent).first()
        if before and before.lead_id == lead.pk:
            return before
        Pairing.objects.standing().filter(agent=agent).update(ended_at=at)
        made = Pairing.objects.create(agent=agent, lead=lead, by=by, at=at)
        facts = {"agent": agent.pk, "lead": lead.pk, "before": before and before.lead_id}
        record(
            "coaching.paired", subject=agent, by=by, at=at, facts=facts, audience=f"person:{agent.pk} person:{lead.pk}"
        )
        give_on(agent=agent, lead=lead, by=by, at=at)
    return made


def give_on(*, agent: Person, lead: Person, by: Person | None, at: datetime) -> int:
    """The planned conversations of this agent to this lead, inside a transaction."""
    rows = Talk.objects.select_for_update(of=("self",)).planned().filter(agent=agent).exclude(lead=lead)
    for talk in rows:
        # What was prepared is of what the lead of before sees.
        before, talk.lead, talk.prepared_at = talk.lead_id, lead, None
        talk.save(update_fields=["lead", "prepared_at"])
        Line.objects.filter(talk=talk).delete()
        tell("talk.given_on", talk, by, at, before=before)
    return len(rows)


def unpair(*, agent: Person, at: datetime) -> int:
    """Nobody coaches them any more."""
    return Pairing.objects.standing().filter(agent=agent).update(ended_at=at)


def pair_all(*, at: datetime) -> list[Pairing]:
    """Everybody who is coached has a lead of theirs: those without get one, and those whose lead no longer leads them
    another. Returns the pairings that stand."""
    standing = {one.agent_id: one for one in Pairing.objects.standing().select_related("agent", "lead")}
    agents = {one.pk: one for one in queries.coachable()}
    for pk in standing.keys() - agents.keys():
        unpair(agent=standing.pop(pk).agent, at=at)
    for agent in agents.values():
        leads = queries.leads_of(agent)
        known = standing.get(agent.pk)
        if known and known.lead in leads:
            continue
        if leads:
            standing[agent.pk] = pair(agent=agent, lead=leads[0], by=None, at=at)
        elif known:
            unpair(agent=agent, at=at)
            del standing[agent.pk]
    return list(standing.values())
