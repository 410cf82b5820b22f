"""Who came into the portal is known in the help centre: their votes are one, and no address is asked again."""

import pytest

from whiteglove.service.customers.actions.erase import erase
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Subscription, Vote

from .conftest import CLEO, JONAS, NINE

pytestmark = pytest.mark.django_db
VOTE, HEAR = "/help/en/refunds/vote/", "/help/en/refunds/subscribe/"


@pytest.fixture(autouse=True)
def _refunds(db):
    made = actions.start(title="Refunds", body="Three days.", by=None, at=NINE, language="en")
    actions.publish(translation=made.translations.get(), by=None, at=NINE)


def test_one_customer_votes_once_in_all_their_browsers(visiting, cleo_amara, jonas):
    for email, helpful in ((CLEO, "yes"), (CLEO, "no"), (JONAS, "yes")):
        browser = visiting(email)
        browser.post(VOTE, {"helpful": helpful})
        assert "wg_visitor" not in browser.cookies
    assert sorted(Vote.objects.values_list("helpful", flat=True)) == [False, True]


def test_an_erased_customer_leaves_a_vote_of_nobodys(visiting, cleo_amara, admin):
    visiting(CLEO).post(VOTE, {"helpful": "yes"})
    before = Vote.objects.get().voter
    erase(customer=cleo_amara, by=admin, at=NINE)
    assert Vote.objects.get().voter != before


def test_they_hear_of_changes_without_being_asked_for_an_address(visiting, cleo_amara, mailoutbox):
    browser = visiting(CLEO)
    mailoutbox.clear()
    assert 'type="email"' not in browser.get(HEAR).content.decode()
    browser.post(HEAR, {"begin": "yes"})
    row = Subscription.objects.get()
    assert (row.email, bool(row.confirmed_at), mailoutbox) == (CLEO, True, [])
