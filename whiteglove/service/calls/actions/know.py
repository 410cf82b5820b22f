"""Who is on the telephone, and which matter it is about."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.phone.actions import locked
from whiteglove.service.customers.actions import change, recognise
from whiteglove.service.customers.actions.address import put_address
from whiteglove.service.customers.actions.recall import recall
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.assign import hand_to
from whiteglove.service.desk.actions.change import changing, columns, keep
from whiteglove.service.desk.actions.change import tell as tell_ticket
from whiteglove.service.desk.actions.open_ticket import begin
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket

from .change import Held, on_call, tell
from .say import write_down


def know_caller(
    *, sheet: Sheet, by: Person, at: datetime, customer: Customer | None = None, name: str = "", email: str = ""
) -> Customer:
    """One who is known, or by `name` somebody new. Their number is theirs from now on, unless it is somebody else's.
    Refused once the call is about a ticket, which is of one customer."""
    require(by, "customers.see")
    with on_call(sheet, by=by, at=at) as held:
        if held.ticket:
            raise Refused("This call is about a ticket of its customer already.")
        who = customer.current if customer else somebody_new(held, name, email, by, at)
        if held.call.number and customer:
            give_number(who, held.call.number)
        held.sheet.customer = who
        held.sheet.save(update_fields=["customer"])
        tell("call.known", held, by, at, customer=who.pk)
    return who


def somebody_new(held: Held, name: str, email: str, by: Person, at: datetime) -> Customer:
    """By their address if they gave one, else by the number; without either a record of its own. Who had only a number
    so far has a name now."""
    if not (name.strip() or email.strip() or held.call.number):
        raise Refused("Write down a name, or choose somebody from the list.")
    known = {"email": email.strip()} if email.strip() else {"phone": held.call.number}
    who = recognise(**known, name=name.strip(), at=at)
    if email.strip() and held.call.number:
        give_number(who, held.call.number)
    if name.strip() and numbers.is_number(who.name):
        change(customer=who, by=by, at=at, name=name.strip())
    return who


def give_number(customer: Customer, number: str) -> None:
    """Somebody else's stays theirs: people call from each other's telephones."""
    try:
        with transaction.atomic():
            put_address(customer, "phone", number)
            recall([customer.pk])
    except ValueError:
        return


def place(*, sheet: Sheet, by: Person, at: datetime, ticket: Ticket | None = None, subject: str = "") -> Ticket:
    """Into one of its customer's open tickets, or a new one about `subject`. What was written down goes along; whoever
    has the call takes the ticket if nobody has it. Twice is once."""
    require(by, "calls.take", sheet)
    with transaction.atomic():
        now = Sheet.objects.select_related("customer", "team").get(pk=sheet.pk)
        if now.ticket_id:
            return now.ticket
        if now.customer is None:
            raise Refused("Say first who is on the telephone.")
        if ticket is None:
            return placed_in_new(now, by, at, subject)
        with changing(ticket, by=by, at=at, permit="desk.reply") as there:
            if there.customer_id != now.customer_id:
                raise Refused("This ticket is another customer's.")
            put(now, there, by, at)
    return ticket


def placed_in_new(sheet: Sheet, by: Person, at: datetime, subject: str) -> Ticket:
    """All of the ticket in one go: it is kept once everything is in it."""
    require(by, "desk.open")
    if not subject.strip():
        raise Refused("Say in a few words what the call is about.")
    ticket = begin(customer=sheet.customer, at=at, subject=subject, team=sheet.team, channel="phone")
    begun = columns(ticket)
    hand_to(ticket, by, by, at)
    tell_ticket("ticket.opened", ticket, by, at, customer=sheet.customer_id, side="customer", channel="phone",
                priority="normal", kind="")  # fmt: skip
    put(sheet, ticket, by, at)
    keep(ticket, set(), at, begun)
    return ticket


def put(sheet: Sheet, ticket: Ticket, by: Person | None, at: datetime) -> None:
    """Inside the ticket's change, locked before the call."""
    call = locked(sheet.call_id)
    if Sheet.objects.filter(pk=sheet.pk, ticket__isnull=False).exists():
        raise Refused("Somebody put this call into a ticket meanwhile.")
    sheet.ticket, sheet.team, sheet.customer_id = ticket, ticket.team, ticket.customer_id
    sheet.first = not Sheet.objects.filter(ticket=ticket).exclude(pk=sheet.pk).exists()
    sheet.save(update_fields=["ticket", "team", "customer", "first"])
    call.ref = f"ticket:{ticket.pk}"
    call.save(update_fields=["ref"])
    sheet.call = call
    held = Held(sheet, call, ticket)
    if by and ticket.assignee_id is None:
        hand_to(ticket, by, by, at)
    tell("call.placed", held, by, at)
    for line in sheet.lines.filter(message=None, undone_at=None):
        write_down(held, line)
