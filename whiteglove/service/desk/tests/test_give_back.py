"""Nobody's tickets wait for somebody who has left."""

import pytest

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.change_person import change_role
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.teams import add_member, remove_member
from whiteglove.ground.people.models import Person
from whiteglove.service.desk import actions, queries, reactions
from whiteglove.service.desk.actions import commitment
from whiteglove.service.desk.actions.watch_commitments import watch_due
from whiteglove.service.desk.models import Commitment, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
LEFT = (reactions.give_back_what_they_held, reactions.give_back_what_the_team_gave)


def react_to(name: str) -> None:
    for reaction in LEFT:
        if name.startswith("team.") == (reaction is reactions.give_back_what_the_team_gave):
            reaction(Event.objects.named(name).latest("id"))


@pytest.fixture
def taken(ticket, ada) -> Ticket:
    return actions.take(ticket=ticket, by=ada, at=NINE)


def test_when_access_ends_tickets_go_back_to_the_team(taken, ada, lee, admin):
    deactivate(person=ada, by=admin, at=later(hours=1))
    react_to("person.deactivated")
    taken.refresh_from_db()
    assert taken.assignee is None
    assert [row.pk for row in queries.queue(lee, "unassigned").rows] == [taken.pk]
    assert queries.counts(lee)["unassigned"] == 1
    assert taken.assignments.get().ended_at == later(hours=1)


def test_whoever_only_learns_now_keeps_no_live_ticket(taken, ada, admin):
    change_role(person=ada, role="trainee", by=admin, at=later(hours=1))
    react_to("person.role_changed")
    taken.refresh_from_db()
    assert taken.assignee is None


def test_a_promotion_takes_nothing_away(taken, ada, admin):
    change_role(person=ada, role="lead", by=admin, at=later(hours=1))
    react_to("person.role_changed")
    taken.refresh_from_db()
    assert taken.assignee == ada


def test_leaving_a_team_leaves_its_tickets_and_no_others(taken, ada, support, billing, cleo_amara, admin):
    add_member(team=billing, person=ada, by=admin, at=NINE)
    other = actions.open_ticket(customer=cleo_amara, by=admin, at=NINE, subject="Invoice", team=billing)
    actions.assign(ticket=other, by=admin, at=NINE, to=ada)
    remove_member(team=support, person=ada, by=admin, at=later(hours=1))
    react_to("team.member_removed")
    assert list(Ticket.objects.filter(assignee=ada)) == [other]


@pytest.fixture
def promise(taken, ada) -> Commitment:
    """Ada calls back tomorrow; she keeps track of it."""
    actions.reply(
        ticket=taken, by=ada, at=NINE, text="I'll call you back tomorrow.", seen_message_id=taken.last_inbound_id
    )
    run_pending(raising=True)
    return commitment.confirm(commitment=Commitment.objects.get(), by=ada, at=NINE)


def whose(promise: Commitment) -> str:
    promise.refresh_from_db()
    return promise.person.name if promise.person else "the team"


def told(ticket: Ticket, person: Person) -> list[str]:
    lines = queries.conversation(ticket, person).lines
    return [line.sentence for line in lines if line.event and line.event.name == "commitment.handed_on"]


def test_promises_of_who_leaves_are_the_teams_until_somebody_takes_the_ticket(promise, taken, ada, lee, admin):
    deactivate(person=ada, by=admin, at=later(hours=1))
    react_to("person.deactivated")
    assert whose(promise) == "the team"
    assert told(taken, lee) == ["a promise of Ada Osei passes to the team"]
    assert [row.pk for row in queries.promises(lee, whose="team")] == [promise.pk]
    actions.take(ticket=taken, by=lee, at=later(hours=2))
    assert whose(promise) == lee.name
    assert told(taken, lee)[1:] == [f"a promise of the team passes to {lee.name}"]
    assert [row.pk for row in queries.promises(lee)] == [promise.pk]


def test_promises_of_who_leaves_go_to_whoever_has_the_ticket(promise, taken, ada, lee, admin):
    actions.assign(ticket=taken, by=lee, at=later(minutes=1), to=lee)
    assert whose(promise) == ada.name
    deactivate(person=ada, by=admin, at=later(hours=1))
    react_to("person.deactivated")
    react_to("person.deactivated")
    assert whose(promise) == lee.name
    assert told(taken, lee) == [f"a promise of Ada Osei passes to {lee.name}"]


def test_whoever_leaves_a_team_leaves_their_promises_there(promise, taken, ada, support, lee, admin):
    remove_member(team=support, person=ada, by=admin, at=later(hours=1))
    react_to("team.member_removed")
    assert whose(promise) == "the team"


def test_what_is_settled_stays_theirs_unless_it_is_opened_again(promise, taken, ada, lee, admin):
    commitment.keep(commitment=promise, by=ada, at=NINE)
    deactivate(person=ada, by=admin, at=later(hours=1))
    react_to("person.deactivated")
    assert whose(promise) == ada.name
    actions.take(ticket=taken, by=lee, at=later(hours=1))
    commitment.reopen(commitment=promise, by=lee, at=later(hours=2))
    assert whose(promise) == lee.name


def test_who_keeps_track_of_the_teams_promise_has_it(promise, taken, ada, lee, admin, signed_in):
    commitment.reopen(commitment=promise, by=ada, at=NINE)
    deactivate(person=ada, by=admin, at=later(hours=1))
    react_to("person.deactivated")
    shown = signed_in(lee).get(f"/desk/tickets/{taken.pk}/").content.decode()
    assert "The team promised: call back" in shown
    commitment.confirm(commitment=promise, by=lee, at=later(hours=2))
    assert whose(promise) == lee.name


def test_a_promise_read_after_its_writer_left_is_not_theirs(taken, ada, lee, admin):
    actions.reply(
        ticket=taken, by=ada, at=NINE, text="I'll call you back tomorrow.", seen_message_id=taken.last_inbound_id
    )
    deactivate(person=ada, by=admin, at=later(hours=1))
    run_pending(raising=True)
    assert whose(Commitment.objects.get()) == "the team"


def test_a_colleague_who_took_it_meanwhile_keeps_it(taken, ada, lee, admin):
    deactivate(person=ada, by=admin, at=later(hours=1))
    actions.assign(ticket=taken, by=lee, at=later(hours=1), to=lee)
    react_to("person.deactivated")
    taken.refresh_from_db()
    assert taken.assignee == lee


def test_what_opens_again_does_not_go_to_somebody_who_left(taken, ada, lee, admin):
    actions.solve(ticket=taken, by=ada, at=NINE)
    deactivate(person=ada, by=admin, at=later(hours=1))
    actions.reopen(ticket=taken, by=lee, at=later(hours=2))
    taken.refresh_from_db()
    assert taken.assignee is None


@pytest.fixture
def bea(billing) -> Person:
    """An agent of the other team."""
    return make_person("Agent 8", "agent8@whiteglove.example", "agent", billing)


def test_on_a_ticket_that_moves_away_promises_are_the_other_teams(promise, taken, ada, lee, billing, bea, signed_in):
    actions.move(ticket=taken, by=lee, at=later(hours=1), team=billing)
    assert whose(promise) == "the team"
    assert told(taken, bea) == ["a promise of Ada Osei passes to the team"]
    assert not queries.promises(ada).exists() and queries.promises(bea, whose="team").get() == promise
    actions.take(ticket=taken, by=bea, at=later(hours=2))
    assert whose(promise) == bea.name
    shown = signed_in(bea).get(f"/desk/tickets/{taken.pk}/promises/{promise.pk}/").content.decode()
    assert "Ada promised it" in shown and "now it is yours to keep" in shown


def test_of_a_promise_that_moved_away_the_other_team_is_reminded(promise, taken, lee, billing, bea, ada):
    actions.move(ticket=taken, by=lee, at=later(hours=1), team=billing)
    actions.take(ticket=taken, by=bea, at=later(hours=2))
    promise.refresh_from_db()
    watch_due(at=promise.remind_at)
    topics = Event.objects.get(name="commitment.reminded").audience.split()
    assert f"person:{bea.pk}" in topics and f"person:{ada.pk}" not in topics


def test_moved_back_a_promise_is_its_writers_again(promise, taken, ada, lee, admin, billing, support):
    actions.move(ticket=taken, by=lee, at=later(hours=1), team=billing)
    actions.move(ticket=taken, by=admin, at=later(hours=2), team=support)
    assert whose(promise) == ada.name
    assert told(taken, lee)[1:] == ["a promise of the team passes to Ada Osei"]


def test_who_keeps_the_ticket_or_belongs_to_both_teams_keeps_their_promise(promise, taken, ada, lee, billing, admin):
    add_member(team=billing, person=ada, by=admin, at=NINE)
    actions.move(ticket=taken, by=lee, at=later(hours=1), team=billing)
    assert whose(promise) == ada.name and not told(taken, admin)


def test_whoever_saw_the_ticket_only_because_they_had_it_gives_its_promises_away_with_it(
    promise, taken, lee, admin, billing, bea
):
    commitment.reopen(commitment=promise, by=lee, at=NINE)
    actions.assign(ticket=taken, by=lee, at=NINE, to=bea)
    Commitment.objects.update(person=bea)
    actions.assign(ticket=taken, by=lee, at=later(hours=1), to=lee)
    assert whose(promise) == "Ada Osei"


def test_escalated_to_another_team_a_promise_goes_along_unless_its_writer_has_the_ticket(
    promise, taken, ada, lee, billing
):
    escalation = actions.escalate(ticket=taken, by=ada, at=later(hours=1), reason="authority", to=billing)
    assert whose(promise) == ada.name
    actions.unassign(ticket=taken, by=ada, at=later(hours=2))
    assert whose(promise) == "the team"
    boss = make_person("Lead 8", "lead8@whiteglove.example", "lead", billing)
    actions.return_escalation(escalation=escalation, by=boss, at=later(hours=3), answer="You may.")
    assert whose(promise) == ada.name


def test_merged_into_another_teams_ticket_promises_are_that_teams_until_it_is_undone(
    promise, taken, ada, cleo_amara, billing, admin
):
    there = actions.open_ticket(customer=cleo_amara, by=admin, at=NINE, subject="Invoice", team=billing)
    actions.merge(source=taken, into=there, by=admin, at=later(hours=1))
    assert whose(promise) == "the team"
    actions.unmerge(source=taken, by=admin, at=later(hours=2))
    assert whose(promise) == ada.name


def test_a_promise_taken_up_again_after_the_ticket_moved_is_not_whose_it_was(promise, taken, ada, lee, billing, bea):
    commitment.keep(commitment=promise, by=ada, at=NINE)
    actions.move(ticket=taken, by=lee, at=later(hours=1), team=billing)
    assert whose(promise) == ada.name
    commitment.reopen(commitment=promise, by=bea, at=later(hours=2))
    assert whose(promise) == "the team"
