"""Invitations to speak: what counts was held, shown, and confirmed by somebody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests.cast import make_person
from tests.house.samples import AT
from whiteglove.learning.community import queries
from whiteglove.learning.community.actions import speak
from whiteglove.learning.community.models import Speech
from whiteglove.service.desk.errors import Refused

TODAY = AT.date()
LINK = "https://talks.example/service-day"


@pytest.fixture
def invited(ada, lee) -> Speech:
    return speak.invite(person=ada, event="Service Day", topic="Calm on the telephone", day=TODAY, by=lee, at=AT)


def held(speech: Speech, by) -> Speech:
    speak.answer(speech=speech, accepted=True, by=by, at=AT)
    return speak.hold(speech=speech, evidence=LINK, told="", by=by, at=AT)


def test_a_talk_counts_once_somebody_else_confirmed_it(invited, ada, lee):
    held(invited, ada)
    assert queries.speeches_by(ada) == []
    speak.confirm(speech=invited, by=lee, at=AT)
    assert queries.speeches_by(ada) == [(f"service day {TODAY}", TODAY)]


def test_nobody_confirms_their_own(lee, admin):
    own = held(speak.invite(person=lee, event="Open day", topic="Leading", day=TODAY, by=lee, at=AT), lee)
    with pytest.raises((Refused, Http404)):
        speak.confirm(speech=own, by=lee, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Speech.objects.filter(pk=own.pk).update(confirmed_at=AT, confirmed_by=lee)
    assert speak.confirm(speech=own, by=admin, at=AT).state == "confirmed"


def test_only_those_who_may_confirm_are_asked_to(lee, admin, support):
    other = make_person("Nora Lind", "nora@whiteglove.example", "lead", support)
    own = held(speak.invite(person=other, event="Open day", topic="Leading", day=TODAY, by=other, at=AT), other)
    assert [list(queries.speeches_to_confirm(one)) for one in (lee, other, admin)] == [[], [], [own]]


def test_a_talk_ahead_or_without_evidence_isnt_held(ada):
    ahead = speak.invite(person=ada, event="Later", topic="Something", day=TODAY + timedelta(days=9), by=ada, at=AT)
    speak.answer(speech=ahead, accepted=True, by=ada, at=AT)
    with pytest.raises(Refused, match="ahead"):
        speak.hold(speech=ahead, evidence=LINK, told="", by=ada, at=AT)
    with pytest.raises(Refused, match="shows it"):
        speak.hold(speech=ahead, evidence="", told="It was fine", by=ada, at=AT)
    with pytest.raises(Refused, match="https"):
        speak.hold(speech=ahead, evidence="javascript:alert(1)", told="", by=ada, at=AT)


def test_the_same_evening_is_noted_once(invited, ada):
    with pytest.raises(Refused, match="already"):
        speak.invite(person=ada, event="SERVICE day", topic="Another name", day=TODAY, by=ada, at=AT)


def test_what_is_given_back_says_what_is_missing(invited, ada, lee):
    held(invited, ada)
    speak.give_back(speech=invited, why="Please add the programme", by=lee, at=AT)
    invited.refresh_from_db()
    assert (invited.state, invited.returned) == ("accepted", "Please add the programme")


def test_it_stands_on_the_profile_by_choice(invited, ada):
    held(invited, ada)
    assert queries.shown_speeches(ada) == []
    speak.show(speech=invited, shown=True, by=ada, at=AT)
    assert queries.shown_speeches(ada) == [invited]


def test_colleagues_dont_invite_for_others_nor_see_them(invited, ada, mo, signed_in):
    from django.core.exceptions import PermissionDenied
    from django.urls import reverse

    with pytest.raises(PermissionDenied):
        speak.invite(person=ada, event="Elsewhere", topic="Something", day=TODAY, by=mo, at=AT)
    answer = signed_in(mo).post(reverse("community:speech", args=[invited.pk]), {"step": "accept"})
    assert answer.status_code == 404
