"""Nobody's tickets wait for somebody who has left."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.change_person import change_role
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.teams import add_member, remove_member
from whiteglove.service.desk import actions, queries, reactions
from whiteglove.service.desk.models import Ticket

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
