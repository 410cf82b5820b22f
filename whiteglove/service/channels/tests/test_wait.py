"""When the next try is."""

from datetime import timedelta

import pytest

from whiteglove.service.channels import backoff, claims
from whiteglove.service.channels.tests.letters import NOW


@pytest.mark.parametrize("steps", [backoff.FILING, backoff.SENDING, backoff.POLLING])
def test_waiting_grows_with_every_try(steps):
    waits = [backoff.next_try(tries, NOW, steps) - NOW for tries in range(1, len(steps) + 1)]
    assert waits == sorted(waits)
    assert waits[0] > timedelta(0)


@pytest.mark.parametrize("steps", [backoff.FILING, backoff.SENDING])
def test_after_the_last_try_a_person_is_needed(steps):
    assert backoff.next_try(len(steps) + 1, NOW, steps) is None


def test_sending_goes_on_for_four_days():
    assert timedelta(days=4) <= sum(backoff.SENDING, timedelta()) <= timedelta(days=6)


def test_polling_never_gives_up():
    assert backoff.next_poll(1000, NOW) == NOW + timedelta(minutes=30)


def test_a_claim_of_this_process_is_alive():
    assert not claims.is_dead(claims.new())


def test_a_claim_of_a_process_that_is_gone_is_dead():
    host, _, rest = claims.new().partition(":")
    assert claims.is_dead(f"{host}:4194399:{rest.rpartition(':')[2]}")


@pytest.mark.parametrize("claim", ["", "elsewhere:1:abc", "nonsense"])
def test_a_claim_of_another_machine_is_believed_until_its_lease_ends(claim):
    assert not claims.is_dead(claim)


def test_a_claim_fits_its_column():
    assert len(claims.new()) <= 40
