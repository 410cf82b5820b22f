"""What customers say goes with their tickets and their records, and is erased with them."""

import pytest

from whiteglove.learning.surveys.actions import answer, follow_merges, see_to, stop
from whiteglove.learning.surveys.models import SeenTo, Survey, SurveyAnswer, Unsubscription
from whiteglove.learning.surveys.personal_data import asked_and_answered
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.customers.actions import erase, merge, unmerge
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

from .conftest import NINE, SOLVED, later, opened

pytestmark = pytest.mark.django_db


def where(survey: Survey) -> int:
    survey.refresh_from_db()
    return survey.ticket_id


def test_into_a_merge_and_back(asked, ticket, ada, lee, cleo_amara):
    other, third = opened(cleo_amara, ada), opened(cleo_amara, ada)
    desk.merge(source=ticket, into=other, by=lee, at=later())
    assert follow_merges([ticket.pk, other.pk]) == 1
    assert where(asked) == other.pk
    desk.merge(source=other, into=third, by=lee, at=later())
    follow_merges([other.pk, third.pk])
    assert where(asked) == third.pk
    desk.unmerge(source=other, by=lee, at=later())
    follow_merges([other.pk, third.pk])
    assert where(asked) == other.pk
    desk.unmerge(source=ticket, by=lee, at=later())
    follow_merges([ticket.pk, other.pk])
    assert where(asked) == ticket.pk
    assert follow_merges([ticket.pk, other.pk, third.pk]) == 0


def test_with_the_customers_record_and_back(asked, lee, cleo_amara):
    other = recognise(email="c.amara@work.example", name="C Amara", at=NINE)
    made = merge(source=cleo_amara, target=other, by=lee, at=later())
    asked.refresh_from_db()
    assert asked.customer == other
    unmerge(merge=made, by=lee, at=later())
    asked.refresh_from_db()
    assert asked.customer == cleo_amara


def test_it_is_handed_over_with_their_data(asked, cleo_amara):
    answer(survey=asked, score=4, comment="Kind people", at=later())
    told = asked_and_answered(cleo_amara)[0]
    assert (told["score"], told["comment"], told["address"]) == (4, "Kind people", "cleo@customer.example")


def test_erased_the_number_stays_and_the_words_go(asked, ticket, lee, admin, cleo_amara):
    row = answer(survey=asked, score=1, comment="My mother died", at=later())
    see_to(answer=row, by=lee, at=later(), note="Called about her mother")
    stop(survey=asked, at=later())
    erase(customer=cleo_amara, by=admin, at=later(hours=1))
    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.score, row.comment, asked.address) == (1, "", "")
    assert not asked.open(later(hours=1))
    assert "mother" not in SeenTo.objects.get().note
    assert not Unsubscription.objects.exists()
    mail = Outgoing.objects.get(ref=f"survey:{asked.pk}")
    assert (mail.to, mail.text, mail.html, mail.headers) == ([], "", "", {})


def test_erased_before_it_left_it_never_does(planned, admin, cleo_amara):
    erase(customer=cleo_amara, by=admin, at=SOLVED)
    assert not Survey.objects.waiting().exists()
    assert not SurveyAnswer.objects.exists()
