"""Nobody of ours answered: a ticket with a call back due, one for each number however often it rings."""

from datetime import datetime

from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Outcome, Sheet
from whiteglove.service.channels.models import CallRecording
from whiteglove.service.channels.phone.actions.mark import course_of
from whiteglove.service.customers.actions.recognise import forgiving_key, recognise
from whiteglove.service.customers.models import Address, Customer
from whiteglove.service.desk.actions.change import changing, columns, keep
from whiteglove.service.desk.actions.change import tell as tell_ticket
from whiteglove.service.desk.actions.commitment import announce, asap, count
from whiteglove.service.desk.actions.open_ticket import begin, said
from whiteglove.service.desk.actions.write import count_in
from whiteglove.service.desk.models import Commitment, Message, MessageKind, Sort, Stage, Ticket
from whiteglove.service.desk.reminding import remind_at

from .change import Held
from .know import put
from .mend import WORDS

LEFT = "They left it on the voicemail."


def miss(held: Held, at: datetime, name: str = "") -> Ticket | None:
    """None where nobody can be called back: a number withheld, and no word left. `name` as the exchange says."""
    call, sheet = held.call, held.sheet
    words = " ".join(row.transcript for row in CallRecording.objects.filter(call=call) if row.transcript)
    left = CallRecording.objects.filter(call=call, kind=CallRecording.Kind.VOICEMAIL).exists()
    if not call.came_in or (not call.number and not left):
        done_with(sheet, at, Outcome.UNREACHED if not call.came_in else Outcome.NOTHING)
        return None
    customer = recognise(phone=call.number, name=name or sheet.name or numbers.spoken(call.number), at=at)
    sheet.customer = customer
    hold_number(call.number)
    if owed := owed_to(customer, call.number):
        return again(owed, sheet, words, at)
    return anew(customer, sheet, words, left, at)


def hold_number(number: str) -> None:
    """Of several calls from one number at once, each waits here for the one before."""
    list(Address.objects.select_for_update().filter(kind="phone", key=forgiving_key("phone", number)).values_list("pk"))


def owed_to(customer: Customer, number: str) -> Commitment | None:
    owed = Commitment.objects.calls().unsettled()
    rows = owed.filter(ticket__customer=customer, phone=numbers.spoken(number))
    return rows.exclude(ticket__state="merged").order_by("pk").first() if number else None


def anew(customer: Customer, sheet: Sheet, words: str, left: bool, at: datetime) -> Ticket:
    who = numbers.spoken(sheet.call.number) or "a number withheld"
    subject = f"{'Voicemail' if left else 'Missed call'} from {who}"
    ticket = begin(customer=customer, at=at, subject=subject, team=sheet.team, channel="phone")
    begun = columns(ticket)
    tell_ticket("ticket.opened", ticket, None, at, customer=customer.pk, side="customer", channel="phone",
                priority="normal", kind="")  # fmt: skip
    put(sheet, ticket, None, at)
    note = write(ticket, customer, sheet, words, at)
    if sheet.call.number:
        promise(ticket, note, sheet.call.number, at)
    tell_ticket("call.missed", ticket, None, at, call=sheet.call_id)
    keep(ticket, set(), at, begun)
    done_with(sheet, at, Outcome.CALL_BACK if sheet.call.number else Outcome.GOES_ON)
    return ticket


def again(owed: Commitment, sheet: Sheet, words: str, at: datetime) -> Ticket:
    """They are owed a call already: it is said in that ticket, and what they are owed stays as it is."""
    with changing(owed.ticket, by=None, at=at, permit="desk.see") as there:
        put(sheet, there, None, at)
        write(there, sheet.customer, sheet, words, at)
        tell_ticket("call.rang_again", there, None, at, call=sheet.call_id)
    done_with(sheet, at, Outcome.CALL_BACK)
    return owed.ticket


def write(ticket: Ticket, customer: Customer, sheet: Sheet, words: str, at: datetime) -> Message:
    """What they said on the voicemail is theirs; that the telephone rang is ours to say."""
    if words:
        made = said(ticket, customer, at, words)
        made.explanation = {"action": LEFT, "call": sheet.call_id}
        made.save(update_fields=["explanation"])
        count_in(ticket, made)
        return made
    since = course_of(sheet.call).rang_at
    rang = int((sheet.call.ended_at - since).total_seconds()) if since else 0
    text = f"Missed call. It rang for {rang} second{'' if rang == 1 else 's'}." if rang > 0 else "Missed call."
    made = Message.objects.create(
        ticket=ticket, kind=MessageKind.AUTOMATIC, at=at, text=text, new_text=text, sender_name="Telephone",
        explanation={"action": "The telephone exchange told of it.", "call": sheet.call_id}, flags=["call"],
    )  # fmt: skip
    count_in(ticket, made)
    ticket.preview = text
    return made


def promise(ticket: Ticket, message: Message, number: str, at: datetime) -> None:
    """The team's until somebody takes it, due by the standard's time for calls back."""
    by_when = asap(ticket, at)
    made = Commitment.objects.create(
        ticket=ticket, message=message, what="Call back", kind=Sort.CALL, phone=numbers.spoken(number),
        words=WORDS,
        due_at=by_when, due_words="as soon as we can", state=Stage.OPEN, offered_at=at, confirmed_at=at,
        remind_at=remind_at(by_when, at),
    )  # fmt: skip
    count(ticket)
    announce("commitment.confirmed", ticket, made, None, at, agreed=False)


def done_with(sheet: Sheet, at: datetime, outcome: str) -> None:
    """Nobody has to wrap up what nobody has said anything in."""
    sheet.outcome, sheet.wrapped_at = outcome, at
    sheet.save(update_fields=["outcome", "wrapped_at", "customer"])
