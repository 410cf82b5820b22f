"""Who asks to be let in is never locked out by others who ask for the same address."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.service.customers.actions import visit
from whiteglove.service.customers.actions.recognise import recognise

NINE = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
CLEO = "cleo@customer.example"


@pytest.mark.django_db
def test_whoever_is_refused_a_link_has_one_that_opens():
    recognise(email=CLEO, name="Cleo Amara", at=NINE)
    links = [visit.ask_for_link(email=CLEO, network=f"stranger {n}", at=NINE).token for n in range(visit.FOR_ONE)]
    for minutes in range(1, 20):
        at = NINE + timedelta(minutes=minutes)
        assert visit.ask_for_link(email=CLEO, network="cleo", at=at).too_often
        assert visit.waits(token=links[-1], at=at)
    assert not visit.ask_for_link(email=CLEO, network="cleo", at=NINE + visit.LASTS).too_often
