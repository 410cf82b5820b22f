"""What is said on the telephone counts as an answer, once for each call, from when it rang."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.learning.measures import case_files
from whiteglove.learning.measures.case import Answered, Case, Rules, Talked
from whiteglove.learning.measures.facts import count
from whiteglove.learning.measures.models import Fact
from whiteglove.service.calls import actions as calls
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.phone import course
from whiteglove.service.channels.phone.actions import mark
from whiteglove.service.desk import actions as desk
from whiteglove.service.sla.facts import AGENT, CUSTOMER
from whiteglove.service.sla.facts import Fact as Said

from .conftest import NINE, answer, count_all, later

ADA = 1
RULES = Rules(day=lambda at: at.date(), open=lambda a, b: (b - a).total_seconds())


@pytest.fixture
def talk(ada, mailbox, cleo_amara):
    """`talk(at)`: Cleo rang then, Ada took it after 7 s; said, hung up after three minutes, then put into a ticket."""

    def took(at=NINE, rings=True):
        span = lambda seconds: at + timedelta(seconds=seconds)  # noqa: E731
        sheet = calls.take_call(by=ada, at=span(7), number="030 123456")
        if rings:
            mark(sheet.call, course.RANG, at=at)
        calls.know_caller(sheet=sheet, by=ada, at=span(20), customer=cleo_amara)
        for seconds, side, text in ((30, "they", "My kettle leaks."), (60, "we", "Oh no."), (90, "we", "It's mended.")):
            calls.say(sheet=sheet, by=ada, at=span(seconds), side=side, text=text)
        calls.hang_up(sheet=sheet, by=ada, at=span(180))
        return calls.place(sheet=sheet, by=ada, at=span(200), subject="Leaking kettle")

    return took


def facts(sort: str) -> list[Fact]:
    count_all()
    return list(Fact.objects.filter(sort=sort).order_by("at"))


@pytest.mark.django_db
def test_a_call_is_the_first_answer_though_its_ticket_is_opened_after_it(talk, ada):
    answer(talk(), ada, later(days=1))
    (one,) = facts("answered")
    assert (one.at, one.value, one.person, one.channel) == (later(seconds=7), 7, ada.pk, "phone")


@pytest.mark.django_db
def test_nobody_knows_how_long_a_call_kept_by_hand_rang(talk, ada):
    answer(talk(rings=False), ada, later(days=1))
    assert facts("answered") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("mail", "once"), [(False, 1), (True, 0)])
def test_all_lines_of_a_call_are_one_answer(talk, ada, mail, once):
    ticket = talk()
    if mail:
        answer(ticket, ada, later(hours=1))
    ticket.refresh_from_db()
    desk.solve(ticket=ticket, by=ada, at=later(hours=2))
    (one,) = facts("solution")
    assert one.one_touch == once


@pytest.mark.django_db
def test_a_call_is_held_against_the_times_of_the_standard(talk, ada, support):
    """By hand: rang 7 s of 15; two calls held 121 and 120 s of 120; of one nobody knows how long it rang."""
    for n, (held, rings) in enumerate([(121, True), (120, False)]):
        ticket = talk(later(hours=n), rings=rings)
        Sheet.objects.filter(ticket=ticket).update(held=held)
    assert [(one.met, one.person, one.team) for one in facts("call")] == [(1, 0, support.pk)]
    assert [(one.lost, one.person, one.value) for one in facts("talk")] == [(1, ada.pk, 173), (0, ada.pk, 173)]


@pytest.mark.django_db
def test_a_call_that_ends_after_its_ticket_was_merged_is_counted_where_it_was_put(write, ada, admin, cleo_amara):
    sheet = calls.take_call(by=ada, at=NINE, number="030 123456")
    calls.know_caller(sheet=sheet, by=ada, at=NINE, customer=cleo_amara)
    ticket = calls.place(sheet=sheet, by=ada, at=later(seconds=10), subject="Leaking kettle")
    desk.merge(source=ticket, into=write(), by=admin, at=later(seconds=30))
    assert facts("talk") == []
    calls.hang_up(sheet=sheet, by=ada, at=later(seconds=60))
    assert [(one.ticket_id, one.value) for one in facts("talk")] == [(ticket.pk, 60)]


@pytest.mark.django_db
def test_time_to_solve_runs_from_the_ring_and_the_page_of_calls_shows_the_goal_as_it_is_counted(talk, lee, signed_in):
    ticket = talk()
    desk.solve(ticket=ticket, by=None, at=later(minutes=10))
    (one,) = facts("solution")
    assert (one.value, one.first_contact) == (600, 1)
    page = signed_in(lee).get("/calls/counts/?first=2026-03-03&last=2026-03-03").content.decode()
    assert "Solved at first contact, by phone" in page and "too few to say (1)" in page
    assert "/measures/first_contact_resolution/?who=all&amp;period=custom&amp;first=2026-03-03" in page


@pytest.mark.django_db
def test_many_calls_are_read_at_once(talk):
    tickets = [talk(later(hours=n)).pk for n in range(4)]
    with CaptureQueriesContext(connection) as one:
        case_files.cases(tickets[:1])
    with CaptureQueriesContext(connection) as many:
        case_files.cases(tickets)
    assert len(many) == len(one)


def answered(calls: list[Talked], wrote: list[int], opened: int = 200, side: str = CUSTOMER) -> list[tuple]:
    """(after how many seconds, how long they waited, who) of the first answer."""
    said = [Said("wrote", later(seconds=one), AGENT) for one in wrote]
    case = Case(5, channel="phone", calls=calls, facts=[Said("opened", later(seconds=opened), side), *said])
    return [
        ((one.at - NINE).total_seconds(), one.value, one.person) for one in count(case, RULES) if one.sort == "answered"
    ]


def called(rang=0, taken=None, ended=180, came_in=True, number=1) -> Talked:
    at = [None if one is None else later(seconds=one) for one in (rang, taken, ended)]
    return Talked(number, came_in, *at, ADA)


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("found", "wants"),
    [
        (([called(taken=7)], [7, 180]), [(7, 7, ADA)]),
        # They waited from the first ring until we called back; a mail of ours before that would have been the answer.
        (([called(), called(rang=590, taken=600, ended=700, came_in=False, number=2)], [600, 700]), [(600, 600, ADA)]),
        # Missed, and taken when they tried again, before there was a ticket.
        (([called(ended=20), called(rang=100, taken=103, number=2)], [103, 180]), [(103, 103, ADA)]),
        # It was we who called first.
        (([called(taken=9, came_in=False)], [9, 180, 9000]), []),
        # A call about a ticket that was there already.
        (([called(rang=300, taken=310, ended=400)], [310, 400]), [(310, 110, ADA)]),
        (([called(rang=None, taken=0)], [0, 180, 9000]), []),
    ],
)
def test_whoever_called_waited_from_the_ring_to_the_answer(found, wants):
    assert answered(*found) == wants


@pytest.mark.engineless
def test_a_call_in_which_nothing_was_written_down_is_an_answer_too():
    case = Case(5, channel="phone", calls=[called(taken=7)], answers=[Answered(later(hours=1), ADA)])
    assert [case.touches(later(minutes=one)) for one in (0, 30, 60)] == [0, 1, 2]
