"""Who sees whose numbers: leads their teams and people, agents themselves and their team without names, others none."""

import pytest
from django.db import transaction

from tests.cast import make_person
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.measures import actions
from whiteglove.learning.measures.models import Departure, Fact
from whiteglove.learning.quality.actions.dispute import tell
from whiteglove.learning.quality.models import Dispute, Review
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions as desk

from .conftest import NINE, answer, count_all, later

pytestmark = pytest.mark.django_db
MARCH = "period=custom&first=2026-03-01&last=2026-03-31"


@pytest.fixture
def worked(write, ada, lee):
    ticket = write()
    answer(ticket, ada, later(hours=1), then="solve")
    answer(write(later(days=2)), lee, later(days=2, hours=2), then="solve")
    count_all()
    return ticket


def rows_of(browser, key: str, who: str) -> list[dict]:
    return browser.get(f"/measures/{key}/data.json?who={who}&{MARCH}").json()["rows"]


def test_trainees_customers_and_zed_see_none(worked, signed_in, mo, cleo, zed):
    for person in (mo, cleo, zed):
        assert signed_in(person).get("/measures/").status_code == 403
        assert signed_in(person).get("/measures/solved/data.json").status_code == 403


def test_an_agent_sees_their_own_and_the_team_without_names(worked, signed_in, ada, lee, support):
    browser = signed_in(ada)
    assert [row["person"] for row in rows_of(browser, "solved", "me")] == ["Ada Osei"]
    assert [row["person"] for row in rows_of(browser, "solved", f"team-{support.pk}")] == ["", ""]
    page = browser.get(f"/measures/solved/?who=team-{support.pk}&{MARCH}").content.decode()
    assert "By person" not in page and "Lee" not in page
    for who in (f"person-{lee.pk}", "all", "team-999999", "nonsense"):
        assert browser.get(f"/measures/?who={who}").status_code == 404


def test_a_lead_sees_their_people_and_no_other_team(worked, signed_in, lee, ada, billing):
    browser = signed_in(lee)
    assert len(rows_of(browser, "solved", f"person-{ada.pk}")) == 1
    stranger = make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)
    assert browser.get(f"/measures/?who=person-{stranger.pk}").status_code == 404
    assert browser.get(f"/measures/?who=team-{billing.pk}").status_code == 404


def test_a_ticket_that_moved_away_takes_its_numbers_along_and_names_no_ticket(
    worked, signed_in, ada, lee, admin, billing
):
    desk.move(ticket=worked, by=admin, at=later(days=3), team=billing)
    count_all()
    assert len(rows_of(signed_in(lee), "solved", "all")) == 1
    (own,) = rows_of(signed_in(ada), "solved", "me")
    assert own["ticket"] is None


def test_a_board_costs_a_fixed_number_of_statements(worked, signed_in, ada, django_assert_max_num_queries):
    browser = signed_in(ada)
    browser.get(f"/measures/?{MARCH}")
    with django_assert_max_num_queries(45):
        browser.get(f"/measures/?{MARCH}")


def test_a_reopening_puts_right_the_month_before(worked, ada):
    assert Fact.objects.filter(sort="solution", stands=1).count() == 2
    desk.reopen(ticket=worked, by=ada, at=later(days=40))
    count_all()
    (gone,) = Fact.objects.filter(sort="solution", source=worked.solutions.get().pk)
    assert (gone.stands, gone.reopened, gone.day.month) == (0, 1, 3)


def test_a_further_matter_of_the_same_kind_spoils_first_contact_within_seven_days(worked, write):
    first = Fact.objects.get(sort="solution", ticket=worked)
    assert first.first_contact == 0  # the second matter came two days later
    write(later(days=30))
    count_all()
    assert Fact.objects.filter(sort="solution", first_contact=1).count() == 1


def test_a_customer_who_left_is_counted_and_comes_back_by_undoing(worked, signed_in, lee):
    customer = Customer.objects.get(name="Cleo Amara")
    door = f"/measures/customers/{customer.pk}/departure/"
    signed_in(lee).post(door)
    count_all()
    assert Fact.objects.get(sort="customer").lost == 1
    signed_in(lee).delete(door)
    count_all()
    assert Fact.objects.get(sort="customer").lost == 0
    assert Departure.objects.get().ended_by == lee


def test_merged_tickets_count_once(worked, write, admin):
    other = write(later(days=4))
    desk.merge(source=other, into=worked, by=admin, at=later(days=4, hours=1))
    count_all()
    assert not Fact.objects.filter(ticket=other).exists()
    assert actions.recount(tickets=[worked.pk, other.pk]) == 0


def test_a_review_that_was_disputed_counts_as_it_was_decided(worked, ada, lee):
    revision = Revision.objects.create(pack="small", version="1.0", hash="0" * 64, number=9, content={}, made_at=NINE)
    about = {"ticket": worked, "reviewer": lee, "revision": revision, "card": "conversation"}
    review = Review.objects.create(**about, about=ada, begun_at=NINE, given_at=later(days=1), total=47.9)
    actions.recount(tickets=[worked.pk])
    said = {"item": "answered", "was": "missed", "reason": "I did.", "by": ada, "at": later(days=1)}
    ends = {"now": "met", "outcome": "changed", "answer": "So it is.", "decided_by": lee, "decided_at": later(days=2)}
    due = {"due_at": later(days=3), "remind_at": later(days=3)}
    row = Dispute.objects.create(review=review, ticket=worked, **said, **ends, **due)
    Review.objects.filter(pk=review.pk).update(total=100)
    with transaction.atomic():
        tell("dispute.decided", row, lee, later(days=2))
    count_all()
    assert Fact.objects.get(sort="review").value == 1000
