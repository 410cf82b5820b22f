"""Who sees what evidence shows of whom."""

import pytest

from whiteglove.learning.coaching.models import Suggestion
from whiteglove.learning.practice.models import Run

from .test_count import LATELY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, loaded):
    monkeypatch.setattr("whiteglove.learning.careers.views.maps.clock.now", lambda: NOW)
    return loaded


def test_somebody_sees_their_own_levels_and_what_shows_them(told, signed_in, ada):
    for number in range(4):
        Suggestion.objects.create(title=f"Shorter forms {number}", by=ada, at=LATELY)
    page = signed_in(ada).get("/capabilities/?role=member-support").content.decode()
    assert "Suggestions made</a>: <strong>4</strong>, shows Proficient." in page
    assert "nothing is shown yet" in page and "Of my people" not in page


def test_a_lead_sees_their_people_without_their_practice(told, signed_in, mo, lee):
    about = {"revision": told, "seed": 1, "mood": 50, "patience": 5, "began_at": LATELY, "ended_at": LATELY}
    about |= {"scenario": "refund-wrong-size", "medium": "chat", "ending": "met", "score": 90}
    Run.objects.create(person=mo, passed=True, **about)
    own = signed_in(mo).get("/capabilities/").content.decode()
    seen = signed_in(lee).get(f"/capabilities/people/{mo.pk}/").content.decode()
    assert "Simulated customers" in own and "Simulated customers" not in seen
    team = signed_in(lee).get("/capabilities/team/").content.decode()
    assert f"/capabilities/people/{mo.pk}/" in team


def test_nobody_else_sees_anything(told, signed_in, ada, mo, zed):
    assert signed_in(ada).get(f"/capabilities/people/{mo.pk}/").status_code == 403
    assert signed_in(ada).get("/capabilities/team/").status_code == 403
    assert signed_in(zed).get("/capabilities/").status_code in (302, 403)


def test_without_a_pack_the_page_says_so(signed_in, ada, db):
    assert "No capabilities yet" in signed_in(ada).get("/capabilities/").content.decode()
