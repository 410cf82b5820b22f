"""Articles beside a conversation: what it is about, for whom, and what of it may go into an answer."""

import pytest

from whiteglove.service.desk import actions, offered
from whiteglove.service.knowledge import actions as knowledge

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def write():
    def written(title: str, body: str, **fields):
        article = knowledge.start(title=title, body=body, by=None, at=NINE, language="en", **fields)
        knowledge.publish(translation=article.translations.get(), by=None, at=NINE)
        return article

    for number in range(6):
        written(f"Other {number}", "Nothing of the kind.")
    return written


@pytest.fixture
def shelf(write):
    write("When a payment was charged twice", "One of the two may be a reservation for your order.")
    write("Who may give back what was charged twice", "Up to 20 euros without asking.", audience="team")
    write("Change the address", "Until the parcel is packed.")


def panel(browser, ticket) -> str:
    answer = browser.get(f"/ui/panels/ticket.sidebar/desk.articles/?ticket={ticket.pk}")
    assert answer.status_code in {200, 204}
    return answer.content.decode()


def test_a_conversation_is_offered_what_it_is_about(shelf, ticket, ada, signed_in):
    shown = panel(signed_in(ada), ticket)
    assert "When a payment was charged twice" in shown and "Change the address" not in shown
    assert 'data-adds="When a payment was charged twice: http://127.0.0.1:8000/help/en/when-a-payment-was' in shown
    assert shown.count('data-key="alt+l"') == shown.count('data-key="alt+w"') == 1


def test_what_is_for_the_team_is_read_and_never_put_into_an_answer(shelf, ticket, ada):
    secret = next(one for one in offered.offers(ada, ticket) if one.audience)
    assert secret.title.startswith("Who may give back") and secret.link == "" and not secret.first


def test_another_teams_article_is_not_offered(write, billing, ticket, ada):
    write("Charged twice: what Billing does", "An order that was charged twice.", audience="team", teams=[billing])
    assert offered.offers(ada, ticket) == []


def test_what_the_customer_wrote_last_counts_too(shelf, ticket, ada, cleo_amara, write):
    write("Umbrellas and rain", "Our umbrella withstands a storm.")
    assert "Umbrellas and rain" not in [one.title for one in offered.offers(ada, ticket)]
    actions.open_ticket(customer=cleo_amara, by=ada, at=later(hours=1), subject="Umbrella", text="A storm broke it.")
    newest = cleo_amara.tickets.order_by("-pk").first()
    assert [one.title for one in offered.offers(ada, newest)] == ["Umbrellas and rain"]


def test_a_solved_conversation_needs_none(shelf, ticket, ada, signed_in):
    actions.solve(ticket=ticket, by=ada, at=later(hours=1))
    ticket.refresh_from_db()
    assert "Articles that may help" not in panel(signed_in(ada), ticket)


def test_nobody_sees_through_the_panel_what_they_may_not(shelf, ticket, zed, cleo, signed_in):
    for person in (zed, cleo):
        answer = signed_in(person).get(f"/ui/panels/ticket.sidebar/desk.articles/?ticket={ticket.pk}")
        assert answer.status_code in {403, 404} or not answer.content.strip()
