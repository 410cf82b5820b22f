"""A number opens the rows it was counted from: added up by hand they give the number again."""

from datetime import date

import pytest

from whiteglove.learning.careers import arithmetic, queries
from whiteglove.learning.careers.contributions import CONTRIBUTIONS
from whiteglove.learning.careers.counting.asked import Asked
from whiteglove.learning.careers.counting.languages import NAME as LANGUAGES
from whiteglove.learning.careers.counting.languages import ordered
from whiteglove.learning.careers.evidence.gathered import first_day, rows_of
from whiteglove.learning.careers.evidence.made import SHOWN
from whiteglove.learning.careers.evidence.page import Wanted
from whiteglove.learning.coaching.models import Example, Suggestion
from whiteglove.learning.community.giving import sorts
from whiteglove.learning.community.models import Mentorship, Offer, Request, Session
from whiteglove.learning.measures.actions.add_up_anew import add_up_month
from whiteglove.learning.measures.models import Fact
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quality.models import Review, Verdict
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.learning.standards.models import Reading
from whiteglove.service.desk.models import Macro, MacroVersion, Message

from .test_count import LATELY, LONG_AGO, NOW, mailbox, ticket  # noqa: F401

MAY = date(2026, 5, 16)


def opened(shipped, capability: str, indicator: str, of, reader=None):
    """Its reading, and all rows behind it."""
    one = shipped.capabilities[capability]
    standing = queries.standing_of(shipped, one, of, NOW, reader)
    reading = next(each for each in standing.readings if each.indicator.id == indicator)
    return reading, rows_of(Wanted(reading.indicator, Asked((of.pk,), NOW, reader), reader or of)).rows


def fact(person, sort: str, source: int, where=None, **numbers) -> None:
    Fact.objects.create(sort=sort, source=source, at=LATELY, day=MAY, person=person.pk, ticket=where, **numbers)


@pytest.mark.django_db
def test_facts_of_a_metric_add_up_to_it(shipped, ada, lee, ticket):  # noqa: F811
    for number in range(40):
        fact(ada, "clock.first_reply", number, ticket, met=number % 4 != 0)
    for number, stars in enumerate((5, 4, 3, 5)):
        fact(ada, "answer.csat", number, ticket, timed=1, value=stars, square=stars**2)
    fact(lee, "answer.csat", 99, ticket, timed=1, value=1, square=1)
    add_up_month(MAY.replace(day=1))
    reading, rows = opened(shipped, "digital-engagement", "in-time", ada)
    assert [one.counts for one in rows].count("yes") == 30 == arithmetic.part_of(reading)
    assert len(rows) == reading.counted.of == 40 and rows[0].url
    since = first_day(Wanted(reading.indicator, Asked((ada.pk,), NOW), ada))
    assert "30 of 40 rows below say yes: 30 / 40 = 75.0 %." in arithmetic.sentences(reading, shipped, since)
    assert "before 18 December 2025" in arithmetic.sentences(reading, shipped, since)[-1]
    reading, rows = opened(shipped, "digital-engagement", "satisfied", ada)
    assert sum(float(one.counts.split()[0]) for one in rows) / len(rows) == reading.counted.value == 4.25


@pytest.mark.django_db
def test_items_of_reviews_add_up_and_open_for_whoever_sees_the_ticket(shipped, loaded, ada, lee, zed, ticket):  # noqa: F811
    review = Review.objects.create(ticket=ticket, about=ada, reviewer=lee, revision=loaded, card="conversation",
                                   begun_at=LATELY, given_at=LATELY)  # fmt: skip
    for item, verdict in (("listening", "met"), ("answered", "partly"), ("warm", "met")):
        Verdict.objects.create(review=review, item=item, verdict=verdict)
    reading, rows = opened(shipped, "active-listening", "taken-up", ada)
    assert sorted(one.counts for one in rows) == ["no, partly met", "yes"] and reading.counted.value == 50
    assert any("at least 12 cases" in one and "10 are missing" in one
               for one in arithmetic.sentences(reading, shipped, MAY))  # fmt: skip
    assert all(one.url for one in rows) and len(opened(shipped, "active-listening", "taken-up", ada, lee)[1]) == 2
    assert not opened(shipped, "active-listening", "taken-up", ada, zed)[1]


@pytest.mark.django_db
def test_practice_and_tests_add_up(shipped, loaded, mo, lee):
    run = {"person": mo, "revision": loaded, "seed": 1, "mood": 50, "patience": 5, "began_at": LATELY,
           "ended_at": LATELY, "ending": "met", "score": 80, "passed": True, "medium": "email"}  # fmt: skip
    for scenario in ("refund-wrong-size", "refund-wrong-size", "feature-group-booking", "billing-two-charges"):
        Run.objects.create(scenario=scenario, **run)
    reading, rows = opened(shipped, "active-listening", "served", mo)
    assert len(rows) == reading.counted.value == 2
    asked = Asked((mo.pk,), NOW, lee)
    assert rows_of(Wanted(reading.indicator, asked, lee)).rows == ()
    about = {"person": mo, "revision": loaded, "seed": 1, "started_at": LATELY, "handed_in_at": LATELY,
             "finished_at": LATELY}  # fmt: skip
    for number, (quiz, score) in enumerate((("records-and-privacy", 90), ("records-and-privacy", 90),
                                            ("service-ethics", 70)), 1):  # fmt: skip
        Attempt.objects.create(quiz=quiz, number=number, score=score, **about)
    reading, rows = opened(shipped, "data-privacy", "known", mo)
    counting = [int(one.counts.split()[0]) for one in rows if not one.counts.startswith("no")]
    assert sum(counting) / len(counting) == reading.counted.value == 80 and len(rows) == 3


@pytest.mark.django_db
def test_what_was_made_adds_up_and_hides_what_a_reader_may_not_see(shipped, ada, lee, billing, ticket):  # noqa: F811
    for title in ("Longer hours", "Shorter forms", "Shorter forms"):
        Suggestion.objects.create(title=title, by=ada, at=LATELY)
    Suggestion.objects.create(title="Tea", by=ada, at=LONG_AGO)
    reading, rows = opened(shipped, "process-improvement", "made", ada)
    assert len(rows) == reading.counted.value == 2 and rows[0].what == "Shorter forms" and rows[0].url
    shared = {"ticket": ticket, "by": ada, "title": "Calm", "why": "So calm.", "at": LATELY, "shared_at": LATELY}
    Example.objects.create(**shared, team=billing)
    reading, rows = opened(shipped, "training", "examples", ada, lee)
    assert reading.counted.value == 1 and [(one.what, one.url) for one in rows] == [("something you don’t see", "")]


def test_a_language_counts_besides_the_most_used_one_and_not_for_a_greeting():
    known = ordered({"fr": (12, NOW), "en": (80, NOW), "de": (4, NOW), "es": (2, NOW)})
    assert [(one.language, one.counts) for one in known] == [("en", 0), ("fr", 1), ("de", 0.5), ("es", 0)]


@pytest.mark.django_db
def test_languages_are_those_of_replies_that_stand(shipped, loaded, ada, ticket):  # noqa: F811
    about = {"ticket": ticket, "author": ada, "kind": "reply", "at": LATELY, "text": "Bonjour"}
    for number in range(10):
        for language, undone in (("fr", None), ("en", None), ("de", LATELY)):
            if language == "fr" or number < 4:
                made = Message.objects.create(**about, undone_at=undone)
                Reading.objects.create(message=made, version="1", revision=loaded, language=language, at=LATELY)
    reading, rows = opened(shipped, "multilingual", "spoken", ada)
    assert reading.counted.value == 0.5 and [one.counts for one in rows] == ["no, the most used one", "0.5"]


@pytest.mark.django_db
def test_what_was_made_for_oneself_or_asked_of_one_colleague_is_nothing_for_others(shipped, ada, mo, ticket):  # noqa: F811
    for key, owner in (("ours", None), ("mine", ada)):
        made = Macro.objects.create(name=key, key=key, owner=owner, made_at=LATELY, changed_at=LATELY)
        MacroVersion.objects.create(macro=made, number=1, content={}, by=ada, at=LATELY)
    reading, rows = opened(shipped, "process-improvement", "macros", ada)
    assert reading.counted.value == 1 and [one.what for one in rows] == ["ours"]
    shared = {"ticket": ticket, "by": ada, "why": "So calm.", "at": LATELY, "shared_at": LATELY}
    for title, asked in (("Calm", None), ("What would you say?", mo)):
        Example.objects.create(**shared, title=title, asked=asked)
    reading, rows = opened(shipped, "training", "examples", ada)
    assert reading.counted.value == 1 and [one.what for one in rows] == ["Calm"]


@pytest.mark.django_db
def test_a_reply_that_was_read_again_is_in_one_language(shipped, loaded, ada, ticket):  # noqa: F811
    for number in range(14):
        made = Message.objects.create(ticket=ticket, author=ada, kind="reply", at=LATELY, text="Goede dag")
        for version, language in (("1", "de"), ("2", "nl" if number < 4 else "en")):
            Reading.objects.create(message=made, version=version, revision=loaded, language=language, at=LATELY)
    reading, rows = opened(shipped, "multilingual", "spoken", ada)
    assert reading.counted.value == 0.5 and [one.what for one in rows] == ["en: 10 replies", "nl: 4 replies"]


@pytest.mark.django_db
def test_whom_somebody_mentored_adds_up_and_stays_between_the_two(shipped, ada, lee, mo):
    request = Request.objects.create(offer=Offer.objects.create(mentor=ada, at=LATELY), mentee=mo, why="So.", at=LATELY)
    pair = Mentorship.objects.create(request=request, mentor=ada, mentee=mo, at=LATELY)
    for held in (LATELY, LATELY, None):
        Session.objects.create(mentorship=pair, starts_at=LATELY, by=mo, at=LATELY, mentor_held_at=LATELY,
                               mentee_held_at=held)  # fmt: skip
    reading, rows = opened(shipped, "training", "mentored", ada)
    assert reading.counted.value == 1 and [(one.what, bool(one.url)) for one in rows] == [("With Mo", True)]
    assert rows_of(Wanted(reading.indicator, Asked((ada.pk,), NOW, lee), lee)).rows == ()
    seen = queries.standing_of(shipped, shipped.capabilities["training"], ada, NOW, lee)
    assert {"mentored", "served"}.isdisjoint(one.indicator.id for one in seen.readings)


def test_everything_that_can_be_made_can_be_shown():
    assert {*SHOWN, LANGUAGES, *sorts()} == CONTRIBUTIONS.keys()


@pytest.mark.django_db
def test_the_page_is_there_for_the_two_alone(loaded, signed_in, ada, mo, lee, zed):
    address = f"/capabilities/people/{mo.pk}/process-improvement/made/rows/"
    assert "How the number comes about" in signed_in(mo).get(address).content.decode()
    assert signed_in(lee).get(address).status_code == 200
    assert signed_in(ada).get(address).status_code == 404 and signed_in(zed).get(address).status_code == 403
    assert signed_in(lee).get(f"/capabilities/people/{mo.pk}/active-listening/served/rows/").status_code == 404
