"""What this room does when something happened, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person
from whiteglove.ground.ui.times import day
from whiteglove.learning.credentials import queries as certified
from whiteglove.learning.credentials.actions import issue_credential, revoke
from whiteglove.learning.credentials.actions.issue import standing
from whiteglove.learning.records import statements

from . import letters
from .actions.after import certify, part, remind
from .models import Gathering, Seat

ATTENDANCE = "attendance"


def ref_of(gathering: int) -> str:
    """What a certificate of attendance is given for."""
    return f"gathering:{gathering}"


@on("gathering.seat_taken", "gathering.reminder_due", atomic=False)
def write_to_whoever_comes(event: Event) -> None:
    """Also to whoever moved up from the waiting list."""
    rows = Seat.objects.taken().filter(gathering__called_off_at__isnull=True).select_related("gathering", "person")
    row = rows.filter(pk=event.subject_id).first()
    taken = event.name == "gathering.seat_taken"
    if row and event.facts.get("state", "taken") == "taken":
        letters.tell(row.gathering, row.person, letters.SEATED if taken else letters.SOON, event.at)


@on("gathering.changed", "gathering.called_off", "gathering.called_back", atomic=False)
def write_to_all_who_come(event: Event) -> None:
    """And to hosts, but for whoever did it. As it is now: what was taken back meanwhile isn't told."""
    row = Gathering.objects.filter(pk=event.subject_id).first()
    off = event.name == "gathering.called_off"
    if row is None or row.is_off != off or (event.name == "gathering.changed" and not event.facts.get("changed")):
        return
    says = {"gathering.changed": letters.CHANGED, "gathering.called_off": letters.OFF}.get(event.name, letters.BACK)
    for host in row.hosts.exclude(pk=event.by_id):
        letters.tell(row, host, says, event.at, row.why)
    for seat in Seat.objects.standing().filter(gathering=row).select_related("person"):
        letters.tell(row, seat.person, says, event.at, row.why, inside=seat.state == "taken")


@on("gathering.certificate_due")
def give_the_certificate(event: Event) -> None:
    """Once for each gathering, where the pack in force certifies attendance."""
    rows = Seat.objects.attended().select_related("gathering", "person").filter(pk=event.subject_id)
    row = rows.filter(certified_at__isnull=False).first()
    if row is None or not row.person.is_staff_member or ATTENDANCE not in certified.in_force_now():
        return
    one = row.gathering
    says = f"{one.get_kind_display()} on {day(one.day)}, {one.minutes} minutes. {row.get_how_display()}."
    issue_credential(person=row.person, achievement=ATTENDANCE, by=None, at=event.at, ref=ref_of(one.pk),
                     evidence=[{"name": one.title, "says": says}])  # fmt: skip


@on("gathering.attendance_marked")
def take_the_certificate_back(event: Event) -> None:
    """Where the list was mended, and somebody wasn't there after all."""
    row = Seat.objects.select_related("person").filter(pk=event.subject_id, attended=False).first()
    given = standing(row.person, ATTENDANCE, ref_of(row.gathering_id)) if row else None
    if given:
        revoke(credential=given, by=None, at=event.at, why="mistake", note="The list of who was there was mended.")


@on("person.deactivated", "person.role_changed")
def free_the_seats_of_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@every(seconds=300, name="gatherings.remind")
def remind_of_what_comes(at: datetime) -> None:
    remind(at=at)


@every(seconds=60, name="gatherings.certify")
def certify_what_is_over(at: datetime) -> None:
    certify(at=at)


def told(event: Event) -> statements.Told | None:
    """Whoever wasn't there experienced nothing."""
    row = Gathering.objects.filter(pk=event.facts["gathering"]).first()
    if row is None or not event.facts.get("attended"):
        return None
    return statements.Told("experienced", f"gatherings/{row.name}", "performance", row.title, event.facts["person"],
                           completed=True)  # fmt: skip


statements.register("gathering.attendance_marked", told)
