"""A house with one small programme; Mo takes it, Lee looks after Mo."""

import pytest

from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.learning.academy.actions import apply as applying
from whiteglove.learning.academy.models import Enrolment

from .little import CONFIRMED, CONTENT, NINE, STATEMENT


@pytest.fixture
def little(db) -> Revision:
    revision = Revision.objects.create(
        pack="little", version="1", hash="1c" * 32, number=1, content=CONTENT, made_at=NINE
    )
    Loading.objects.create(revision=revision, at=NINE)
    return revision


@pytest.fixture
def enrolled(little, mo, lee) -> Enrolment:
    row = applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=mo, at=NINE)
    return applying.accept(application=row, reason="", by=lee, at=NINE)
