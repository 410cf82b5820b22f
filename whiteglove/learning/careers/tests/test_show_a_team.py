"""A table of a team: which columns and rows, what is missing for a role, and that it is read, not counted."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_person
from whiteglove.learning.careers import heat, queries
from whiteglove.learning.careers.actions.erase import erase_person
from whiteglove.learning.careers.actions.remember import remember, remember_next
from whiteglove.learning.careers.models import Remembered
from whiteglove.learning.coaching.models import Suggestion

from .test_count import LATELY, NOW

ANN, BO, CY = (SimpleNamespace(pk=pk, name=name) for pk, name in ((1, "Ann"), (2, "Bo"), (3, "Cy")))
LEVELS = {1: {"communication": 2}, 2: {"communication": 1, "empathy": 3}, 3: {}}


def test_an_address_says_what_is_shown_and_nonsense_is_as_good_as_nothing(shipped):
    assert heat.choice({"group": "no", "role": "<x>", "capability": "7", "least": "9", "sort": "gaps"}, shipped) == (
        heat.Choice()
    )
    chosen = heat.choice({"role": "representative", "sort": "gaps", "least": "1"}, shipped)
    assert chosen.narrows and not heat.choice({"least": "1"}, shipped).narrows
    needed = {one.id for one in heat.columns(shipped, chosen)}
    assert needed == shipped.roles["representative"].needs.keys()
    group = heat.columns(shipped, heat.Choice(group="conversation"))
    assert len(group) == 6 and len(heat.columns(shipped, heat.Choice())) == 41
    bands = heat.bands(shipped, heat.columns(shipped, heat.Choice()))
    assert sum(many for _, many in bands) == 41 and bands[0] == ("Talking with people", 6) and len(bands) == 9


def test_who_shows_a_level_and_who_lacks_least_of_a_role(shipped):
    def names(chosen: heat.Choice) -> str:
        found = heat.lines((ANN, BO, CY), LEVELS, chosen, shipped.roles.get(chosen.role))
        return " ".join(one.person.name for one in found)

    talks = {"capability": "communication"}
    assert names(heat.Choice(**talks, least=1)) == "Ann Bo" and names(heat.Choice(**talks, most=0)) == "Cy"
    assert names(heat.Choice(**talks, sort="level")) == "Ann Bo Cy"
    assert names(heat.Choice(role="representative", sort="gaps")) == "Ann Bo Cy"
    role = shipped.roles["representative"]
    rows = heat.lines((ANN, BO, CY), LEVELS, heat.Choice(), role)
    assert [one.gaps for one in rows] == [11, 11, 12]
    columns = [shipped.capabilities["communication"], shipped.capabilities["empathy"]]
    assert heat.totals(rows, columns, role) == [1, 1] and heat.totals(rows, columns, None) == [2, 1]
    assert "1&#8202;/&#8202;2" in heat.cells(rows[1], columns, role) and "nothing shown" in heat.cell(0, 2)
    assert [one.person.pk for one in heat.after(rows, 1)] == [2, 3] and heat.after(rows, 9) == rows


@pytest.mark.django_db
def test_what_was_remembered_is_read_and_whoever_is_new_is_counted(loaded, ada, mo, lee):
    for number in range(4):
        Suggestion.objects.create(title=f"Shorter {number}", by=ada, at=LATELY)
    assert remember(by=lee, at=NOW) == 2
    found, later = queries.in_force(), NOW + timedelta(hours=1)
    with CaptureQueriesContext(connection) as seen:
        levels, at = queries.levels_of(found, [ada, mo], later, lee)
    assert (levels[ada.pk]["process-improvement"], at, len(seen)) == (2, NOW, 2)
    fatou = make_person("Fatou", "fatou@whiteglove.example", "agent", *(one.team for one in ada.memberships.all()))
    assert fatou.pk in queries.levels_of(found, [ada, fatou], later, lee)[0]
    Remembered.objects.update(under="other teams")
    assert queries.levels_of(found, [ada], later, lee)[1] == later


@pytest.mark.django_db
def test_the_oldest_table_is_counted_first_and_none_too_often(loaded, lee, admin):
    assert remember_next(at=NOW) and remember_next(at=NOW) and not remember_next(at=NOW)
    assert {one.reader_id for one in Remembered.objects.all()} == {lee.pk, admin.pk}
    assert remember_next(at=NOW + timedelta(hours=1))


@pytest.mark.django_db
def test_a_page_of_two_hundred_goes_on_by_name(loaded, signed_in, lee, ada, mo, monkeypatch):
    monkeypatch.setattr("whiteglove.learning.careers.views.team.PAGE", 1)
    page = signed_in(lee)
    first = page.get("/capabilities/team/").content.decode()
    assert "The next of them" in first and f"/people/{mo.pk}/" not in first
    address = first.partition('<div class="pages"><a class="button" href="')[2].partition('"')[0]
    assert f"/people/{mo.pk}/" in page.get(f"/capabilities/team/{address}").content.decode()
    sorted_ = "?capability=communication&sort=level"
    assert "after=" in page.get(f"/capabilities/team/{sorted_}").content.decode()
    rows = page.get("/capabilities/team.csv?role=representative").getvalue().decode().splitlines()
    assert rows[0].startswith("Name,") and rows[0].endswith(",Gaps") and len(rows) == 3
    assert page.post("/capabilities/team/counted/").status_code == 303 and Remembered.objects.count() == 1


@pytest.mark.django_db
def test_the_table_is_for_whoever_leads(loaded, signed_in, ada, zed):
    for person in (ada, zed):
        assert signed_in(person).get("/capabilities/team.csv").status_code == 403
        assert signed_in(person).post("/capabilities/team/counted/").status_code == 403


def test_levels_of_who_is_erased_are_remembered_for_nobody(ada, lee, admin):
    for reader, whose in ((lee, ada), (admin, lee)):
        Remembered.objects.create(reader=reader, levels={str(whose.pk): "012"}, under="these teams", at=NOW)
    erase_person(ada, NOW)
    assert [one.reader for one in Remembered.objects.all()] == [admin]
