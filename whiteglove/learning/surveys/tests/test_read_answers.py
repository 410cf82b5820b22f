"""Leads read what customers say of their teams' work, agents what is said of theirs, nobody else anything."""

from datetime import timedelta

import pytest

from whiteglove.ground.lib import clock
from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.actions import answer
from whiteglove.learning.surveys.models import SeenTo, Survey, SurveyAnswer
from whiteglove.learning.surveys.queries import Chosen
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Ticket

from .conftest import ASKED, later, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: later(days=1))


@pytest.fixture
def bad(asked) -> SurveyAnswer:
    return answer(survey=asked, score=1, comment="=HYPERLINK() <b>No</b>", at=later(hours=1))


def more(asked: Survey, count: int, **about) -> None:
    for n in range(count):
        asked.pk, asked.solution, asked.outgoing = None, None, None
        asked.asked_at = ASKED + timedelta(minutes=n)
        for name, value in about.items():
            setattr(asked, name, value)
        asked.save(force_insert=True)
        SurveyAnswer.objects.create(
            survey=asked, kind="csat", score=1 + n % 5, source="email", bad=n % 5 < 2, answered_at=asked.asked_at
        )


def page(signed_in, person, address="/surveys/"):
    return signed_in(person).get(address)


def test_a_lead_reads_it_with_its_words_and_its_ticket(signed_in, lee, bad):
    text = page(signed_in, lee).content.decode()
    assert "&lt;b&gt;No&lt;/b&gt;" in text and "<b>No" not in text
    assert f"/desk/tickets/{bad.survey.ticket_id}/" in text or f"#{bad.survey.ticket_id}" in text


def test_an_agent_reads_what_is_about_them_and_no_more(signed_in, ada, bad, lee):
    assert "Cleo Amara" in page(signed_in, ada).content.decode()
    Survey.objects.update(person=lee)
    assert "Cleo Amara" not in page(signed_in, ada).content.decode()


def test_who_does_not_see_the_ticket_sees_nothing_derived_from_it(signed_in, jonas_of_billing, bad, billing):
    text = page(signed_in, jonas_of_billing).content.decode()
    assert "Cleo" not in text and '<dd class="num">0</dd>' in text
    sheet = b"".join(signed_in(jonas_of_billing).get("/surveys/answers.csv").streaming_content).decode()
    assert "Cleo" not in sheet
    assert signed_in(jonas_of_billing).post(f"/surveys/answers/{bad.pk}/seen-to/").status_code == 404


@pytest.fixture
def jonas_of_billing(billing):
    from tests.cast import make_person

    return make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_trainees_customers_and_zed_are_refused(signed_in, request, bad, who):
    assert page(signed_in, request.getfixturevalue(who)).status_code in (302, 403)


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 5), ("band=poor", 2), ("band=good", 2), ("waiting=1", 2), ("channel=chat", 0), ("scale=nps", 0),
     ("source=portal", 0), ("band=nonsense&person=999", 5), ("last=2026-03-02", 0), ("last=9999-12-31", 5),
     ("first=2026-03-03&last=2026-03-03", 5)],
)  # fmt: skip
def test_the_list_its_numbers_and_its_sheet_are_of_the_same_answers(signed_in, lee, asked, query, found):
    more(asked, 5)
    shown = page(signed_in, lee, f"/surveys/?{query}").context
    sheet = b"".join(signed_in(lee).get(f"/surveys/answers.csv?{query}").streaming_content).decode().splitlines()
    assert (len(shown["page"].rows), sum(shown["bands"].values()), len(sheet) - 1) == (found, found, found)


def test_a_sheet_holds_no_formula(signed_in, lee, bad):
    sheet = b"".join(signed_in(lee).get("/surveys/answers.csv").streaming_content).decode()
    assert "'=HYPERLINK()" in sheet


def test_pages_follow_one_another_and_cost_the_same(signed_in, lee, asked, django_assert_max_num_queries):
    more(asked, 60)
    browser, seen, query = signed_in(lee), [], ""
    browser.get("/surveys/")
    for _ in range(3):
        with django_assert_max_num_queries(22):
            shown = browser.get(f"/surveys/?{query}").context["page"]
        seen += [one.pk for one in shown.rows]
        query = f"after={shown.cursor}"
    assert len(seen) == len(set(seen)) == 60 and not shown.cursor
    assert seen == list(SurveyAnswer.objects.order_by("-answered_at", "-id").values_list("pk", flat=True))


def test_the_rate_counts_those_asked_who_have_answered(asked, lee):
    more(asked, 3)
    rate = queries.response_rate(Chosen(since=ASKED, until=later(days=1)))
    assert (rate.asked, rate.answered, rate.enough) == (4, 3, False)
    Survey.objects.filter(answer=None).update(undelivered_at=later())
    assert queries.response_rate(Chosen()).asked == 3


def test_it_is_seen_to_and_taken_back(signed_in, lee, bad):
    browser, address = signed_in(lee), f"/surveys/answers/{bad.pk}/seen-to/"
    assert "What was done about it" in browser.get(address).content.decode()
    assert browser.post(address, {"note": "Called her"}, headers={"HX-Request": "true"}).status_code == 204
    assert SeenTo.objects.get().note == "Called her"
    assert browser.delete(address, headers={"HX-Request": "true"}).status_code == 204
    assert SurveyAnswer.objects.to_see_to().exists()


def test_the_ticket_shows_it_and_asks_that_somebody_sees_to_it(signed_in, ada, bad):
    ticket = Ticket.objects.get(pk=bad.survey.ticket_id)
    browser = signed_in(ada)
    text = browser.get(f"/desk/tickets/{ticket.pk}/?view=all").content.decode()
    assert "The customer answered 1 of 5" in text and "the customer answered how it went: 1 of 5" in text
    side = browser.get(f"/ui/panels/ticket.sidebar/surveys.side/?ticket={ticket.pk}").content.decode()
    assert "1 of 5" in side and "&lt;b&gt;No&lt;/b&gt;" in side


def test_a_ticket_nobody_was_asked_about_shows_why(signed_in, ada, planned, ticket):
    desk.tag(ticket=ticket, by=ada, at=later(), name="spam")
    from whiteglove.learning.surveys.actions import ask_due

    ask_due(later())
    side = signed_in(ada).get(f"/ui/panels/ticket.sidebar/surveys.side/?ticket={ticket.pk}").content.decode()
    assert "Not asked: what the ticket is about isn" in side
    assert opened(planned.customer, ada)
