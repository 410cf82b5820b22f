"""A webinar at ten, hosted by Lee."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.learning.gatherings.actions.plan import Plan, schedule

NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
ELEVEN = NINE + timedelta(hours=2)


@pytest.fixture
def planned(lee):
    def plan(**more) -> Plan:
        about = {"title": "Calm", "name": "webinar-1", "starts_at": TEN, "ends_at": ELEVEN, "hosts": [lee],
                 "zone": "Europe/Berlin", "link": "https://meet.example/calm"}  # fmt: skip
        return Plan(**about | more)

    return plan


@pytest.fixture
def webinar(planned, lee, settings):
    """Made a few days before. Letters leave at once."""
    settings.INLINE_REACTIONS = True
    return schedule(plan=planned(seats=1), by=lee, at=NINE - timedelta(days=3))
