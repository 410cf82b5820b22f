"""One answer a survey: given, changed for a while, with words; a bad one is heard."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys.actions import Closed, answer, heed, see_to, undo_seen_to
from whiteglove.learning.surveys.models import LONGEST, Survey, SurveyAnswer
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import State, Ticket

from .conftest import SOLVED, later, solved

pytestmark = pytest.mark.django_db


def told(name: str = "survey.answered") -> Event:
    return Event.objects.filter(name=name).latest("id")


def test_it_is_kept_and_told_without_the_customers_words(asked):
    answer(survey=asked, score=5, comment=" Quick! ", at=later(hours=1))
    row = SurveyAnswer.objects.get()
    assert (row.score, row.comment, row.source, row.bad, row.times) == (5, "Quick!", "email", False, 1)
    assert told().facts == {"survey": asked.pk, "score": 5, "most": 5}
    assert told().subject == f"ticket:{asked.ticket_id}"


def test_who_changes_their_mind_still_has_one(asked):
    for score in (5, 5, 2):
        answer(survey=asked, score=score, at=later(hours=score))
    row = SurveyAnswer.objects.get()
    assert (row.score, row.bad, row.times, row.answered_at, row.changed_at) == (
        2,
        True,
        2,
        later(hours=5),
        later(hours=2),
    )
    assert told("survey.changed").facts == {"survey": asked.pk, "old": 5, "score": 2, "most": 5}
    assert Event.objects.filter(name="survey.answered").count() == 1


def test_words_may_come_afterwards_and_are_cut_rather_than_lost(asked):
    answer(survey=asked, score=3, at=later(hours=1))
    answer(survey=asked, score=3, comment="x" * (LONGEST + 9), at=later(hours=2))
    answer(survey=asked, score=4, at=later(hours=2))
    row = SurveyAnswer.objects.get()
    assert (row.score, row.times, len(row.comment)) == (4, 2, LONGEST)


@pytest.mark.parametrize("at", [timedelta(days=3), timedelta(days=15)])
def test_after_a_while_it_stays_as_it_is(asked, at):
    answer(survey=asked, score=1, at=later())
    with pytest.raises(Closed):
        answer(survey=asked, score=5, at=later() + at)
    assert SurveyAnswer.objects.get().score == 1


def test_an_expired_survey_takes_none(asked):
    with pytest.raises(Closed):
        answer(survey=asked, score=5, at=later(days=14))


@pytest.mark.parametrize("score", [0, 6, -1])
def test_what_lies_off_the_scale_is_no_answer(asked, score):
    with pytest.raises(Closed):
        answer(survey=asked, score=score, at=later())


def test_the_database_refuses_what_lies_off_the_scale(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyAnswer.objects.create(survey=asked, kind="csat", score=6, source="email", answered_at=later())


def test_found_in_the_portal_before_the_mail_left_no_mail_follows(planned):
    answer(survey=planned, score=4, source="portal", at=SOLVED)
    planned.refresh_from_db()
    assert (planned.way, planned.asked_at) == ("portal", SOLVED)
    assert not Survey.objects.due(later(days=1)).exists()


def test_a_bad_answer_opens_the_ticket_again_once(asked, ticket, ada):
    answer(survey=asked, score=2, at=later(hours=1))
    assert heed(told())
    now = Ticket.objects.get(pk=ticket.pk)
    assert now.state == State.OPEN
    assert told("ticket.reopened").facts["why"] == "the customer answered 2 of 5"
    desk.solve(ticket=now, by=ada, at=later(hours=2))
    assert not heed(told())
    assert Ticket.objects.get(pk=ticket.pk).state == State.SOLVED


@pytest.mark.parametrize("scores", [[3], [1, 5]])
def test_what_is_good_or_became_so_opens_nothing(asked, ticket, scores):
    for score in scores:
        answer(survey=asked, score=score, at=later(hours=1))
    assert not heed(told())
    assert Ticket.objects.get(pk=ticket.pk).state == State.SOLVED


def test_an_answer_about_an_earlier_solution_opens_no_later_one(asked, ticket, ada):
    answer(survey=asked, score=1, at=later(hours=1))
    desk.reopen(ticket=ticket, by=ada, at=later(hours=2))
    solved(ticket, ada, later(hours=3))
    assert not heed(told())


def test_a_bad_answer_waits_until_somebody_has_seen_to_it(asked, ada, lee):
    row = answer(survey=asked, score=1, at=later(hours=1))
    assert SurveyAnswer.objects.to_see_to().get() == row
    first = see_to(answer=row, by=lee, at=later(hours=2), note="Called her")
    assert see_to(answer=row, by=ada, at=later(hours=3)) == first
    assert not SurveyAnswer.objects.to_see_to().exists()
    assert undo_seen_to(answer=row, by=ada, at=later(hours=4))
    assert not undo_seen_to(answer=row, by=ada, at=later(hours=5))
    assert SurveyAnswer.objects.to_see_to().get() == row
    assert "Called" not in str(told("survey.seen_to").facts)
