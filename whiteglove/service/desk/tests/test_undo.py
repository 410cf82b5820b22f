"""What is done at once can be undone at once: each toast carries the way back."""

import json

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import DeskRules, Ticket

from .conftest import NINE, now

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


@pytest.fixture
def twin(ada, cleo_amara, ticket) -> Ticket:
    return actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Two payments", text="Again.")


@pytest.fixture
def merged(twin, ticket, ada, lee):
    """`merged("wait")` sends a reply in one ticket, which a lead merges into the other before the mail leaves."""

    def sending(then: str):
        sent = actions.reply(ticket=twin, by=ada, at=clock.now(), text="Hello", seen_message_id=10**9, then=then)
        actions.merge(source=twin, into=ticket, by=lee, at=clock.now())
        return sent

    return sending


def take_back(browser, ticket, sent) -> None:
    """By the address in its toast, which knows of no merge."""
    answer = browser.post(f"/desk/tickets/{ticket.pk}/messages/{sent.pk}/undo/", headers=HTMX)
    assert answer.status_code == 204, answer.content


@pytest.mark.parametrize("then", ["", "wait", "solve"])
def test_a_reply_is_taken_back_from_the_ticket_it_was_merged_into(signed_in, merged, twin, ticket, ada, lee, then):
    sent = merged(then)
    take_back(signed_in(ada), twin, sent)
    sent.refresh_from_db()
    assert sent.undone_at
    assert sent.outgoing.state == "cancelled"
    assert ada.drafts.get().ticket == ticket
    actions.unmerge(source=twin, by=lee, at=clock.now())
    found = now(twin)
    assert (found.state, found.assignee, found.solved_at) == ("open", None, None)


@pytest.mark.parametrize("then", ["wait", "solve"])
def test_the_ticket_it_lives_in_keeps_whoever_has_it_and_waits_on_us(signed_in, merged, twin, ticket, ada, lee, then):
    actions.reply(ticket=ticket, by=ada, at=clock.now(), text="A moment.", seen_message_id=10**9, then=then)
    sent = merged(then)
    assert now(ticket).state != "open"
    take_back(signed_in(ada), twin, sent)
    assert (now(ticket).state, now(ticket).assignee) == ("open", ada)
    before = {"wait": "waiting", "solve": "solved"}[then]
    actions.unmerge(source=twin, by=lee, at=clock.now())
    assert (now(ticket).state, now(twin).state) == (before, "open")


def test_an_escalation_that_the_reply_had_ended_stands_where_the_ticket_lives(
    signed_in, merged, twin, ticket, ada, lee
):
    actions.escalate(ticket=twin, by=ada, at=NINE, reason="legal")
    sent = merged("solve")
    take_back(signed_in(ada), twin, sent)
    assert list(Ticket.objects.for_view("escalated", lee)) == [ticket]
    actions.unmerge(source=twin, by=lee, at=clock.now())
    assert list(Ticket.objects.for_view("escalated", lee)) == [twin]


def test_after_a_second_merge_it_is_still_the_first_ticket_that_is_restored(
    signed_in, merged, twin, ticket, cleo_amara, ada, lee
):
    last = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Third", text="Third.")
    sent = merged("wait")
    actions.merge(source=ticket, into=last, by=lee, at=clock.now())
    take_back(signed_in(ada), twin, sent)
    assert ada.drafts.get().ticket == last
    for source in (ticket, twin):
        actions.unmerge(source=source, by=lee, at=clock.now())
    assert now(twin).state == "open"
