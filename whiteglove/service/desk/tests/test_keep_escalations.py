"""An escalation is never out of everybody's sight: merged, solved or opened again, somebody has it before them."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.models import Escalation, Message, State, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(ada, cleo_amara, ticket) -> Ticket:
    return actions.open_ticket(customer=cleo_amara, by=ada, at=later(minutes=9), subject="Two payments", text="Again.")


@pytest.fixture
def asked(twin, ada) -> Escalation:
    return actions.escalate(ticket=twin, by=ada, at=later(minutes=10), reason="legal", text="She names a lawyer.")


def escalated(lee) -> list[int]:
    """What stands under Escalated, by its list and by its count."""
    rows = [row.pk for row in queries.queue(lee, "escalated").rows]
    assert queries.counts(lee)["escalated"] == len(rows)
    return rows


def test_it_goes_where_the_ticket_lives_on_and_comes_back(ticket, twin, asked, lee, signed_in):
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    assert escalated(lee) == [ticket.pk]
    assert "She names a lawyer." in signed_in(lee).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    actions.accept_escalation(escalation=Escalation.objects.get(), by=lee, at=later(hours=2))
    actions.unmerge(source=twin, by=lee, at=later(hours=3))
    assert escalated(lee) == [twin.pk]
    assert Escalation.objects.get().ticket == twin


def test_answered_meanwhile_it_does_not_stand_again(ticket, twin, asked, lee):
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    actions.resolve_escalation(escalation=Escalation.objects.get(), by=lee, at=later(hours=2))
    actions.unmerge(source=twin, by=lee, at=later(hours=3))
    assert escalated(lee) == []
    assert Escalation.objects.get().ticket == twin


def test_of_two_one_stands_and_a_note_tells_of_the_other(ticket, twin, asked, ada, lee):
    actions.escalate(ticket=ticket, by=ada, at=later(minutes=20), reason="manager")
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    assert escalated(lee) == [ticket.pk]
    (note,) = Message.objects.filter(ticket=ticket, kind="note")
    assert "legal or compliance matter" in note.text
    assert "She names a lawyer." in note.text
    actions.unmerge(source=twin, by=lee, at=later(hours=2))
    assert set(escalated(lee)) == {ticket.pk, twin.pk}
    assert Message.objects.get(kind="note").ticket == twin


@pytest.mark.parametrize("own", [False, True])
def test_a_solved_ticket_that_takes_one_in_is_open_and_solved_again_after(ticket, twin, asked, ada, lee, own):
    if own:
        actions.escalate(ticket=ticket, by=ada, at=later(minutes=20), reason="manager")
    actions.solve(ticket=ticket, by=ada, at=later(minutes=30))
    actions.reply(ticket=twin, by=ada, at=later(minutes=40), text="A moment.", seen_message_id=10**9, then="wait")
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    assert escalated(lee) == [ticket.pk]
    actions.unmerge(source=twin, by=lee, at=later(hours=2))
    assert escalated(lee) == [twin.pk]
    assert Ticket.objects.get(pk=ticket.pk).state == State.SOLVED


def test_escalated_since_the_merge_the_ticket_is_not_solved_by_unmerging(ticket, twin, ada, lee):
    actions.solve(ticket=ticket, by=ada, at=later(minutes=20))
    actions.merge(source=twin, into=ticket, by=lee, at=later(hours=1))
    actions.escalate(ticket=ticket, by=ada, at=later(hours=2), reason="manager")
    actions.unmerge(source=twin, by=lee, at=later(hours=3))
    assert escalated(lee) == [ticket.pk]


def test_solving_ends_it_and_tells_whoever_asked(ticket, ada, lee):
    actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    actions.solve(ticket=ticket, by=lee, at=later(hours=1))
    assert not Escalation.objects.standing().exists()
    told = Event.objects.named("ticket.escalation_resolved").get()
    assert f"person:{ada.pk}" in told.audience.split()


def test_opened_again_it_stands_again(ticket, ada, lee):
    actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    actions.solve(ticket=ticket, by=lee, at=later(hours=1))
    actions.reopen(ticket=ticket, by=ada, at=later(hours=2))
    assert escalated(lee) == [ticket.pk]


def test_what_a_supervisor_has_answered_does_not(ticket, ada, lee):
    made = actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    actions.resolve_escalation(escalation=made, by=lee, at=later(minutes=30))
    actions.solve(ticket=ticket, by=lee, at=later(hours=1))
    actions.reopen(ticket=ticket, by=ada, at=later(hours=2))
    assert escalated(lee) == []


def test_a_reply_that_solved_it_and_is_taken_back_leaves_it_standing(ticket, ada, lee):
    actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    sent = actions.reply(
        ticket=ticket, by=ada, at=later(minutes=5), text="Done.", seen_message_id=ticket.last_inbound_id, then="solve"
    )
    assert escalated(lee) == []
    actions.undo_reply(message=sent, by=ada, at=later(minutes=5, seconds=4))
    assert escalated(lee) == [ticket.pk]


def test_a_reply_that_opened_a_solved_one_and_is_taken_back_leaves_it_ended(ticket, ada, lee):
    actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager")
    actions.solve(ticket=ticket, by=lee, at=later(hours=1))
    sent = actions.reply(
        ticket=ticket, by=ada, at=later(hours=2), text="One more thing.", seen_message_id=10**9, then="wait"
    )
    assert escalated(lee) == [ticket.pk]
    actions.undo_reply(message=sent, by=ada, at=later(hours=2, seconds=4))
    assert escalated(lee) == []
    assert not Escalation.objects.standing().exists()


# To another team


@pytest.fixture
def to_billing(signed_in, ada, ticket, billing):
    """`to_billing()` escalates the ticket to another team, as Ada does it by page."""

    def pressing(**how):
        given = {"reason": "legal", "to": f"team:{billing.pk}"}
        return signed_in(ada).post(f"/desk/tickets/{ticket.pk}/escalation/", given, **how)

    return pressing


def test_who_loses_sight_of_it_is_told_and_goes_on(to_billing, signed_in, ada):
    answer = to_billing(follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "The ticket went to that team with it." in page
    assert "in your sight" not in page


def test_with_a_script_the_next_ticket_opens(to_billing):
    assert "desk:done" in to_billing(headers={"HX-Request": "true"}).headers["HX-Trigger"]


def test_who_has_the_ticket_keeps_it_in_sight(to_billing, ticket, ada):
    actions.take(ticket=ticket, by=ada, at=NINE)
    answer = to_billing(follow=True)
    assert "It stays in your sight under Escalated." in answer.content.decode()
    assert answer.context["ticket"] == ticket


def test_nothing_is_escalated_to_or_opened_for_an_archived_team(to_billing, signed_in, ada, admin, ticket, billing):
    billing.archived_at = NINE
    billing.save()
    for person, page in ((ada, f"tickets/{ticket.pk}/escalation"), (admin, "tickets/new")):
        shown = signed_in(person).get(f"/desk/{page}/").content.decode()
        assert f'value="{billing.pk}"' not in shown
        assert f'value="team:{billing.pk}"' not in shown
    assert to_billing().status_code == 409
    assert not Escalation.objects.exists()


def test_a_ticket_moved_out_of_sight_leads_on_without_a_script(signed_in, ada, ticket, billing):
    answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/team/", {"team": billing.pk}, follow=True)
    assert answer.status_code == 200
