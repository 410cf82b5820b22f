"""From a nomination to an award, and those who would take a shorter way."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.actions import cycle as cycles
from whiteglove.learning.awards.actions import judge as judges
from whiteglove.learning.awards.actions import nominate as verbs
from whiteglove.learning.awards.actions.announce import announce_due
from whiteglove.learning.awards.models import Cycle, Nomination, Score, Win
from whiteglove.learning.awards.personal_data import forget, what_is_kept
from whiteglove.learning.awards.stages import Dates
from whiteglove.learning.credentials.models import Credential
from whiteglove.service.customers.actions import recognise
from whiteglove.service.desk.errors import Refused

from .conftest import DAY, JUDGING, NINE, RESULTS
from .little import OTHER, STATEMENT

HIGH, LOW = {"hearing": 5, "doing": 4}, {"hearing": 2, "doing": 2}


def own(calm, person, statement=STATEMENT, at=NINE, links=()):
    return verbs.nominate(category=calm, nominee=person, statement=statement, links=links, by=person, at=at)


@pytest.fixture
def judged(calm, ada, fatou, jonas, admin, mo, lee):
    """Ada and Fatou put themselves forward; Jonas, the administrator and Lee judge. Lee leads Ada, Jonas Fatou."""
    rows = own(calm, ada), own(calm, fatou, OTHER)
    found = {}
    for person in (jonas, lee, admin):
        one = judges.appoint(category=calm, person=person, by=admin, at=NINE)
        for row, given in zip(rows, (HIGH, LOW), strict=True):
            try:
                judges.score(judge=one, nomination=row, given=given, words="Well told", by=person, at=JUDGING)
                found[person.name, row.nominee.name] = True
            except Refused:
                found[person.name, row.nominee.name] = False
    return rows, found


def test_from_two_nominations_to_one_award(calm, judged, ada, fatou, signed_in):
    rows, scored = judged
    assert not scored["Lee", "Ada Osei"] and not scored["Jonas Weber", "Fatou Diop"] and sum(scored.values()) == 4
    assert announce_due(at=RESULTS - DAY) == 0 and not Win.objects.exists()
    assert (announce_due(at=RESULTS), announce_due(at=RESULTS)) == (1, 0)
    run_pending(raising=True)
    assert queries.won_by(ada) == [("2026/calm", RESULTS.date())] and not queries.won_by(fatou)
    win = Win.objects.get(won=True)
    assert (win.mean, win.spread, win.judges, win.place) == (4.75, 0, 2, 1)
    assert Credential.objects.get(person=ada).ref == f"nomination:{rows[0].pk}"
    assert [one.to for one in mail.outbox if "You have won" in one.subject] == [[ada.email]]
    calm.cycle.refresh_from_db()
    heard = queries.heard(rows[0])
    assert heard == {"marks": [("Hearing", 5), ("Doing", 4)], "words": ["Well told", "Well told"]}
    page = signed_in(fatou).get(f"/community/awards/nominations/{rows[0].pk}/")
    assert page.status_code == 404
    assert "not awarded</span>" in signed_in(fatou).get("/community/awards/").content.decode()


def test_after_judging_neither_scores_nor_judges_change(calm, judged, jonas, admin, ada):
    rows, _ = judged
    one = jonas_judge = calm.judges.select_related("category__cycle").get(person=jonas)
    late = RESULTS - DAY / 2
    for act in (lambda: judges.score(judge=one, nomination=rows[0], given=LOW, by=jonas, at=late),
                lambda: judges.dismiss(judge=jonas_judge, by=admin, at=late),
                lambda: judges.appoint(category=calm, person=ada, by=admin, at=late),
                lambda: judges.declare(judge=one, nomination=rows[0], by=jonas, at=late)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    announce_due(at=RESULTS)
    with pytest.raises(Refused):
        verbs.withdraw(nomination=rows[1], by=rows[1].nominee, at=RESULTS)
    with pytest.raises(Refused):
        cycles.change_times(cycle=calm.cycle, dates=calm.cycle.dates, by=admin, at=RESULTS)


def test_too_few_judges_is_said_and_judging_can_be_prolonged(calm, ada, admin, jonas, fatou, signed_in):
    row = own(calm, ada)
    for person in (jonas, fatou):
        one = judges.appoint(category=calm, person=person, by=admin, at=NINE)
        judges.score(judge=one, nomination=row, given=HIGH, by=person, at=JUDGING)
    judges.declare(judge=one, nomination=row, by=fatou, at=JUDGING)
    assert queries.progress(calm) == [(row, 1, 1)]
    longer = Dates(NINE, NINE + 2 * DAY, NINE + 7 * DAY, NINE + 8 * DAY)
    cycles.change_times(cycle=calm.cycle, dates=longer, by=admin, at=RESULTS - DAY)
    assert announce_due(at=RESULTS) == 0
    announce_due(at=NINE + 8 * DAY)
    calm.refresh_from_db()
    assert calm.outcome == "too_few" and not Win.objects.exists()
    assert "no result</span>" in signed_in(ada).get("/community/awards/").content.decode()


def test_a_colleague_agrees_before_anybody_judges(calm, ada, mo, lee):
    row = verbs.nominate(category=calm, nominee=mo, statement=STATEMENT, by=ada, at=NINE)
    run_pending(raising=True)
    assert mail.outbox[-1].to == [mo.email] and not queries.progress(calm)
    with pytest.raises(Refused):
        verbs.agree(nomination=row, by=ada, at=NINE)
    with pytest.raises(Http404):
        verbs.agree(nomination=row, by=lee, at=NINE)
    verbs.agree(nomination=row, by=mo, at=NINE)
    with pytest.raises(Refused):
        verbs.withdraw(nomination=row, by=ada, at=NINE)
    assert queries.nominations_by(mo) == [] and len(queries.progress(calm)) == 1


def test_the_shorter_ways_are_closed(calm, plan, ada, lee, mo, admin, jonas):
    with pytest.raises(Refused, match="arranges"):
        own(calm, admin)
    with pytest.raises(Refused, match="while they are open"):
        own(calm, ada, at=JUDGING)
    row = own(calm, ada)
    for statement in ("Great.", STATEMENT):
        with pytest.raises(Refused):
            own(calm, mo, statement)
    own(calm, lee, OTHER)
    with pytest.raises(Refused, match="somebody else chooses"):
        judges.appoint(category=calm, person=mo, by=lee, at=NINE)
    with pytest.raises(Refused, match="Judges are"):
        judges.appoint(category=calm, person=mo, by=admin, at=NINE)
    for act in (lambda: cycles.change_times(cycle=calm.cycle, dates=calm.cycle.dates, by=lee, at=NINE),
                lambda: cycles.call_off(cycle=calm.cycle, why="Why not", by=lee, at=NINE),
                lambda: own(calm, jonas, links=["https://a.example"] * 6)):  # fmt: skip
        with pytest.raises(Refused, match=r"somebody else arranges|at most"):
            act()
    verbs.withdraw(nomination=row, by=ada, at=NINE)
    assert queries.nominations_by(ada) == [] and queries.nominations_by(lee) == [("2026/calm", NINE.date())]
    with pytest.raises(Refused):
        own(calm, jonas)  # the same words, of somebody else's
    assert own(calm, ada).stands  # one's own may come back
    for odd in ({"name": "2026"}, {"categories": ["none"]}, {"least_judges": 1}, {"least_mark": 9}):
        with pytest.raises(Refused):
            cycles.plan(plan=plan(**{"name": "other"} | odd), by=admin, at=NINE - DAY)


def test_withdrawing_late_makes_nobody_a_judge_of_their_rivals(calm, ada, fatou, admin):
    first, second = own(calm, ada), own(calm, fatou, OTHER)
    judge = judges.appoint(category=calm, person=fatou, by=admin, at=NINE)
    verbs.withdraw(nomination=second, by=fatou, at=JUDGING)
    assert queries.reasons(calm)[judge.pk, first.pk] == "You are put forward in the same category."
    with pytest.raises(Refused):
        judges.score(judge=judge, nomination=first, given=LOW, by=fatou, at=JUDGING)
    with pytest.raises(Http404):
        judges.score(judge=judge, nomination=second, given=HIGH, by=fatou, at=JUDGING)
    assert not Score.objects.exists()


def test_nobody_rids_themselves_of_a_judge_by_putting_them_forward(calm, ada, fatou, admin):
    mine = own(calm, ada)
    judge = judges.appoint(category=calm, person=fatou, by=admin, at=NINE)
    asked = verbs.nominate(category=calm, nominee=fatou, statement=OTHER, by=ada, at=NINE)
    assert queries.reasons(calm)[judge.pk, mine.pk] == ""
    verbs.withdraw(nomination=asked, by=fatou, at=NINE)
    assert queries.reasons(calm)[judge.pk, mine.pk] == ""


def test_judging_ends_neither_in_the_past_nor_by_a_second(calm, admin):
    cycles.change_times(cycle=calm.cycle, dates=Dates(NINE, NINE + 2 * DAY, NINE + 4 * DAY, RESULTS), by=admin, at=NINE)
    for judged_by in (NINE + 2 * DAY + DAY / 2, JUDGING):
        with pytest.raises(Refused, match="times to come"):
            cycles.change_times(
                cycle=calm.cycle, dates=Dates(NINE, NINE + 2 * DAY, judged_by, RESULTS), by=admin, at=JUDGING
            )
    Cycle.objects.update(opens_at=NINE + timedelta(seconds=7))  # not written by a form
    cycles.change_times(cycle=calm.cycle, dates=Dates(NINE, NINE + 2 * DAY, RESULTS, RESULTS), by=admin, at=JUDGING)
    calm.cycle.refresh_from_db()
    assert (calm.cycle.judged_by, calm.cycle.opens_at.second) == (RESULTS, 7)


def test_a_customers_name_goes_with_the_customer(calm, ada):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    row = own(calm, ada, f"{STATEMENT} It was Cleo Amara.")
    assert [(one["what"], one["id"]) for one in what_is_kept(cleo)] == [("nomination", row.pk)]
    assert (forget(cleo, NINE), forget(cleo, NINE)) == (1, 0)
    row.refresh_from_db()
    assert "Cleo" not in row.statement and "wheelchair" in row.statement


def test_only_the_winner_shows_it_to_everybody_and_leaving_hides_it(judged, ada, fatou, admin, client):
    rows, _ = judged
    announce_due(at=RESULTS)
    page = lambda: client.get("/community/awards/winners/").content.decode()  # noqa: E731
    with pytest.raises(Refused):
        verbs.show(nomination=rows[1], by=fatou, at=RESULTS)
    assert "Ada" not in page()
    verbs.show(nomination=rows[0], by=ada, at=RESULTS)
    assert "Ada Osei" in page() and "Fatou" not in page()
    deactivate(person=ada, reason="", by=admin, at=RESULTS)
    run_pending(raising=True)
    assert "Ada" not in page() and Nomination.objects.get(pk=rows[0].pk).shown_at is None
