"""Two people doing the same thing at the same moment, on the engine where that can really happen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection, connections

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.invite import invite
from whiteglove.ground.people.actions.join import accept_invitation
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Person

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _engine():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; bin/test runs this on PostgreSQL too")


def at_once(*deeds) -> list:
    """Do all `deeds` at the same moment; gives what each returned, or the Refused it raised."""
    ready = Barrier(len(deeds))

    def run(deed):
        ready.wait(5)
        try:
            return deed()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.parametrize("turn", range(5))
def test_two_administrators_cannot_end_each_others_access(admin, turn):
    other = make_person("Jonas Weber", "jonas@whiteglove.example", "admin")
    done = at_once(
        lambda: deactivate(person=other, by=admin, at=AT),
        lambda: deactivate(person=admin, by=other, at=AT),
    )
    assert Person.objects.administrators().count() == 1
    assert sum(isinstance(one, Refused) for one in done) == 1


@pytest.mark.parametrize("turn", range(5))
def test_two_clicks_on_one_invitation_make_one_person(admin, turn):
    made = invite(email="nia@whiteglove.example", role="agent", by=admin, at=AT)
    done = at_once(*[lambda: accept_invitation(invitation=made, name="Nia", password="x", at=AT)] * 3)
    assert sum(isinstance(one, Person) for one in done) == 1
    assert Event.objects.named("person.joined").count() == 1


def test_two_invitations_to_one_address_are_one(admin):
    def ask():
        return invite(email="nia@whiteglove.example", role="agent", by=admin, at=AT)

    done = at_once(ask, ask, ask)
    assert sum(not isinstance(one, Refused) for one in done) == 1
