"""The pages under Setup, Events."""

import pytest
from django.urls import reverse

from whiteglove.ground.events import work
from whiteglove.ground.events.backoff import MAX_TRIES
from whiteglove.ground.events.models import Delivery, State
from whiteglove.ground.events.registry import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up(solve):
    """A delivery that failed to the end."""

    @on("ticket.solved")
    def stumble(event):
        raise LookupError("no such mailbox <script>")

    solve()
    Delivery.objects.update(tries=MAX_TRIES - 1)
    work.run_pending()
    return Delivery.objects.get()


def test_an_administrator_sees_what_was_given_up_and_why(signed_in, admin, given_up):
    page = signed_in(admin).get(reverse("events:setup")).content.decode()
    assert "events.stumble" in page
    assert "no such mailbox &lt;script&gt;" in page


def test_an_administrator_lets_it_be_tried_again(signed_in, admin, given_up):
    signed_in(admin).post(reverse("events:replay", args=[given_up.pk]))
    given_up.refresh_from_db()
    assert (given_up.state, given_up.tries) == (State.PENDING, 0)


def test_all_can_be_tried_again_at_once(signed_in, admin, given_up):
    page = signed_in(admin).post(reverse("events:replay_all"), follow=True).content.decode()
    assert "1 tried again." in page
    assert not Delivery.objects.dead().exists()


def test_trying_again_what_was_not_given_up_changes_nothing(signed_in, admin, solve, given_up):
    Delivery.objects.update(state=State.DONE)
    signed_in(admin).post(reverse("events:replay", args=[given_up.pk]))
    given_up.refresh_from_db()
    assert given_up.state == State.DONE


def test_the_log_says_what_happened_in_words(signed_in, admin, ada, solve):
    solve(42)
    page = signed_in(admin).get(reverse("events:log")).content.decode()
    assert "Whiteglove solved the ticket" in page
    assert "ticket:42" in page


def test_the_log_is_filtered_by_name_and_subject(signed_in, admin, solve):
    for ticket in (41, 42):
        solve(ticket)
    browser = signed_in(admin)

    def shown(**asked):
        return [event.subject for event in browser.get(reverse("events:log"), asked).context["events"]]

    assert shown() == ["ticket:42", "ticket:41"]
    assert shown(subject="ticket:41") == ["ticket:41"]
    assert shown(name="ticket.*") == ["ticket:42", "ticket:41"]
    assert shown(name="ticket.reopened") == []
    assert shown(subject="nonsense") == []
    assert shown(subject="ticket:" + "9" * 40) == []
    assert shown(before="x") == ["ticket:42", "ticket:41"]


def test_the_log_is_paged_without_gaps_or_doubles(signed_in, admin, solve):
    wanted = [f"ticket:{solve(number).subject_id}" for number in range(1, 61)][::-1]
    browser = signed_in(admin)
    first = browser.get(reverse("events:log"))
    second = browser.get(reverse("events:log"), {"before": first.context["more"]})
    assert [e.subject for page in (first, second) for e in page.context["events"]] == wanted
    assert second.context["more"] is None


@pytest.mark.parametrize("who", ["zed", "mo", "cleo", "ada", "lee"])
def test_nobody_else_sees_or_replays_anything(signed_in, request, who, given_up):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(reverse("events:setup")).status_code == 403
    assert browser.get(reverse("events:log")).status_code == 403
    assert browser.post(reverse("events:replay", args=[given_up.pk])).status_code == 403
    assert browser.post(reverse("events:replay_all")).status_code == 403
    assert Delivery.objects.dead().exists()


def test_a_page_knows_the_place_from_which_its_socket_goes_on(signed_in, admin, solve):
    event = solve()
    page = signed_in(admin).get(reverse("events:log"), headers={"accept": "text/html"}).content.decode()
    event.refresh_from_db()
    if event.tx == 0:  # on PostgreSQL this test's own transaction is still open, so the place lies before it
        assert f'data-since="{event.cursor}"' in page
    assert "data-since=" in page
