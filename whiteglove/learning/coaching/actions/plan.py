"""Plan the conversations that are coming up, and mend those that can't take place as planned."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.days import Days
from whiteglove.learning.coaching.models import Pairing, Talk
from whiteglove.learning.coaching.models.talk import TalkState
from whiteglove.learning.coaching.programme import BY_HAND, Kind, Programme
from whiteglove.learning.coaching.rhythm import Slot, slot_of, slots_between, wanted
from whiteglove.service.desk import ahead
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.promise_reader import calendar_of
from whiteglove.service.sla.calendar import Calendar

from .changing import tell
from .pair import pair_all

NOBODY = "Somebody is away, or the desk is closed, all that time"


def plan_ahead(*, at: datetime) -> int:
    """For everybody and each kind of the pack, what falls into the time ahead. Idempotent; says how many were made."""
    programme = queries.programme()
    if programme is None:
        return 0
    pairings = pair_all(at=at)
    days = days_ahead(pairings, at, programme)
    mended = mend(days=days, at=at)
    known = _known(pairings)
    made = [_plan(one, kind, slot, programme, days, at)
            for one in pairings for kind, slot in _coming(programme, calendar_for(one, at), at)
            if (one.agent_id, kind.id, slot.key) not in known]  # fmt: skip
    return len(made) + mended


def _coming(programme: Programme, calendar: Calendar, at: datetime) -> Iterator[tuple[Kind, Slot]]:
    """Kinds with the slots whose day lies ahead, near enough. The rarer ones first: they take their time before."""
    today = at.astimezone(calendar.info).date()
    last = today + programme.ahead
    for kind in reversed(programme.kinds.values()):
        for slot in slots_between(kind.every, today, last):
            if today < wanted(slot, kind.week, kind.day) <= last:
                yield kind, slot


def _known(pairings: Iterable[Pairing]) -> set[tuple[int, str, str]]:
    rows = Talk.objects.filter(agent__in=[one.agent_id for one in pairings]).exclude(kind=BY_HAND)
    return set(rows.values_list("agent_id", "kind", "slot"))


def days_ahead(pairings: Iterable[Pairing], at: datetime, programme: Programme) -> Days:
    """Who is away and what is planned, for all of them: two statements."""
    people = {pk for one in pairings for pk in (one.agent_id, one.lead_id)}
    today = at.date() - timedelta(days=1)
    days = Days(queries.away(people, today, today + programme.ahead + timedelta(days=400)))
    for one in Talk.objects.planned().filter(planned_for__gte=at - timedelta(days=1)):
        days.take((one.agent_id, one.lead_id), span_of(one))
    return days


def span_of(talk: Talk) -> tuple[datetime, datetime]:
    return talk.planned_for, talk.planned_for + timedelta(minutes=talk.minutes)


def calendar_for(one: Pairing | Talk, at: datetime) -> Calendar:
    """Of a team they share."""
    shared = sorted(one.agent.team_ids & one.lead.team_ids) or sorted(one.agent.team_ids)
    return calendar_of(shared[0] if shared else None, at, rules_in_force())


def _plan(one: Pairing, kind: Kind, slot: Slot, programme: Programme, days: Days, at: datetime) -> Talk:
    calendar = calendar_for(one, at)
    today = at.astimezone(calendar.info).date() + timedelta(days=1)
    start = days.start(kind, slot, (one.agent_id, one.lead_id), calendar, today)
    about = {"kind": kind.id, "slot": slot.key, "revision_id": programme.revision, "agent": one.agent, "lead": one.lead,
             "minutes": kind.minutes, "made_at": at}  # fmt: skip
    with transaction.atomic():
        if start is None:
            noon = datetime.combine(wanted(slot, kind.week, kind.day), at.timetz())
            made = Talk.objects.create(**about, planned_for=noon, state=TalkState.SKIPPED, ended_at=at, why=NOBODY)
            tell("talk.skipped", made, None, at)
            return made
        made = Talk.objects.create(**about, planned_for=start)
        tell("talk.planned", made, None, at, planned_for=start)
    days.take((one.agent_id, one.lead_id), span_of(made))
    return made


def mend(*, days: Days, at: datetime, only: int | None = None) -> int:
    """Move what falls on a day that is closed by now, or on which one of the two is away; skip it where its time has no
    other day. `only`: conversations of this person."""
    rows = Talk.objects.planned().filter(planned_for__gt=at).select_related("agent", "lead", "revision")
    rows = rows.of(Person(pk=only)) if only else rows
    return sum(_mend(talk, days, at) for talk in rows if not _stands(talk, days, at))


def _stands(talk: Talk, days: Days, at: datetime) -> bool:
    calendar = calendar_for(talk, at)
    day = _day(talk, calendar)
    by_hand = talk.kind == BY_HAND
    return days.free((talk.agent_id, talk.lead_id), day) and (by_hand or bool(calendar.spans(day, day)))


def _day(talk: Talk, calendar: Calendar) -> date:
    return talk.planned_for.astimezone(calendar.info).date()


def _mend(talk: Talk, days: Days, at: datetime) -> bool:
    calendar, kind, people = calendar_for(talk, at), queries.kind_of(talk), (talk.agent_id, talk.lead_id)
    day = _day(talk, calendar)
    slot = slot_of(kind.every, day)
    days.give_back(people, span_of(talk))
    tomorrow = at.astimezone(calendar.info).date() + timedelta(days=1)
    start = days.start(kind, slot, people, calendar, tomorrow, wish=day)
    with transaction.atomic():
        row = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
        if not row.is_planned or row.planned_for != talk.planned_for:
            return False
        if start is None or start <= at:
            row.state, row.ended_at, row.why = TalkState.SKIPPED, at, NOBODY
            row.save(update_fields=["state", "ended_at", "why"])
            tell("talk.skipped", row, None, at)
            return True
        before, row.planned_for, row.reminded_at = row.planned_for, start, None
        row.save(update_fields=["planned_for", "reminded_at"])
        tell("talk.moved", row, None, at, before=before, planned_for=start)
    days.take(people, span_of(row))
    return True


def plan_extra(*, agent: Person, when: datetime, by: Person, at: datetime, kind: str = BY_HAND) -> Talk:
    """One more, by hand: any kind of the pack or none, with the lead who coaches this agent."""
    programme = queries.programme()
    pairing = Pairing.objects.standing().filter(agent=agent).select_related("lead", "agent").first()
    if programme is None or pairing is None:
        raise Refused(f"Nobody coaches {agent.first_name} yet: put a lead into one of their teams.")
    ahead.check(when, at)
    chosen = programme.kinds.get(kind, queries.EXTRA)
    made = Talk(kind=chosen.id, slot=f"extra {when:%Y-%m-%d %H:%M}", revision_id=programme.revision, agent=agent,
                lead=pairing.lead, planned_for=when, minutes=chosen.minutes, made_at=at, made_by=by)  # fmt: skip
    require(by, "coaching.talk", made)
    with transaction.atomic():
        Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)  # two tabs, one after the other
        if Talk.objects.filter(agent=agent, kind=made.kind, slot=made.slot).exists():
            raise Refused("Such a conversation is planned for that time already.")
        made.save()
        tell("talk.planned", made, by, at, planned_for=when)
    return made
