"""What a customer asked the bot is handed over with their data, and erased with it."""

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.answers.actions.forget import forget_questions
from whiteglove.service.answers.models import Talk, Turn
from whiteglove.service.answers.personal_data import questions
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Ticket

from .conftest import settle, ticket

pytestmark = pytest.mark.django_db


def test_questions_are_handed_over_and_erased(visitor):
    visitor().says("How do I return my lamp?")
    Talk.objects.update(told={"order": "88213"}, offered={"question": "return?"})
    customer = ticket().customer
    row, told = questions(customer)
    assert told["told"] == {"order": "88213"}
    assert (row["question"], row["article"]) == ("How do I return my lamp?", "returning-an-order")
    assert forget_questions(customer, clock.now()) == 1
    assert Turn.objects.get().question == "" and Turn.objects.get().outcome == "answered"
    assert (Talk.objects.get().told, Talk.objects.get().offered) == ({}, {})


def test_those_of_others_stay(visitor):
    visitor("a").says("How do I return my lamp?")
    visitor("b").says("When do you deliver?")
    forget_questions(Turn.objects.order_by("id").first().ticket.customer, clock.now())
    assert [turn.question for turn in Turn.objects.order_by("id")] == ["", "When do you deliver?"]


def test_what_somebody_asked_in_a_ticket_that_took_theirs_in_is_theirs_alone(visitor, lee):
    for letter in "ab":
        visitor(letter).says("How do I return my lamp?")
        visitor(letter).says("That helped")
    first, second = Ticket.objects.order_by("pk")
    one, other = first.customer, second.customer
    actions.merge(source=first, into=second, by=lee, at=clock.now())
    settle()
    visitor("a").says("And when do you deliver?")
    assert Turn.objects.last().ticket == second
    assert [row["question"] for row in questions(one)][2:] == ["And when do you deliver?"]
    assert len(questions(other)) == 2
    forget_questions(other, clock.now())
    kept = Turn.objects.filter(ticket=second).order_by("pk")
    assert [turn.question for turn in kept] == ["", "", "And when do you deliver?"]
    forget_questions(one, clock.now())
    assert not Turn.objects.exclude(question="").exists()
