import pytest

from tests.cast import make_person
from whiteglove.learning.quality import actions, calibrating
from whiteglove.learning.quality.models import Calibration, Review
from whiteglove.service.desk.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def nour(house, support):
    return make_person("Nour Haddad", "nour@whiteglove.example", "lead", support)


@pytest.fixture
def session(house, nour):
    about = {"tickets": [house.talk()], "reviewers": [house.lee, nour], "by": house.lee, "at": house.at}
    return actions.call_calibration(name="March", **about)


def judge(session, person, at, **said):
    review = actions.begin_case(calibration=session, ticket=session.cases.get().ticket, by=person, at=at)
    for item, verdict in said.items():
        actions.save_verdict(review=review, item=item, verdict=verdict, by=person, at=at)
    return actions.give_review(review=review, by=person, at=at)


def test_verdicts_stay_covered_until_they_are_opened(house, session, nour):
    judge(session, house.lee, house.at, warm="met")
    assert "whole" not in calibrating.shown(session, nour) and calibrating.shown(session, nour)["waiting"] == 1
    judge(session, nour, house.at, warm="missed")
    row = actions.reveal(calibration=session, by=house.lee, at=house.at)
    shown = calibrating.shown(row, nour)
    assert shown["cases"][0].apart == 1 and shown["whole"].count == 1


def test_whom_it_is_about_hears_nothing_of_it(house, session):
    review = judge(session, house.lee, house.at, warm="missed")
    assert review not in Review.objects.visible_to(house.ada)
    assert session not in Calibration.objects.visible_to(house.ada)


def test_graders_are_compared_with_what_was_settled(house, session, nour):
    judge(session, house.lee, house.at, warm="met")
    judge(session, nour, house.at, warm="missed")
    actions.reveal(calibration=session, by=house.lee, at=house.at)
    case = session.cases.get()
    actions.settle(case=case, item="warm", verdict="missed", why="Curt.", by=house.lee, at=house.at)
    actions.close(calibration=session, by=house.lee, at=house.at)
    courses = calibrating.graders_over_time(Calibration.objects.all())
    assert [(one.name, one.latest.same, one.latest.lenient, one.drift) for one in courses] == [
        ("Lee", 0, 1.0, None), ("Nour Haddad", 1, 0.0, None)
    ]  # fmt: skip


def test_after_the_opening_nobody_judges_any_more(house, session, nour):
    judge(session, house.lee, house.at, warm="met")
    actions.reveal(calibration=session, by=house.lee, at=house.at)
    with pytest.raises(Refused, match="open already"):
        judge(session, nour, house.at, warm="met")


def test_after_the_opening_no_verdict_is_given_changed_or_taken_back(house, session, nour):
    mine = judge(session, house.lee, house.at, warm="met")
    draft = actions.begin_case(calibration=session, ticket=session.cases.get().ticket, by=nour, at=house.at)
    actions.save_verdict(review=draft, item="warm", verdict="missed", by=nour, at=house.at)
    actions.reveal(calibration=session, by=house.lee, at=house.at)
    for change in (
        lambda: actions.take_back_review(review=mine, by=house.lee, at=house.at),
        lambda: actions.save_verdict(review=draft, item="warm", verdict="met", by=nour, at=house.at),
        lambda: actions.give_review(review=draft, by=nour, at=house.at),
    ):
        with pytest.raises(Refused, match="open already"):
            change()


def test_administrators_too_see_no_verdict_before_the_opening(house, session, admin):
    review = judge(session, house.lee, house.at, warm="met")
    assert review not in Review.objects.visible_to(admin)
    actions.reveal(calibration=session, by=house.lee, at=house.at)
    assert review in Review.objects.visible_to(admin)


def test_nobody_judges_their_own_work_or_alone(house, nour):
    with pytest.raises(Refused, match="Two people"):
        actions.call_calibration(name="", tickets=[house.talk()], reviewers=[nour], by=house.lee, at=house.at)
    own = house.talk(by=house.lee)
    with pytest.raises(Refused, match="their own work"):
        actions.call_calibration(name="", tickets=[own], reviewers=[house.lee, nour], by=house.lee, at=house.at)


def test_only_who_called_it_leads_it(house, session, nour):
    with pytest.raises(Refused, match="Whoever called"):
        actions.reveal(calibration=session, by=nour, at=house.at)


def test_a_calibration_from_beginning_to_end_in_the_browser(house, session, nour, signed_in, monkeypatch):
    monkeypatch.setattr("whiteglove.ground.lib.clock.now", lambda: house.at)
    judge(session, nour, house.at, warm="missed")
    lee, case = signed_in(house.lee), session.cases.get()
    page = f"/quality/calibrations/{session.pk}/"
    shown = lee.post(f"{page}{case.pk}/", follow=True).content.decode()
    assert "Calibration: March" in shown and "The program says" not in shown
    review = Review.objects.get(reviewer=house.lee)
    lee.post(f"/quality/reviews/{review.pk}/items/warm/", {"verdict": "met"})
    lee.post(f"/quality/reviews/{review.pk}/given/", {"note": ""})
    assert "Missed" not in lee.get(page).content.decode()
    lee.post(page, {"do": "reveal"})
    assert "You differ in 1 of 1" in lee.get(page).content.decode()
    lee.post(f"{page}{case.pk}/warm/", {"verdict": "met", "why": "Friendly enough."})
    shown = lee.post(page, {"do": "close"}, follow=True).content.decode()
    assert "Friendly enough." in shown and "too few to tell" in shown
