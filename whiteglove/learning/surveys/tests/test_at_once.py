"""Two workers come to the same survey at the same moment: one mail leaves, one answer is kept. PostgreSQL alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from whiteglove.learning.surveys.actions import answer, stop
from whiteglove.learning.surveys.actions.ask import ask_one
from whiteglove.learning.surveys.models import SurveyAnswer, Unsubscription
from whiteglove.service.channels.models import Outgoing

from .conftest import ASKED, later

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def at_once(*calls):
    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_one_mail_leaves(planned):
    at_once(*[lambda: ask_one(planned.pk, ASKED)] * 4)
    assert Outgoing.objects.filter(ref=f"survey:{planned.pk}").count() == 1


def test_one_answer_is_kept_and_one_wish_to_be_left_alone(asked):
    at_once(*[lambda score=score: answer(survey=asked, score=score, at=later()) for score in (1, 2, 4, 5)])
    at_once(*[lambda: stop(survey=asked, at=later())] * 4)
    assert SurveyAnswer.objects.count() == Unsubscription.objects.count() == 1
