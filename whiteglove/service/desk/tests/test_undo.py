"""What is done at once can be undone at once: each toast carries the way back."""

import json

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.models import DeskRules, Ticket

from .conftest import NINE

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def press(signed_in, ticket):
    """`press(ada, "post", "kind/", kind="refund")` presses a button; returns the undo of its toast, to be pressed."""

    def pressing(person, method: str, door: str, **given):
        browser = signed_in(person)
        answer = getattr(browser, method)(f"/desk/tickets/{ticket.pk}/{door}", given, headers=HTMX)
        assert answer.status_code == 204, answer.content
        undo = json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][0]["undo"]
        return undo and (lambda: getattr(browser, undo["method"].lower())(undo["url"], headers=HTMX))

    return pressing


def now(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_taken_and_put_back(press, ada, ticket):
    undo = press(ada, "post", "assignment/", to=ada.pk)
    assert now(ticket).assignee == ada
    undo()
    assert now(ticket).assignee is None


def test_a_lead_gives_it_away_and_back_to_whoever_had_it(press, ada, lee, ticket):
    actions.take(ticket=ticket, by=ada, at=NINE)
    undo = press(lee, "post", "assignment/", to=lee.pk)
    undo()
    assert now(ticket).assignee == ada


def test_put_back_to_the_team_and_taken_again(press, ada, ticket):
    actions.take(ticket=ticket, by=ada, at=NINE)
    undo = press(ada, "delete", "assignment/")
    undo()
    assert now(ticket).assignee == ada


def test_no_undo_is_promised_that_would_be_refused(press, ada, lee):
    assert press(ada, "post", "assignment/", to=lee.pk) is None


@pytest.mark.parametrize(("door", "given"), [("kind/", {"kind": "refund"}), ("priority/", {"priority": "urgent"})])
def test_kind_and_priority(press, ada, ticket, door, given):
    ((field, value),) = given.items()
    undo = press(ada, "post", door, **given)
    assert getattr(now(ticket), field) == value
    undo()
    assert getattr(now(ticket), field) == getattr(ticket, field)


def test_complexity(press, ada, ticket):
    undo = press(ada, "post", "complexity/")
    undo()
    assert not now(ticket).complex


def test_a_tag_of_awkward_letters(press, ada, ticket):
    undo = press(ada, "post", "tags/", name="refund & return #2")
    undo()
    assert not now(ticket).taggings.exists()


@pytest.mark.parametrize(("seconds", "offered"), [(30, 30), (0, None)])
def test_a_reply_can_be_taken_back_for_as_long_as_it_waits(signed_in, ada, ticket, seconds, offered):
    DeskRules(pk=1, undo_seconds=seconds).save()
    given = {"kind": "reply", "text": "Hello Cleo", "seen": ticket.last_inbound_id or "", "then": ""}
    answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/messages/", given, headers=HTMX)
    undo = json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][0]["undo"]
    assert (undo and undo["seconds"]) == offered
