"""A call begins: the telephone rang and somebody has it, or we ring the customer."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.models import Account, Call
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import begin, mark
from whiteglove.service.customers.models import Address, Customer
from whiteglove.service.desk.actions.open_ticket import only_team
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket

from .change import Held, day_of, on_call, tell
from .know import place


def take_call(*, by: Person, at: datetime, number: str = "", line: Account | None = None) -> Sheet:
    """By hand: they have the telephone at their ear already, and nobody knows since when it rang.
    Refused while another call of theirs runs."""
    require(by, "calls.take")
    with transaction.atomic():
        refuse_two(by)
        held = opened(by, at, Call.Direction.IN, number, line)
        mark(held.call, course.ANSWERED, at=at, by=by)
        tell("call.answered", held, by, at)
    return held.sheet


def make_call(
    *,
    by: Person,
    at: datetime,
    number: str,
    customer: Customer | None = None,
    ticket: Ticket | None = None,
    line: Account | None = None,
) -> Sheet:
    """We ring them: about `ticket`, if there is one. It is answered once somebody says so."""
    require(by, "calls.take")
    if len(number.strip()) < 3:
        raise Refused("Write down the number you call.")
    with transaction.atomic():
        refuse_two(by)
        held = opened(by, at, Call.Direction.OUT, number, line)
        if customer or ticket:
            held.sheet.customer = customer or ticket.customer
            held.sheet.save(update_fields=["customer"])
        mark(held.call, course.RANG, at=at, by=by)
        tell("call.dialled", held, by, at)
        if ticket:
            place(sheet=held.sheet, by=by, at=at, ticket=ticket)
    return held.sheet


def refuse_two(by: Person) -> None:
    """Of two that one person begins at once, the second waits here for the first. No other row that names them does."""
    list(Person.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    if running_by_hand(by).exists():
        raise Refused("You are on the telephone already. End that call first, or write this one on its sheet.")


def running_by_hand(by: Person) -> QuerySet[Call]:
    return Call.objects.running().had_by(by).filter(external_id="")


def opened(by: Person, at: datetime, direction: str, number: str, line: Account | None) -> Held:
    """Whose number it is, is known at once where it is known at all."""
    line = line or line_of(by)
    number = numbers.e164(number, region_of(line)) if number.strip() else ""
    call = begin(at=at, direction=direction, number=number, account=line, person=by)
    team = line.team if line else only_team(by)
    pk = team.pk if team else None
    sheet = Sheet.objects.create(call=call, team=team, customer=customer_at(number), day=day_of(pk, at))
    return Held(sheet, call, None)


def line_of(by: Person) -> Account | None:
    """The telephone line of their teams, where there is one and no other."""
    lines = list(Account.objects.active().filter(kind="phone", team__in=by.team_ids)[:2])
    return lines[0] if len(lines) == 1 else None


def region_of(line: Account | None) -> str:
    return line.settings.get("region", "") if line else ""


def customer_at(number: str) -> Customer | None:
    """Whose number this is, if anybody's."""
    if not number:
        return None
    found = Address.objects.filter(kind=Address.Kind.PHONE, key=number).select_related("customer__merged_into").first()
    return found.customer.current if found else None


def answer(*, sheet: Sheet, by: Person, at: datetime) -> Sheet:
    """The other end, or we, picked it up."""
    with on_call(sheet, by=by, at=at) as held:
        if held.call.state != "ringing":
            raise Refused("This call doesn't ring any more.")
        held.call.person = held.call.person or by
        mark(held.call, course.ANSWERED, at=at, by=by)
        tell("call.answered", held, by, at)
    return sheet
