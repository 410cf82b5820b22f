"""Three people want the last seat at the same moment, on the engine where that can really happen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from whiteglove.learning.gatherings.actions.seat import leave_seat, take_seat
from whiteglove.learning.gatherings.models import Seat

from .conftest import NINE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _engine():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; bin/test runs this on PostgreSQL too")


def at_once(*deeds) -> None:
    ready = Barrier(len(deeds))

    def run(deed):
        ready.wait(5)
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(run, deeds))


def test_the_last_seat_goes_to_one_and_comes_back_to_one(webinar, ada, mo, admin, settings):
    settings.INLINE_REACTIONS = False
    before, people = NINE - timedelta(days=2), (ada, mo, admin)
    at_once(*[lambda one=one: take_seat(gathering=webinar, by=one, at=before) for one in people])
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["taken", "waiting", "waiting"]
    first = Seat.objects.taken().get().person
    others = [one for one in people if one != first]
    at_once(lambda: leave_seat(gathering=webinar, by=first, at=before),
            lambda: leave_seat(gathering=webinar, by=others[0], at=before))  # fmt: skip
    assert Seat.objects.taken().get().person == others[1]
