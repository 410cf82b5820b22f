"""What each sees: judges their own scores, leads counts, everybody who won; and what it costs."""

from datetime import timedelta

import pytest

from whiteglove.ground.lib import clock
from whiteglove.learning.awards.actions import judge as judges
from whiteglove.learning.awards.actions import nominate as verbs
from whiteglove.learning.awards.models import Nomination, Score, Win

from .conftest import JUDGING, NINE
from .little import OTHER, STATEMENT

HOME = "/community/awards/"


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_to


def test_somebody_is_put_forward_agrees_and_is_scored_blindly(calm, ada, fatou, jonas, admin, lee, at, signed_in):
    at(NINE)
    there = f"{HOME}rounds/2026/calm/put-forward/"
    said = signed_in(fatou).post(there, {"nominee": ada.pk, "statement": "Too short <b>", "links": ""})
    assert said.status_code == 422 and "Too short &lt;b&gt;" in said.content.decode()
    words = f"{STATEMENT} <script>alert(1)</script>"
    made = signed_in(fatou).post(there, {"nominee": ada.pk, "statement": words, "links": "https://desk.example/42"})
    here = made.headers["Location"]
    assert "Agree" in signed_in(ada).get(here).content.decode()
    kept = signed_in(fatou).post(here, {"statement": "Too short <b>", "links": ""})
    assert kept.status_code == 422 and "Too short &lt;b&gt;" in kept.content.decode()
    signed_in(ada).post(f"{here}answer/", {"how": "agree"})
    for person in (jonas, admin):
        judges.appoint(category=calm, person=person, by=admin, at=NINE)
    judge, other = calm.judges.order_by("id")
    at(JUDGING)
    page = f"{HOME}judging/{judge.pk}/{Nomination.objects.get().pk}/"
    shown = signed_in(jonas).get(page).content.decode()
    assert "wheelchair" in shown and "<script>alert" not in shown and "Much" in shown
    assert signed_in(jonas).get(f"{HOME}judging/{other.pk}/").status_code == 404
    half = signed_in(jonas).post(page, {"c-hearing": "5", "words": "All that I saw"})
    assert half.status_code == 422 and "All that I saw" in half.content.decode() and not Score.objects.exists()
    signed_in(jonas).post(page, {"c-hearing": "5", "c-doing": "3", "words": "Yes"})
    assert Score.objects.get().given == {"hearing": 5, "doing": 3}
    seen = signed_in(lee).get(f"{HOME}rounds/2026/calm/judges/").content.decode()
    assert "1 of 2 judges scored" in seen and "Yes" not in seen
    assert signed_in(ada).get(f"{HOME}rounds/2026/calm/judges/").status_code == 403
    assert signed_in(lee).get(here).status_code == 404


def test_a_lead_plans_a_round_from_the_form(plan, lee, signed_in):
    day = clock.now()
    times = {name: f"{day + timedelta(days=ahead):%Y-%m-%dT10:00}" for name, ahead in
             (("opens_at", 1), ("closes_at", 9), ("judged_by", 19), ("results_at", 20))}  # fmt: skip
    sent = times | {"title": "Awards", "name": "2027", "categories": ["calm"], "least_judges": 2, "least_mark": 3}
    client = signed_in(lee)
    assert client.post(f"{HOME}plan/", sent | {"closes_at": times["opens_at"]}).status_code == 422
    made = client.post(f"{HOME}plan/", sent)
    assert "Planned" in client.get(made.headers["Location"]).content.decode()
    assert client.post(f"{HOME}rounds/2027/off/", {"why": "Later"}).status_code == 303
    assert "Called off: Later" in client.get(made.headers["Location"]).content.decode()


def test_pages_cost_the_same_for_many(calm, ada, fatou, lee, at, signed_in, django_assert_max_num_queries):
    people = [ada, fatou, lee]
    for number, person in enumerate(people):
        words = " ".join(f"{word}{number}" for word in STATEMENT.split())
        made = verbs.nominate(category=calm, nominee=person, statement=words, by=person, at=NINE)
        Win.objects.create(nomination=made, place=1, mean=5, spread=0, judges=2, won=True, at=NINE)
    at(NINE)
    client = signed_in(ada)
    client.get(HOME)
    with django_assert_max_num_queries(12):
        client.get(HOME)
    with django_assert_max_num_queries(14):
        client.get(f"{HOME}rounds/2026/")
    page = signed_in(lee).get(f"{HOME}rounds/2026/calm/judges/").content.decode()
    assert "somebody else chooses its judges" in page and "Who judges" not in page


def test_a_nomination_in_two_windows_loses_neither_text(calm, ada, at, signed_in):
    at(NINE)
    browser, row = signed_in(ada), verbs.nominate(category=calm, nominee=ada, statement=STATEMENT, by=ada, at=NINE)
    here, begun = f"{HOME}nominations/{row.pk}/", row.mark
    assert f'value="{begun}"' in browser.get(here).content.decode()
    typed = {"statement": f"{STATEMENT} Nobody had asked her to.", "links": "", "seen": begun}
    verbs.rewrite(nomination=row, statement=OTHER, links=[], by=ada, at=NINE)
    refused = browser.post(here, typed)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "meanwhile" in shown
    assert "Nobody had asked her to." in shown and "lost its total in print" in shown
    row.refresh_from_db()
    assert row.statement == OTHER and f'value="{row.mark}"' in shown
    browser.post(here, typed | {"seen": row.mark})
    row.refresh_from_db()
    assert row.statement == typed["statement"]


def test_a_judge_is_told_of_their_own_conflict(calm, ada, mo, jonas, admin, at, signed_in):
    at(NINE)
    row = verbs.nominate(category=calm, nominee=jonas, statement=STATEMENT, by=jonas, at=NINE)
    judge = judges.appoint(category=calm, person=ada, by=admin, at=NINE)
    page = f"{HOME}judging/{judge.pk}/"
    signed_in(ada).post(f"{page}{row.pk}/conflict/")
    shown = signed_in(ada).get(page).content.decode()
    assert "You declared a conflict." in shown and "Take it back" in shown
