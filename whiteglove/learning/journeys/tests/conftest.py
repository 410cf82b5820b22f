"""A house in which the small journey is offered."""

import pytest

from whiteglove.ground.packs.models import Revision

from .small import ACHIEVEMENTS, load_small


@pytest.fixture
def small(db) -> Revision:
    return load_small(achievements=ACHIEVEMENTS)
