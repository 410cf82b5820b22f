"""Set a day, change it, call it off and back; show it to everybody."""

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from secrets import token_hex
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.text import slugify

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community.actions.changing import refuse_unseen
from whiteglove.learning.gatherings import queries
from whiteglove.learning.gatherings.models import Gathering, Kind, SeatState
from whiteglove.learning.gatherings.questions import Question
from whiteglove.service.desk.errors import Refused

from .changing import line, locked, standing, tell, text, web_address
from .seat import move_up

# A calendar shows them: a change of one is a new version there.
IN_CALENDARS = ("title", "starts_at", "ends_at", "where", "link")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an organiser says of a gathering. `name`: its series; empty, it is made from the title."""

    title: str
    starts_at: datetime
    ends_at: datetime
    hosts: Collection[Person]
    name: str = ""
    kind: str = Kind.WEBINAR
    about: str = ""
    zone: str = "UTC"
    where: str = ""
    link: str = ""
    seats: int | None = None
    certifies: bool = True
    materials: str = ""
    recording: str = ""
    questions: list[Question] = field(default_factory=list)


def schedule(*, plan: Plan, by: Person, at: datetime) -> Gathering:
    require(by, "gatherings.plan")
    if plan.starts_at <= at:
        raise Refused("Choose a time to come.")
    given = _checked(plan, at)
    with transaction.atomic():
        name = name_for(plan, queries.series())
        made = Gathering.objects.create(**given, name=name, secret=token_hex(32), by=by, at=at)
        made.hosts.set(plan.hosts)
        facts = {"name": name, "starts_at": made.starts_at}
        record("gathering.scheduled", subject=made, by=by, at=at, facts=facts)
    return made


def name_for(plan: Plan, series: Collection[str]) -> str:
    """One's own gathering never passes for one of the pack's series, whatever its title."""
    if plan.name:
        return plan.name
    found = slugify(plan.title)[:50] or str(plan.kind)
    return f"{found}-own" if found in series else found


def change(*, gathering: Gathering, plan: Plan, seen: str = "", by: Person, at: datetime) -> Gathering:
    """What has begun keeps its time; more seats let those in who wait. The series stays what it was. `seen`: the mark
    of what one began with; Stale if something else is said of it by now."""
    require(by, "gatherings.plan")
    given = _checked(plan, at)
    with transaction.atomic():
        row = standing(gathering)
        refuse_unseen(seen, queries.mark_now(row), queries.mark(given, plan.hosts))
        _check_times(row, plan, at)
        before = {name: getattr(row, name) for name in IN_CALENDARS}
        for name, value in given.items():
            setattr(row, name, value)
        changed = {name for name in IN_CALENDARS if before[name] != given[name]}
        row.changed += bool(changed)
        row.save()
        row.hosts.set(plan.hosts)
        if "starts_at" in changed:
            forget_who_came_early(row)
        free_the_seats_of_hosts(row, at)
        move_up(row, at)
        facts = {"before": before["starts_at"], "starts_at": row.starts_at, "changed": sorted(changed)}
        record("gathering.changed", subject=row, by=by, at=at, facts=facts)
    return row


def forget_who_came_early(row: Gathering) -> None:
    """Codes are taken ten minutes before: whoever gave one for the old time wasn't there at the new one."""
    row.places.update(reminded_at=None, attended=None, how="", marked_at=None, marked_by=None)


def free_the_seats_of_hosts(row: Gathering, at: datetime) -> None:
    """Whoever became a host needs none. What was noted of somebody stays."""
    for seat in row.places.standing().filter(person__in=row.hosts.all(), attended__isnull=True):
        had, seat.state = seat.state, SeatState.LEFT
        seat.save(update_fields=["state"])
        tell("gathering.seat_left", seat, None, at, state=had)


def call_off(*, gathering: Gathering, why: str, by: Person, at: datetime) -> Gathering:
    require(by, "gatherings.plan")
    with transaction.atomic():
        row = standing(gathering)
        if row.is_over(at):
            raise Refused("It is over: who was there was there.")
        row.called_off_at, row.called_off_by, row.changed = at, by, row.changed + 1
        row.why = line(why, 200, "Say why: those who would have come read it.")
        row.save(update_fields=["called_off_at", "called_off_by", "why", "changed"])
        record("gathering.called_off", subject=row, by=by, at=at)
    return row


def call_back(*, gathering: Gathering, by: Person, at: datetime) -> Gathering:
    """Seats are as they were."""
    require(by, "gatherings.plan")
    with transaction.atomic():
        row = locked(gathering)
        if not row.is_off:
            return row
        if row.is_over(at):
            raise Refused("Its time has passed. Plan it anew.")
        row.called_off_at, row.called_off_by, row.why, row.changed = None, None, "", row.changed + 1
        row.save(update_fields=["called_off_at", "called_off_by", "why", "changed"])
        move_up(row, at)
        record("gathering.called_back", subject=row, by=by, at=at)
    return row


def publish(*, gathering: Gathering, by: Person, at: datetime) -> None:
    """The organisation's word: title, time and description for everybody; no person and no link."""
    _show(gathering, by, at, "gathering.published")


def unpublish(*, gathering: Gathering, by: Person, at: datetime) -> None:
    _show(gathering, by, at, "gathering.unpublished")


def _show(gathering: Gathering, by: Person, at: datetime, name: str) -> None:
    require(by, "gatherings.publish")
    shown = name == "gathering.published"
    with transaction.atomic():
        row = locked(gathering)
        if bool(row.published_at) == shown:
            return
        row.published_at, row.published_by = (at, by) if shown else (None, None)
        row.save(update_fields=["published_at", "published_by"])
        record(name, subject=row, by=by, at=at)


def _checked(plan: Plan, at: datetime) -> dict[str, object]:
    if not plan.hosts:
        raise Refused("Choose who hosts it.")
    if not timedelta(0) < plan.ends_at - plan.starts_at <= timedelta(days=7):
        raise Refused("It ends after it began, within a week.")
    if plan.starts_at - at > timedelta(days=3 * 366):
        raise Refused("Choose a time within three years.")
    if plan.kind not in Kind.values or plan.zone not in available_timezones():
        raise Refused("Choose its kind and its time zone.")
    if plan.seats is not None and not 1 <= plan.seats <= 5000:
        raise Refused("Give it between 1 and 5,000 seats, or leave it empty for as many as come.")
    given = {one.name: getattr(plan, one.name) for one in fields(plan) if one.name not in ("name", "hosts")}
    return given | {
        "title": line(plan.title, 120, "Give it a title."), "about": text(plan.about, 6000),
        "where": line(plan.where, 200), "link": web_address(plan.link, "Link"),
        "materials": text(plan.materials, 6000), "recording": web_address(plan.recording, "Recording"),
    }  # fmt: skip


def _check_times(row: Gathering, plan: Plan, at: datetime) -> None:
    if row.has_begun(at) and (plan.starts_at, plan.ends_at) != (row.starts_at, row.ends_at):
        raise Refused("It has begun: its time stays as it is.")
    if not row.has_begun(at) and plan.starts_at <= at:
        raise Refused("Choose a time to come.")
