"""Self-checks are in the file one takes along, and go with who made them."""

import pytest

from whiteglove.learning.closing.actions.erase import erase_person
from whiteglove.learning.closing.guard import word
from whiteglove.learning.closing.models import SelfCheck
from whiteglove.learning.closing.taking_along import file_of
from whiteglove.service.desk import actions as desk

from .conftest import later

pytestmark = pytest.mark.django_db


def test_self_checks_are_given_and_erased(warns, answered, ada, lee):
    desk.solve(ticket=answered, by=ada, at=later(hours=2), word=word({"timeline": "not_needed"}, anyway=True))
    (check,) = file_of(ada)["checks"]
    assert (check["ticket"], check["left_open"], check["answers"]["timeline"]) == (answered.pk, 2, "not_needed")
    assert file_of(lee)["checks"] == []
    erase_person(lee, later(days=1))
    assert SelfCheck.objects.count() == 1
    erase_person(ada, later(days=1))
    assert not SelfCheck.objects.exists() and answered.solutions.count() == 1
