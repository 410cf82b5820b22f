"""`whiteglove readings` reads what hasn't been read, and says how much."""

import argparse

import pytest

from whiteglove.front.cli import readings
from whiteglove.front.cli.plain import Refusal
from whiteglove.learning.standards.models import Reading
from whiteglove.learning.standards.tests.conftest import (  # noqa: F401  fixtures
    at,
    cleo_amara,
    mailbox,
    reads,
    small_pack,
    ticket,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


def run(**asked) -> int:
    return readings.run(argparse.Namespace(**{"again": False, "quiet": False} | asked))


def test_the_command_reads_what_has_none(reads, ticket, capsys):  # noqa: F811
    assert run() == 0
    assert "1 messages of 1 tickets read." in capsys.readouterr().err
    run()
    assert "Everything is read." in capsys.readouterr().err
    assert Reading.objects.count() == 1


def test_without_behaviours_it_says_what_to_do(ticket):  # noqa: F811
    with pytest.raises(Refusal, match="packs load"):
        run()
