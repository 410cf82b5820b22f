"""A call kept by hand: taken, written down, held, passed on, ended and wrapped up."""

import json

import pytest

from tests.at_once import at_once
from whiteglove.service.calls import actions
from whiteglove.service.calls.models import Sheet
from whiteglove.service.calls.queries import shown
from whiteglove.service.calls.taking_along import file_of
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Clock, Commitment, Message, Ticket

from .conftest import NINE, NUMBER, later


def lines(ticket) -> list[tuple[str, str]]:
    return list(Message.objects.filter(ticket=ticket).standing().order_by("id").values_list("kind", "text"))


def test_whose_number_it_is_is_known_at_once(ada, cleo_amara):
    sheet = actions.take_call(by=ada, at=NINE, number=NUMBER)
    assert (sheet.customer, sheet.call.state) == (cleo_amara, "talking")


def test_nobody_has_two_calls_at_once(ada, call):
    with pytest.raises(Refused, match="already"):
        actions.take_call(by=ada, at=later(seconds=5))


@pytest.mark.django_db(transaction=True)
def test_one_enter_pressed_twice_is_one_call(ada):
    begun = at_once(*[lambda: actions.take_call(by=ada, at=NINE)] * 2)
    assert sorted(type(one) is Refused for one in begun) == [False, True]
    assert Sheet.objects.count() == 1


def test_what_was_written_down_before_goes_into_the_ticket_and_is_read_like_any_words(ada, call):
    actions.say(sheet=call, by=ada, at=later(seconds=20), side="they", text="My kettle leaks.")
    ticket = actions.place(sheet=call, by=ada, at=later(seconds=40), subject="Leaking kettle")
    actions.say(sheet=call, by=ada, at=later(seconds=50), side="we", text="I'm sorry, I'll send a new one.")
    assert lines(ticket) == [("inbound", "My kettle leaks."), ("reply", "I'm sorry, I'll send a new one.")]
    ticket.refresh_from_db()
    assert (ticket.channel, ticket.assignee, ticket.message_count) == ("phone", ada, 2)


def test_a_line_sent_twice_is_one(ada, call):
    for _ in range(2):
        actions.say(sheet=call, by=ada, at=later(seconds=20), side="they", text="Hello", client_id="a-line-1")
    assert call.lines.count() == 1


def test_a_line_taken_back_is_in_no_conversation(ada, call):
    ticket = actions.place(sheet=call, by=ada, at=later(seconds=10), subject="Kettle")
    line = actions.say(sheet=call, by=ada, at=later(seconds=20), side="they", text="My kettel")
    actions.take_back_line(line=line, by=ada, at=later(seconds=22))
    assert lines(ticket) == []


def test_a_call_goes_on_in_an_open_ticket_of_its_customer_alone(ada, call, support):
    from whiteglove.service.customers.actions import recognise
    from whiteglove.service.desk.actions import open_ticket

    other = open_ticket(customer=recognise(email="jonas@weber.example", at=NINE), by=ada, at=NINE, subject="Invoice")
    with pytest.raises(Refused, match="another customer"):
        actions.place(sheet=call, by=ada, at=later(seconds=10), ticket=other)
    own = open_ticket(customer=call.customer, by=ada, at=NINE, subject="Kettle", text="It leaks.")
    assert actions.place(sheet=call, by=ada, at=later(seconds=11), ticket=own) == own


def test_holds_are_clocked_and_check_ins_counted(ada, call, standard_loaded):
    ticket = actions.place(sheet=call, by=ada, at=later(seconds=10), subject="Kettle")
    actions.hold(sheet=call, by=ada, at=later(seconds=60))
    actions.check_in(sheet=call, by=ada, at=later(seconds=110))
    actions.resume(sheet=call, by=ada, at=later(seconds=220))
    actions.hang_up(sheet=call, by=ada, at=later(seconds=300))
    found = dict(Clock.objects.filter(ticket=ticket).values_list("metric", "state"))
    assert (found.get("phone_answer"), found["phone_hold"]) == (None, "breached")
    sheet = Sheet.objects.get(pk=call.pk)
    assert (sheet.held, sheet.alone, sheet.check_ins, sheet.talked) == (160, 110, 1, 140)


@pytest.mark.parametrize(("ours", "expected"), [
    (False, {"first_reply": ("met", NINE, NINE), "resolution": ("running", NINE, None)}),
    (True, {"resolution": ("running", NINE, None)}),
])  # fmt: skip
def test_a_matter_began_when_it_rang_though_its_ticket_came_after_the_call(
    ada, cleo_amara, line, standard_loaded, ours, expected
):
    begin = actions.make_call if ours else actions.take_call
    sheet = begin(by=ada, at=NINE, number=NUMBER)
    if ours:
        actions.answer(sheet=sheet, by=ada, at=later(seconds=4))
    actions.hang_up(sheet=sheet, by=ada, at=later(minutes=3))
    ticket = actions.place(sheet=sheet, by=ada, at=later(minutes=4), subject="Kettle")
    rows = Clock.objects.filter(ticket=ticket, metric__in=["first_reply", "resolution"])
    assert {one.metric: (one.state, one.started_at, one.ended_at) for one in rows} == expected


def test_whoever_joins_is_noted_and_can_be_taken_back(ada, call):
    actions.hold(sheet=call, by=ada, at=later(seconds=10))
    with pytest.raises(Refused, match="Go on"):
        actions.bring_in(sheet=call, by=ada, at=later(seconds=11))
    actions.resume(sheet=call, by=ada, at=later(seconds=20))
    actions.bring_in(sheet=call, by=ada, at=later(seconds=30))
    joined = lambda: shown(Sheet.objects.get(pk=call.pk), later(seconds=40)).course.joined  # noqa: E731
    assert joined() == 1
    actions.undo(sheet=call, by=ada, at=later(seconds=35))
    assert joined() == 0


def test_the_last_step_can_be_taken_back(ada, call):
    actions.hold(sheet=call, by=ada, at=later(seconds=60))
    actions.undo(sheet=call, by=ada, at=later(seconds=62))
    actions.hang_up(sheet=call, by=ada, at=later(seconds=90))
    actions.undo(sheet=call, by=ada, at=later(seconds=91))
    call.call.refresh_from_db()
    assert (call.call.state, call.call.ended_at) == ("talking", None)


def test_a_call_passed_on_holds_until_its_receiver_has_it_and_the_ticket(ada, lee, call):
    ticket = actions.place(sheet=call, by=ada, at=later(seconds=10), subject="Kettle")
    actions.pass_on(sheet=call, by=ada, at=later(seconds=60), to=lee, summary="Wants a new kettle")
    call.call.refresh_from_db()
    assert (call.call.state, call.call.person, call.call.offered_to) == ("held", ada, lee)
    actions.accept(sheet=call, by=lee, at=later(seconds=75))
    call.call.refresh_from_db()
    ticket.refresh_from_db()
    assert (call.call.state, call.call.person, ticket.assignee) == ("talking", lee, lee)


def test_a_call_back_is_promised_and_kept_by_the_next_call(ada, call, standard_loaded):
    ticket = actions.place(sheet=call, by=ada, at=later(seconds=10), subject="Kettle")
    actions.hang_up(sheet=call, by=ada, at=later(seconds=90))
    actions.wrap_up(sheet=call, by=ada, at=later(seconds=120), outcome="call_back")
    owed = Commitment.objects.get()
    assert (owed.phone, owed.state, owed.due_at) == ("+49 30 123456", "open", later(seconds=120, hours=4))
    again = actions.make_call(by=ada, at=later(hours=1), number=NUMBER, ticket=Ticket.objects.get(pk=ticket.pk))
    actions.answer(sheet=again, by=ada, at=later(hours=1, seconds=8))
    actions.hang_up(sheet=again, by=ada, at=later(hours=1, seconds=80))
    actions.wrap_up(sheet=again, by=ada, at=later(hours=1, seconds=99), outcome="goes_on", summary="All well.")
    owed.refresh_from_db()
    assert (owed.state, Sheet.objects.get(pk=again.pk).first) == ("kept", False)


def test_a_forgotten_call_is_asked_about_and_then_ends_when_it_was_last_heard_of(ada, call):
    actions.close_forgotten(at=later(minutes=31))
    assert Sheet.objects.get(pk=call.pk).asked_at == later(minutes=31)
    actions.close_forgotten(at=later(minutes=61))
    sheet = Sheet.objects.select_related("call").get(pk=call.pk)
    assert (sheet.forgotten, sheet.call.ended_at) == (True, NINE)


def test_who_may_do_nothing_takes_no_call(zed, mo):
    from django.core.exceptions import PermissionDenied

    for person in (zed, mo):
        with pytest.raises(PermissionDenied):
            actions.take_call(by=person, at=NINE)


def test_one_takes_along_the_calls_one_had_without_saying_with_whom(ada, lee, call):
    actions.say(sheet=call, by=ada, at=later(seconds=20), side="they", text="My kettle leaks.")
    actions.hang_up(sheet=call, by=ada, at=later(minutes=2))
    told = file_of(ada)
    assert [(one["call"], one["direction"]) for one in told["calls"]] == [(call.call_id, "in")]
    assert "ended" in {one["name"] for one in told["steps"]}
    written = json.dumps(told, default=str)
    assert not any(words in written for words in ("Cleo", "123456", "kettle"))
    assert file_of(lee)["calls"] == []
