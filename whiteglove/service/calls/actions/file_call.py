"""What an exchange tells of a call becomes a mark of it; a missed one becomes a ticket with a call back.

One notice is one transaction, which ends with its arrival being filed: killed at any moment it is done anew, and once
done it isn't done again.
"""

from datetime import datetime
from hashlib import sha256

from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.actions.forget import empty_arrival
from whiteglove.service.channels.contract import Filed, InboundMessage
from whiteglove.service.channels.models import Account, Arrival, Call, CallRecording, Extension
from whiteglove.service.channels.phone import course, notice
from whiteglove.service.channels.phone.actions import begin, keep_recording, mark
from whiteglove.service.channels.phone.notice import Notice
from whiteglove.service.customers.actions.touch import touch
from whiteglove.service.desk.actions.assign import hand_to
from whiteglove.service.desk.actions.change import tell as tell_ticket
from whiteglove.service.desk.actions.file_arrival import ask_for_attention
from whiteglove.service.desk.actions.open_ticket import said
from whiteglove.service.desk.actions.write import count_in
from whiteglove.service.desk.models import State

from .begin import customer_at, region_of
from .change import Held, day_of, keep_counts, on_call, tell
from .forget import ERASED
from .mend import spoken_after_all, trust
from .miss import miss

TOLD = {
    course.RANG: "call.rang", course.ANSWERED: "call.answered", course.HELD: "call.held",
    course.CHECKED: "call.checked_in", course.RESUMED: "call.resumed", course.PASSED: "call.passed",
    course.JOINED: "call.joined", course.VOICEMAIL: "call.voicemail", course.ENDED: "call.ended",
}  # fmt: skip


def file_call(inbound: InboundMessage, arrival: Arrival) -> Filed:
    """In the arrival's transaction."""
    told, line, at = notice.read(arrival.raw.content, arrival.received_at), arrival.account, arrival.received_at
    sheet = sheet_of(told, line)
    if sheet.call.ref == ERASED:
        empty_arrival(arrival)
        return Filed(None, None, "known already", [])
    missed = None
    with on_call(sheet, by=None, at=at) as held:
        spoken = held.call.answered_at
        new = record_it(held, told) if told.mark == "recorded" else step(held, told, at)
        if new and held.call.answered_at and not spoken:
            spoken_after_all(held, at)
        elif new and held.call.ended_at and held.ticket is None and not held.call.answered_at:
            missed = held
    ticket = miss(missed, at, told.name) if missed else held.ticket
    if told.audio or told.url:
        # The recording has them, for its days.
        empty_arrival(arrival)
    return Filed(
        ticket.pk if ticket else None, None, "appended" if new else "known already", [f"{told.event} {told.call}"]
    )


def sheet_of(told: Notice, line: Account) -> Sheet:
    """Made by the first thing that is told of a call, whichever that is."""
    found = Sheet.objects.select_related("call").filter(call__account=line, call__external_id=told.call).first()
    if found:
        return found
    person = person_at(told.extension)
    number = numbers.e164(told.other, region_of(line)) if told.other else ""
    call = begin(
        at=told.at, direction=told.direction, number=number, withheld=told.withheld, account=line,
        external_id=told.call, person=person,
    ) or Call.objects.get(account=line, external_id=told.call)  # fmt: skip
    team = line.team_id
    made = Sheet(call=call, team_id=team, name=told.name, customer=customer_at(number), day=day_of(team, told.at))
    return made if insert_if_new(made) else Sheet.objects.select_related("call").get(call=call)


def person_at(extension: str) -> Person | None:
    row = Extension.objects.select_related("person").filter(number=extension).first() if extension else None
    return row.person if row and row.person.at_the_desk else None


def step(held: Held, told: Notice, at: datetime) -> bool:
    """Whether it was news."""
    by, to = person_at(told.extension), person_at(told.to_extension)
    if told.mark == course.RANG and held.call.person_id is None:
        held.call.person = by
    trust(held, told, at)
    rings_at = by if told.mark == course.RANG else to
    known = mark(
        held.call, told.mark, at=told.at, by=None if told.mark == course.RANG else by, to=rings_at,
        event_id=told.id,
    )  # fmt: skip
    if known is None:
        return False
    if told.mark == course.PASSED and to:
        put_through(held, told, to, at)
    if told.mark == course.VOICEMAIL and record_it(held, told) and held.ticket and told.transcript:
        heard(held, told.transcript, at)
    keep_counts(held)
    facts = {"to": to.pk, "name": to.name} if told.mark == course.PASSED and to else {"name": told.to_extension}
    tell(TOLD[told.mark], held, by, told.at, **(facts if told.mark == course.PASSED else {}))
    return True


def put_through(held: Held, told: Notice, to: Person, at: datetime) -> None:
    """The exchange has done so already: nobody is asked, and the ticket goes along."""
    mark(held.call, course.ACCEPTED, at=told.at, by=to, event_id=f"put:{sha256(told.id.encode()).hexdigest()}")
    if held.ticket and held.call.person_id == to.pk != held.ticket.assignee_id and held.ticket.state != State.MERGED:
        hand_to(held.ticket, to, None, at)


def heard(held: Held, words: str, at: datetime) -> None:
    """A voicemail of a call that is about a ticket by now: what they said there is theirs, and waits for an answer."""
    ticket, before = held.ticket, held.ticket.state
    made = said(ticket, held.sheet.customer or ticket.customer, at, words)
    count_in(ticket, made)
    if before != State.MERGED:
        ask_for_attention(ticket, at)
    facts = {"message": made.pk, "customer": ticket.customer_id, "before": before, "channel": "phone"}
    tell_ticket("ticket.customer_wrote", ticket, None, at, **facts)
    touch(made.customer, at=at)


def record_it(held: Held, told: Notice) -> bool:
    kind = CallRecording.Kind.VOICEMAIL if told.mark == course.VOICEMAIL else CallRecording.Kind.RECORDING
    made = keep_recording(
        held.call, kind=kind, at=told.at, content=told.audio, type=audio_type(told), url=told.url,
        transcript=told.transcript,
    )  # fmt: skip
    if made and kind == CallRecording.Kind.RECORDING:
        tell("call.recorded", held, None, told.at)
    return made is not None


def audio_type(told: Notice) -> str:
    """Sound and nothing else, whatever the exchange says."""
    given = told.audio_type.lower()
    return given if given in {"audio/mpeg", "audio/wav", "audio/x-wav", "audio/ogg", "audio/mp4"} else "audio/wav"
