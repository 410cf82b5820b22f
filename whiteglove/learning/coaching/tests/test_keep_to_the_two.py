"""Who reads what: the two, a lead who comes later, an administrator, everybody else."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions.agree import agree, change, end, open_again
from whiteglove.learning.coaching.actions.focus import choose_skill
from whiteglove.learning.coaching.actions.notes import bring_back, delete, write
from whiteglove.learning.coaching.actions.pair import pair
from whiteglove.learning.coaching.actions.remind import remind_due
from whiteglove.learning.coaching.actions.talk import hold
from whiteglove.learning.coaching.models import Note, Talk
from whiteglove.learning.coaching.taking_along import calendar_of, file_of
from whiteglove.service.desk.errors import Refused

from .conftest import NINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofia(support):
    return make_person("Sofia", "sofia@whiteglove.example", "lead", support)


@pytest.fixture
def noted(talk, ada, lee):
    write(talk=talk, text="Seems tired", shared=False, by=lee, at=NINE)
    write(talk=talk, text="Ask for Fridays off", shared=False, by=ada, at=NINE)
    write(talk=talk, text="Try open questions", shared=True, by=lee, at=NINE)
    return talk


def read_by(talk, person) -> list[str]:
    return [one.text for one in queries.notes(talk, person)]


def test_a_private_note_is_its_authors_alone(noted, ada, lee, admin):
    assert read_by(noted, lee) == ["Seems tired", "Try open questions"]
    assert read_by(noted, ada) == ["Ask for Fridays off", "Try open questions"]
    assert read_by(noted, admin) == ["Try open questions"]


def test_nobody_hears_that_there_is_a_private_note(noted, lee):
    private = Event.objects.filter(name="talk.note_written").order_by("id").first()
    assert private.audience == f"person:{lee.pk}"
    assert "tired" not in str(Event.objects.values_list("facts", flat=True))


def test_a_lead_who_comes_later_sees_the_shared_part_alone(noted, ada, lee, sofia, signed_in):
    assert not Talk.objects.visible_to(sofia).exists()
    pair(agent=ada, lead=lee, by=None, at=NINE)
    hold(talk=noted, by=lee, at=NINE)
    pair(agent=ada, lead=sofia, by=lee, at=NINE)
    assert read_by(queries.talk_for(sofia, noted.pk).get(), sofia) == ["Try open questions"]
    page = signed_in(sofia).get(f"/coaching/talks/{noted.pk}/").content.decode()
    assert "stays between them" in page
    assert "Seems tired" not in page


def test_a_lead_of_before_learns_no_more_of_an_agent(noted, ada, lee, sofia, signed_in):
    pair(agent=ada, lead=lee, by=None, at=NINE)
    hold(talk=noted, by=lee, at=NINE)
    choose_skill(talk=noted, skill="blame", by=lee, at=NINE)
    address = f"/coaching/people/{ada.pk}/"
    assert "Leaving out whose fault" in signed_in(lee).get(address).content.decode()
    pair(agent=ada, lead=sofia, by=lee, at=NINE)
    assert "Leaving out whose fault" not in signed_in(lee).get(address).content.decode()


def test_a_colleague_finds_nothing(noted, ada, support, signed_in):
    bo = make_person("Bo", "bo@whiteglove.example", "agent", support)
    assert signed_in(bo).get(f"/coaching/talks/{noted.pk}/").status_code == 404
    assert signed_in(bo).get(f"/coaching/people/{ada.pk}/").status_code == 404
    with pytest.raises(Http404):
        write(talk=noted, text="Hi", shared=True, by=bo, at=NINE)


def test_an_administrator_reads_and_takes_no_part(noted, admin, signed_in):
    page = signed_in(admin).get(f"/coaching/talks/{noted.pk}/").content.decode()
    assert "Try open questions" in page
    assert 'id="note-form"' not in page
    assert "Seems tired" not in page


def test_a_deleted_note_comes_back_to_its_author_only(noted, ada, lee):
    note = Note.objects.get(text="Try open questions")
    delete(note=note, by=lee, at=NINE)
    assert read_by(noted, ada) == ["Ask for Fridays off"]
    with pytest.raises(Http404):
        bring_back(note=note, by=ada, at=NINE)
    bring_back(note=note, by=lee, at=NINE)
    assert "Try open questions" in read_by(noted, ada)


def test_what_was_agreed_comes_back_until_it_has_ended(talk, programme, ada, lee):
    row = agree(talk=talk, what="Listen to two calls", owner=ada, until=date(2026, 3, 13), by=lee, at=NINE)
    assert list(queries.actions_of(ada)) == [row]
    hold(talk=talk, by=lee, at=NINE)
    following = Talk.objects.create(kind="weekly", slot="2026-W12", revision=programme, agent=ada, lead=lee, minutes=20,
                                    made_at=NINE, planned_for=talk.planned_for + timedelta(days=7))  # fmt: skip
    assert queries.carried_over(following) == [row]
    assert row.late(date(2026, 3, 14))
    ended = end(agreed=row, done=True, by=ada, at=NINE + timedelta(days=1))
    assert not queries.actions_of(ada)
    assert queries.carried_over(following) == [ended]
    assert open_again(agreed=row, by=ada, at=NINE).is_open


def test_an_action_is_one_of_the_twos(talk, lee, mo, sofia, ada):
    with pytest.raises(Refused, match="one of you two"):
        agree(talk=talk, what="Anything", owner=mo, until=None, by=lee, at=NINE)
    row = agree(talk=talk, what="Anything", owner=ada, until=None, by=lee, at=NINE)
    with pytest.raises(Http404):
        change(agreed=row, what="Else", until=None, by=sofia, at=NINE)
    with pytest.raises(Refused, match="what is to be done"):
        change(agreed=row, what=" ", until=None, by=lee, at=NINE)


def test_both_are_reminded_of_a_talk_and_whoever_owns_it_of_an_action_once(talk, ada, lee):
    agree(talk=talk, what="Listen", owner=ada, until=date(2026, 3, 8), by=lee, at=NINE)
    day_before = talk.planned_for - timedelta(hours=20)
    assert remind_due(at=day_before) == 2
    assert remind_due(at=day_before) == 0
    names = Event.objects.filter(name__contains="reminded").order_by("id").values_list("name", "audience")
    assert list(names) == [(name, talk.topics) for name in ("talk.reminded", "action.reminded")]


def test_one_takes_along_ones_own(noted, ada, lee):
    calendar = calendar_of(ada, NINE).decode()
    assert "SUMMARY:Weekly check-in with Lee" in calendar
    assert "Fridays" not in calendar
    texts = [one["text"] for one in file_of(ada)["conversations"][0]["notes"]]
    assert texts == ["Ask for Fridays off", "Try open questions"]
