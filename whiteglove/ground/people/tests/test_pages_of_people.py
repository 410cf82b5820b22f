"""Long lists come in pages that neither lose nor repeat anybody, also while people come and go."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import make_person
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.models import Person, Team

AT = datetime(2026, 11, 2, 9, 0, 0, 123456, tzinfo=UTC)


def walk(queryset, order, size):
    seen, cursor = [], ""
    while True:
        page = page_after(queryset, order=order, after=cursor, size=size)
        seen += page.rows
        if not page.more:
            return seen
        cursor = page.cursor


@pytest.fixture
def crowd(db):
    return [make_person(f"Name {n % 4}", f"p{n}@whiteglove.example", "agent") for n in range(11)]


@pytest.mark.parametrize("size", [1, 3, 11, 50])
@pytest.mark.parametrize("order", [("name", "id"), ("-name", "id"), ("-joined_at", "-id")])
def test_every_row_once_in_order(crowd, order, size):
    assert walk(Person.objects.all(), order, size) == list(Person.objects.order_by(*order))


@pytest.mark.parametrize("order", [("archived_at", "id"), ("-archived_at", "id")])
def test_rows_without_a_value_come_last(db, order):
    for n, at in enumerate([None, AT, None, AT + timedelta(days=1), AT]):
        Team.objects.create(name=f"T{n}", slug=f"t{n}", archived_at=at)
    found = [team.archived_at for team in walk(Team.objects.all(), order, 2)]
    assert len(found) == 5
    assert found[3:] == [None, None]
    assert found[:3] == sorted(found[:3], reverse=order[0].startswith("-"))


def test_somebody_new_at_the_front_does_not_shift_the_next_page(crowd):
    first = page_after(Person.objects.all(), order=("name", "id"), size=5)
    make_person("A newcomer", "a@whiteglove.example", "agent")
    second = page_after(Person.objects.all(), order=("name", "id"), after=first.cursor, size=5)
    assert not {person.pk for person in first.rows} & {person.pk for person in second.rows}


@pytest.mark.parametrize("cursor", ["nonsense", "bnVsbA", "WzFd", "W251bGwsICJ4Il0", "é"])
def test_a_broken_cursor_starts_again(crowd, cursor):
    assert page_after(Person.objects.all(), order=("name", "id"), after=cursor, size=5).rows[0].name == "Name 0"


def test_the_list_shows_more_on_demand(signed_in, admin, crowd):
    for n in range(45):
        make_person(f"Q {n:02}", f"q{n}@whiteglove.example", "agent")
    browser = signed_in(admin)
    page = browser.get("/people/")
    assert len(page.context["page"].rows) == 50
    rest = browser.get("/people/", {"after": page.context["page"].cursor})
    assert len(rest.context["page"].rows) == 7


@pytest.mark.parametrize("odd", ["²", "9" * 30, "x", ""])
def test_a_number_that_is_none_chooses_nobody_and_hides_nobody(odd, signed_in, admin, ada, support):
    browser = signed_in(admin)
    assert "Ada" in browser.get("/people/", {"team": odd}).content.decode()
    answer = browser.post(f"/people/teams/{support.pk}/members/", {"person": odd}, follow=True)
    assert "Choose somebody first." in answer.content.decode()
