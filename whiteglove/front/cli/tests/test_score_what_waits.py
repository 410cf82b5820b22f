"""`whiteglove scores` scores what is closed and has no score, and says how much."""

import argparse

import pytest

from whiteglove.front.cli import scores
from whiteglove.learning.quality import actions
from whiteglove.learning.quality.tests.conftest import (  # noqa: F401  fixtures
    at,
    cleo_amara,
    house,
    mailbox,
    pack,
    reads,
    talk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


def test_old_tickets_are_scored_by_a_command(house, capsys):  # noqa: F811
    house.talk()
    assert scores.run(argparse.Namespace(again=False, quiet=False)) == 0
    assert "1 of 1 tickets scored." in capsys.readouterr().err
    assert actions.tickets_to_score() == []
