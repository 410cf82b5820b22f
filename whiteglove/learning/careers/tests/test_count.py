"""What indicators count, from the rows of the rooms that know it, for any number of people at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.packs.models import Revision
from whiteglove.learning.careers.contributions import CONTRIBUTIONS
from whiteglove.learning.careers.counting.asked import Asked
from whiteglove.learning.careers.counting.gathered import counted
from whiteglove.learning.careers.counting.languages import NAME as LANGUAGES
from whiteglove.learning.careers.counting.made import DEEDS
from whiteglove.learning.careers.counting.reviews import verdicts
from whiteglove.learning.careers.levels import reading
from whiteglove.learning.coaching.models import Example, Suggestion
from whiteglove.learning.community.giving import sorts
from whiteglove.learning.measures.models import ALL, ANY
from whiteglove.learning.measures.models import Sum as Line
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quality.models import Review, Verdict
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

MAY = date(2026, 5, 1)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LATELY, LONG_AGO = NOW - timedelta(days=30), NOW - timedelta(days=400)


@pytest.fixture
def revision(db) -> Revision:
    about = {"pack": "small", "version": "1.0", "hash": "0" * 64, "number": 1}
    return Revision.objects.create(**about, content={"parts": {}}, made_at=LONG_AGO)


@pytest.fixture
def ticket(ada, lee, mailbox):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=LATELY)
    return desk.open_ticket(customer=cleo, by=lee, at=LATELY, subject="Charged twice", text="I was charged twice.")


@pytest.fixture
def mailbox(support):
    from whiteglove.service.channels.models import Account

    about = {"name": "Support", "team": support, "is_default": True}
    return Account.objects.get_or_create(address="support@whiteglove.example", defaults=about)[0]


def told(shipped, capability: str, *people, reader=None) -> dict:
    """What the first of these people is counted for, of one capability."""
    one = shipped.capabilities[capability]
    found = counted(replace(shipped, capabilities={capability: one}), Asked(tuple(p.pk for p in people), NOW, reader))
    return found[people[0].pk][capability]


def line(person, sort: str, priority: str = ALL, channel: str = "", **numbers) -> None:
    Line.objects.create(unit="m", person=person.pk, priority=priority, sort=sort, day=MAY, team=0,
                        channel=channel, **numbers)  # fmt: skip


@pytest.mark.django_db
def test_metrics_come_with_their_interval_and_of_one_channel_where_asked(shipped, ada, lee):
    line(ada, "answer.csat", n=20, timed=20, value=92, square=426)
    line(lee, "answer.csat", n=20, timed=20, value=20, square=20)
    csat = told(shipped, "digital-engagement", ada, lee)["satisfied"]
    assert (csat.value, csat.of) == (4.6, 20) and csat.low < 4.6 < csat.high
    line(ada, "clock.chat_reply", ANY, "chat", n=50, met=45)
    line(ada, "clock.first_reply", ANY, "email", n=50, met=10)
    assert told(shipped, "online-support", ada)["in-time"].value == 90


@pytest.mark.django_db
def test_reviews_count_what_was_met_wholly_and_no_calibrations(shipped, ada, lee, zed, ticket, revision):
    about = {"ticket": ticket, "about": ada, "reviewer": lee, "revision": revision, "card": "conversation"}
    review = Review.objects.create(**about, begun_at=LATELY, given_at=LATELY)
    for item, verdict in (("listening", "met"), ("answered", "partly"), ("warm", "met")):
        Verdict.objects.create(review=review, item=item, verdict=verdict)
    old = Review.objects.create(**about, begun_at=LONG_AGO, given_at=LONG_AGO)
    Verdict.objects.create(review=old, item="listening", verdict="missed")
    found = told(shipped, "active-listening", ada)["taken-up"]
    assert (found.value, found.of) == (50, 2)
    assert told(shipped, "active-listening", ada, reader=lee)["taken-up"].of == 2
    assert told(shipped, "active-listening", ada, reader=zed)["taken-up"].of == 0


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [None, "lee"])
def test_reviews_are_looked_for_once_whoever_reads(shipped, ada, lee, reader):
    asked = Asked((ada.pk,), NOW, reader and lee)
    statement = str(verdicts(asked, [shipped.capabilities["active-listening"].indicators[0]]).query)
    assert statement.count('FROM "quality_review"') == 1


@pytest.mark.django_db
def test_practice_counts_each_customer_once_and_for_the_player_alone(shipped, mo, lee, revision):
    about = {"person": mo, "revision": revision, "seed": 1, "mood": 50, "patience": 5, "began_at": LATELY}
    for scenario, passed in (
        ("refund-wrong-size", True),
        ("refund-wrong-size", True),
        ("feature-group-booking", False),
    ):
        Run.objects.create(
            scenario=scenario, medium="email", ended_at=LATELY, ending="met", score=80, passed=passed, **about
        )
    assert told(shipped, "active-listening", mo)["served"].value == 1
    assert told(shipped, "active-listening", mo, reader=lee)["served"].value is None
    assert told(shipped, "online-support", mo)["served"].value == 0


@pytest.mark.django_db
def test_tests_count_by_their_best_result_once_all_were_taken(shipped, mo, revision):
    about = {"person": mo, "revision": revision, "seed": 1, "started_at": LATELY, "handed_in_at": LATELY}
    for number, score in enumerate((60, 90), 1):
        Attempt.objects.create(quiz="records-and-privacy", number=number, score=score, finished_at=LATELY, **about)
    assert told(shipped, "data-privacy", mo)["known"].value is None
    Attempt.objects.create(quiz="service-ethics", number=1, score=70, finished_at=LATELY, **about)
    assert told(shipped, "data-privacy", mo)["known"].value == 80


@pytest.mark.django_db
def test_what_lies_right_at_the_end_of_the_window_counts_and_a_second_before_does_not(shipped, mo, lee, revision):
    year, two = NOW - timedelta(days=365), NOW - timedelta(days=730)
    run = {"revision": revision, "seed": 1, "mood": 50, "patience": 5, "medium": "email", "ending": "met", "score": 80,
           "passed": True, "person": mo}  # fmt: skip
    for scenario, at in (("refund-wrong-size", year), ("feature-group-booking", year - timedelta(seconds=1))):
        Run.objects.create(scenario=scenario, began_at=at, ended_at=at, **run)
    Run.objects.create(scenario="technical-lost-photos", began_at=year, ended_at=LATELY, from_turn=2, **run)
    assert told(shipped, "active-listening", mo)["served"].value == 1
    for number, (score, at) in enumerate(((70, two), (100, two - timedelta(seconds=1)), (65, NOW)), 1):
        Attempt.objects.create(person=mo, quiz="calm-and-clear", revision=revision, number=number, seed=1,
                               started_at=at, handed_in_at=at, finished_at=at, score=score)  # fmt: skip
    mo.is_active = False
    mo.save()
    known = told(shipped, "complaints", mo)["known"]
    assert known.value == 70 and reading(shipped.capabilities["complaints"].indicators[3], known).level == 1


@pytest.mark.django_db
def test_what_was_shared_without_a_name_stays_without_one(shipped, ada, lee, ticket):
    Example.objects.create(
        ticket=ticket, by=ada, title="Calm", why="So calm.", nameless=True, at=LATELY, shared_at=LATELY
    )
    assert told(shipped, "training", ada)["examples"].value == 1
    assert told(shipped, "training", ada, reader=lee)["examples"].value == 0
    Suggestion.objects.create(title="Shorter forms", by=ada, at=LATELY)
    assert told(shipped, "process-improvement", ada)["made"].value == 1


@pytest.mark.django_db
def test_two_hundred_people_are_counted_in_as_many_statements_as_one(shipped, ada):
    def statements(people: range) -> int:
        with CaptureQueriesContext(connection) as seen:
            counted(shipped, Asked(tuple(people), NOW))
        return len(seen)

    statements(range(1))
    assert statements(range(1, 2)) == statements(range(1, 201)) <= 42


def test_everything_that_can_be_made_is_counted_somewhere():
    assert {*DEEDS, LANGUAGES, *sorts()} == CONTRIBUTIONS.keys()
