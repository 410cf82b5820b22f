"""What was written is put otherwise, shown as edited, and taken back; two tabs don't overwrite each other."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.learning.coaching.actions import agree, notes, suggestions
from whiteglove.learning.coaching.actions.goal import end_goal, set_goal, take_up_again
from whiteglove.learning.coaching.evidence.shape import Window
from whiteglove.learning.coaching.goals import from_own_goals, goals_shown
from whiteglove.learning.coaching.models import Agreed, Note, OwnGoal
from whiteglove.learning.coaching.wording import kept, without_last
from whiteglove.service.desk.errors import Refused

from .conftest import NINE

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=1)


def test_of_very_many_wordings_the_oldest_go():
    many = []
    for number in range(30):
        many = kept(many, {"text": number})
    last, rest = without_last(many)
    assert (last, len(rest)) == ({"text": 29}, 19)
    assert without_last([]) == (None, [])


def test_a_note_is_changed_and_taken_back_by_its_author(talk, lee, ada):
    row = notes.write(talk=talk, text="Seems tired", shared=False, by=lee, at=NINE)
    with pytest.raises(Http404):
        notes.change(note=row, text="Mine now", shared=True, by=ada, at=LATER)
    notes.change(note=row, text="Is tired of Mondays", shared=True, by=lee, at=LATER, seen=0)
    with pytest.raises(Refused, match="meanwhile"):
        notes.change(note=row, text="From the other tab", shared=False, by=lee, at=LATER, seen=0)
    back = notes.take_change_back(note=row, by=lee, at=LATER)
    assert (back.text, back.shared, back.changed_at) == ("Seems tired", False, None)


def test_either_of_the_two_changes_what_was_agreed(talk, lee, ada):
    row = agree.agree(talk=talk, what="Listen", owner=ada, until=date(2026, 3, 8), by=lee, at=NINE)
    agree.change(agreed=row, what="Listen to two calls", until=None, by=ada, at=LATER, seen=0)
    assert Agreed.objects.get().changed_at == LATER
    back = agree.take_change_back(agreed=row, by=lee, at=LATER)
    assert (back.what, back.until, back.changed_at) == ("Listen", date(2026, 3, 8), None)


def test_a_suggestion_is_changed_by_whoever_made_it(ada, lee):
    row = suggestions.suggest(title="One page", by=ada, at=NINE)
    suggestions.change(suggestion=row, title="One page for refunds", text="", by=ada, at=LATER, seen=0)
    with pytest.raises(Refused, match="whoever suggested"):
        suggestions.take_change_back(suggestion=row, by=lee, at=LATER)
    assert suggestions.take_change_back(suggestion=row, by=ada, at=LATER).title == "One page"


def test_the_pages_ask_keep_and_take_back(talk, lee, ada, signed_in):
    row = notes.write(talk=talk, text="Seems tired", shared=True, by=lee, at=NINE)
    address = f"/coaching/talks/{talk.pk}/notes/{row.pk}/wording/"
    boss = signed_in(lee)
    assert "Seems tired" in boss.get(address).content.decode()
    boss.post(address, {"text": "Rested", "shared": "on", "seen": "0"})
    assert "edited" in boss.get(f"/coaching/talks/{talk.pk}/").content.decode()
    boss.delete(address)
    assert Note.objects.get().text == "Seems tired"
    assert signed_in(ada).get(address).status_code == 303


def test_a_goal_set_in_a_conversation_is_followed_until_it_ends(talk, lee, ada, mo):
    first = set_goal(talk=talk, metric="response_compliance", number=90, until=None, by=lee, at=NINE)
    row = set_goal(talk=talk, metric="response_compliance", number=95, until=date(2026, 6, 1), by=ada, at=LATER)
    assert list(OwnGoal.objects.standing()) == [row]
    [line] = from_own_goals(Window(ada.pk, NINE, LATER, lee))
    assert line.says.startswith("Answers in time, aim over 95 % until 1 June, set by you two: nothing to count")
    assert [one.row for one in goals_shown(ada, ada)] == [row]
    with pytest.raises(Refused, match="taken its place"):
        take_up_again(goal=first, talk=talk, by=lee, at=LATER)
    end_goal(goal=row, talk=talk, by=ada, at=LATER)
    assert goals_shown(ada, lee) == []
    with pytest.raises((Http404, PermissionDenied)):
        end_goal(goal=first, talk=talk, by=mo, at=LATER)


@pytest.mark.parametrize(("metric", "number", "why"), [("solved", 5, "numbers"), ("escalation_rate", 101, "from 0 to")])
def test_a_goal_nobody_can_reach_is_refused(talk, lee, metric, number, why):
    with pytest.raises(Refused, match=why):
        set_goal(talk=talk, metric=metric, number=number, until=None, by=lee, at=NINE)


def test_hours_are_kept_in_the_metrics_own_measure(talk, lee):
    assert set_goal(talk=talk, metric="resolution_time", number=8, until=None, by=lee, at=NINE).aim == 8 * 3600
