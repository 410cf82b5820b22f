"""A round of awards that the administrator planned; Fatou and Jonas are of another team."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import make_person
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.learning.awards.actions import cycle as cycles
from whiteglove.learning.awards.stages import Dates

from .little import CRITERIA

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
JUDGING, RESULTS = NINE + 3 * DAY, NINE + 6 * DAY
DATES = Dates(NINE, NINE + 2 * DAY, NINE + 5 * DAY, RESULTS)
AWARD = {"award": {"name": "Award", "kind": "Award", "about": "Won.", "criteria": "Judged."}}


@pytest.fixture
def fatou(billing):
    return make_person("Fatou Diop", "fatou@whiteglove.example", "agent", billing)


@pytest.fixture
def jonas(billing):
    return make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)


@pytest.fixture
def plan(db):
    """What a pack with one category lets one plan."""
    parts = {"awards": {"calm": {"title": "Calm", "about": "", "criteria": CRITERIA}}, "achievements": AWARD}
    revision = Revision.objects.create(pack="p", version="1", hash="3b" * 32, number=1, made_at=NINE,
                                       content={"parts": parts})  # fmt: skip
    Loading.objects.create(revision=revision, at=NINE)
    return lambda **more: cycles.Plan(
        **{"name": "2026", "title": "Awards", "dates": DATES, "categories": ["calm"]} | more
    )


@pytest.fixture
def calm(plan, admin, settings):
    settings.INLINE_REACTIONS = True
    return cycles.plan(plan=plan(), by=admin, at=NINE - DAY).categories.select_related("cycle").get()
