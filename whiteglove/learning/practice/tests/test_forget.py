"""What was said in practice is let go after the days that the house says, and what came of it stays."""

from datetime import timedelta

import pytest
from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice import forgetting
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.do_deed import do_deed
from whiteglove.learning.practice.actions.forget import forget_old
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.desk_queries import beside
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Remark
from whiteglove.service.desk.models import Message

from .conftest import NINE

LATER = NINE + timedelta(days=31)


@pytest.fixture
def over(run, mo, monkeypatch):
    monkeypatch.setattr(forgetting, "needed", [])
    sit_down(run=run, by=mo, at=NINE)
    do_deed(run=run, by=mo, at=NINE, do=beside("chat")[0], value="84.90")
    for said in ("Hello Cleo, what is the order?", "Since when does it flicker?"):
        answer_run(run=run, said=said, by=mo, at=NINE)
    leave_run(run=run, by=mo, at=NINE)
    Remark.objects.create(run=run, by=mo, text="Once more", at=NINE)
    run.refresh_from_db()
    return run


def test_words_go_and_the_score_stays(over, mo, signed_in, settings):
    assert forget_old(at=LATER) == 0, "kept for good unless the house says otherwise"
    settings.PRACTICE_DAYS = 30
    assert Message.objects.filter(ticket=over.ticket_id).exists()
    assert [forget_old(at=LATER - timedelta(days=2)), forget_old(at=LATER), forget_old(at=LATER)] == [0, 1, 0]
    score, over_turns = over.score, over.turns
    over.refresh_from_db()
    assert over.inputs == [] and (over.score, over.turns) == (score, over_turns) and not Remark.objects.exists()
    assert not Message.objects.exists() and "84.90" not in str(Event.objects.get(name="practice.did").facts)
    page = signed_in(mo).get(reverse("practice:debrief", args=[over.pk])).content.decode()
    assert "after 30 days" in page and f"{score} <span" in page and "Hello Cleo" not in page
    assert signed_in(mo).get(reverse("practice:golden", args=[over.pk])).status_code == 404
    with pytest.raises(Refused, match="isn't kept"):
        begin_run(parent=over, from_turn=2, by=mo, at=LATER)


def test_whoever_something_rests_on_keeps_them(over, settings):
    settings.PRACTICE_DAYS = 30
    forgetting.keep_words_of(lambda: Person.objects.filter(pk=over.person_id).values("pk"))
    assert forget_old(at=LATER) == 0
