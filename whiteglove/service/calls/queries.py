"""Reads that join calls, customers and tickets: lists, one sheet, and what rings."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import CallMark, CallRecording
from whiteglove.service.channels.phone.actions.mark import course_of
from whiteglove.service.channels.phone.course import Course
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.models import Commitment, Ticket
from whiteglove.service.sla.target import in_force

from . import numbers
from .models import Sheet, SpokenLine

NEAR = ("call__person", "call__account", "call__offered_to", "customer", "ticket")
ALONE, LONGEST, RINGS = 45, 120, 15  # seconds, where no standard says


def sheet_for(person: Person, pk: int) -> Sheet | None:
    return Sheet.objects.visible_to(person).select_related(*NEAR).filter(pk=pk).first()


def calls(person: Person, after: str = "", size: int = 30) -> Page:
    """The newest first."""
    rows = Sheet.objects.visible_to(person).select_related(*NEAR)
    page = page_after(rows, order=("-id",), after=after, size=size)
    for row in page.rows:
        row.spoken_number = numbers.spoken(row.call.number)
    return page


def running(person: Person) -> list[Sheet]:
    """Their own, and what is being passed to them."""
    mine = Q(call__person=person) | Q(call__offered_to=person)
    rows = Sheet.objects.visible_to(person).filter(mine).exclude(call__state="ended")
    return list(rows.select_related(*NEAR).order_by("id")[:20])


def unwrapped(person: Person) -> list[Sheet]:
    """Their own that nobody has wrapped up, the oldest first."""
    rows = Sheet.objects.visible_to(person).to_wrap_up().filter(call__person=person)
    return list(rows.select_related(*NEAR).order_by("id")[:20])


def ringing_for(person: Person, now: datetime) -> list[Sheet]:
    """What pops up: calls that ring at their telephone, are passed to them, or have been quiet for long."""
    rings = CallMark.objects.filter(name="rang", to=person, call__state="ringing").values("call")
    asked = Q(asked_at__isnull=False, call__person=person)
    rows = Sheet.objects.filter(Q(call__in=rings) | Q(call__offered_to=person) | asked).exclude(call__state="ended")
    return list(rows.select_related(*NEAR).order_by("id")[:5])


def candidates(person: Person, customer: Customer) -> list[Ticket]:
    """The open tickets of a customer this call may go on in."""
    rows = Ticket.objects.visible_to(person).unfinished().filter(customer=customer)
    return list(rows.order_by("-last_message_at", "-id")[:5])


@dataclass
class Limits:
    """Seconds the standard in force allows on hold, between two words on hold, and until the answer."""

    hold: int = LONGEST
    alone: int = ALONE
    answer: int = RINGS


def limits(now: datetime) -> Limits:
    targets = rules_in_force().targets
    found = {name: in_force(targets, metric, {}, now) for name, metric in
             (("hold", "phone_hold"), ("alone", "phone_check_in"), ("answer", "phone_answer"))}  # fmt: skip
    return Limits(**{name: int(target.seconds) for name, target in found.items() if target})


@dataclass
class Shown:
    """A sheet as its page shows it, at one moment."""

    sheet: Sheet
    now: datetime
    course: Course
    limits: Limits
    lines: list[SpokenLine] = field(default_factory=list)
    recordings: list[CallRecording] = field(default_factory=list)
    owed: list[Commitment] = field(default_factory=list)

    @property
    def number(self) -> str:
        return numbers.spoken(self.sheet.call.number)

    @property
    def lasts(self) -> int:
        """Seconds since it was answered, or rings."""
        call = self.sheet.call
        return int(((call.ended_at or self.now) - (call.answered_at or call.rang_at)).total_seconds())

    @property
    def on_hold(self) -> int:
        return int((self.now - self.course.held_at).total_seconds()) if self.course.held_at else 0

    @property
    def unspoken(self) -> int:
        return int((self.now - self.course.last_word).total_seconds()) if self.course.last_word else 0

    @property
    def summary(self) -> str:
        """Proposed to whoever takes it over: what was said last by the caller."""
        theirs = [one.text for one in self.lines if one.side == "they"]
        return "\n".join(theirs[-3:])[:600]

    @property
    def consent(self) -> str:
        line = self.sheet.call.account
        return line.settings.get("consent", "") if line else ""


def shown(sheet: Sheet, now: datetime) -> Shown:
    lines = list(sheet.lines.filter(undone_at=None).select_related("by").order_by("id")[:500])
    owed = Commitment.objects.calls().unsettled().filter(ticket=sheet.ticket_id) if sheet.ticket_id else []
    return Shown(
        sheet, now, course_of(sheet.call), limits(now), lines, list(CallRecording.objects.filter(call=sheet.call_id)),
        list(owed),
    )  # fmt: skip


def colleagues(person: Person, now: datetime) -> list[Person]:
    """To whom a call may be passed: whoever works at the desk, without those on the telephone last."""
    rows = Person.objects.assignable().exclude(pk=person.pk).order_by("name")
    busy = set(Sheet.objects.exclude(call__state="ended").values_list("call__person", flat=True))
    found = list(rows)
    for one in found:
        one.busy = one.pk in busy
    return sorted(found, key=lambda one: one.busy)
