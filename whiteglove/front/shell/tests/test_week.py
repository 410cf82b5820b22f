"""What a lead finds on Monday morning: what waits for them, and nothing of teams that aren't theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cast import make_person
from whiteglove.front.shell import week
from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.actions.suggestions import suggest
from whiteglove.learning.quality.models import Dispute, Review
from whiteglove.service.customers.actions import recognise
from whiteglove.service.desk.models import Commitment, Message, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def late_promise(ada, support):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    ticket = Ticket.objects.create(customer=cleo, subject="Refund", team=support, assignee=ada, opened_at=NINE,
                                   changed_at=NINE)  # fmt: skip
    reply = Message.objects.create(ticket=ticket, kind="reply", author=ada, at=NINE, text="By noon.")
    return Commitment.objects.create(ticket=ticket, message=reply, what="Refund it", person=ada, state="open",
                                     offered_at=NINE, confirmed_at=NINE, due_at=NINE)  # fmt: skip


def counts(person: Person) -> dict[str, int]:
    return {one.title: one.count for one in week.waiting(person, clock.now()) if one.count}


def test_the_week_tells_what_waits_and_leads_to_it(lee, ada, late_promise, signed_in):
    suggest(title="One page for refund rules", by=ada, at=NINE)
    assert counts(lee) == {"Promises past their time": 1, "Suggestions waiting for a decision": 1}
    page = signed_in(lee).get("/").content.decode()
    assert "given by Ada" in page and 'href="/desk/promises/?whose=team&amp;state=open"' in page
    assert "most supported: One page for refund rules" in page


def test_of_other_teams_nothing_is_counted(billing, late_promise):
    assert counts(make_person("Sofia", "sofia@whiteglove.example", "lead", billing)) == {}


def test_a_dispute_of_ones_own_review_is_somebody_elses_to_decide(lee, ada, support, late_promise):
    sofia = make_person("Sofia", "sofia@whiteglove.example", "lead", support)
    programme = Revision.objects.create(pack="x", version="1", hash="0" * 64, number=1, content={}, made_at=NINE)
    card = {"ticket": late_promise.ticket, "about": ada, "revision": programme, "card": "usual"}
    review = Review.objects.create(**card, reviewer=lee, begun_at=NINE, given_at=NINE, total=50.0)
    Dispute.objects.create(review=review, ticket=late_promise.ticket, item="cause", was="missed", by=ada, at=NINE,
                           reason="I did say it.", due_at=NINE, remind_at=NINE)  # fmt: skip
    said = {who.name: week.disputes(who, NINE) for who in (lee, sofia)}
    assert (said["Lee"].count, said["Lee"].says) == (1, "somebody else decides, as you reviewed it")
    assert said["Sofia"].says == "1 for you to decide, the first by"


@pytest.mark.parametrize(("day", "weeks"), [(2, 1), (6, 1), (7, 2), (8, 2)])
def test_at_the_weekend_the_next_week_is_shown_too(day, weeks):
    begins, ends = week.first_days(Person(time_zone="Pacific/Auckland"), datetime(2026, 3, day, 1, tzinfo=UTC))
    assert (begins.date(), ends - begins) == (date(2026, 3, 2), timedelta(weeks=weeks))


def test_the_week_costs_the_same_however_much_waits(lee, ada, late_promise, signed_in, django_assert_max_num_queries):
    for number in range(20):
        suggest(title=f"Idea {number}", by=ada, at=NINE)
    with django_assert_max_num_queries(40):
        signed_in(lee).get("/")
    with django_assert_max_num_queries(28):
        signed_in(lee).get("/week/goals/")
