"""What a customer asked the bot is handed over with their data, and erased with it."""

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.answers.actions.forget import forget_questions
from whiteglove.service.answers.models import Talk, Turn
from whiteglove.service.answers.personal_data import questions

from .conftest import ticket

pytestmark = pytest.mark.django_db


def test_questions_are_handed_over_and_erased(visitor):
    visitor().says("How do I return my lamp?")
    Talk.objects.update(told={"order": "88213"}, offered={"question": "return?"})
    customer = ticket().customer
    (row,) = questions(customer)
    assert (row["question"], row["article"]) == ("How do I return my lamp?", "returning-an-order")
    assert forget_questions(customer, clock.now()) == 1
    assert Turn.objects.get().question == "" and Turn.objects.get().outcome == "answered"
    assert (Talk.objects.get().told, Talk.objects.get().offered) == ({}, {})


def test_those_of_others_stay(visitor):
    visitor("a").says("How do I return my lamp?")
    visitor("b").says("When do you deliver?")
    forget_questions(Turn.objects.order_by("id").first().ticket.customer, clock.now())
    assert [turn.question for turn in Turn.objects.order_by("id")] == ["", "When do you deliver?"]
