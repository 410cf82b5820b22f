"""The panel beside a ticket, its doors, and the page with all playbooks."""

import pytest
from django.urls import reverse

from whiteglove.learning.playbooks import actions
from whiteglove.learning.playbooks.models import Play

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(signed_in):
    """`panel(ada, ticket)`: what stands there for her."""

    browsers = {}
    url = reverse("ui:panel", args=["ticket.sidebar", "playbooks.playbook"])

    def see(who, ticket) -> str:
        if who not in browsers:
            browsers[who] = signed_in(who)
        return browsers[who].get(f"{url}?ticket={ticket.pk}").content.decode()

    return see


def test_what_is_offered_says_why_in_the_customers_words(asks, ada, panel):
    shown = panel(ada, asks("I was charged twice. <b>Really</b>."))
    assert "Billing question, 4 steps" in shown and "because of what they ask" in shown and "“charged”" in shown
    assert "Refund</button>" in shown


def test_an_open_playbook_shows_its_steps_with_what_shows_them(asks, says, ada, lee, panel, later):
    ticket = asks("I was charged twice.")
    play = actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    says(ticket, "Here is what each line stands for.", 2)
    actions.tick(play=play, step="review", by=lee, at=later(3))
    shown = panel(ada, ticket)
    assert "2 of 4 steps" in shown and "“each line”" in shown and "Lee, " in shown and "Not so" in shown
    # The first step still to do lies open, with words in the customer's language, at a key.
    assert shown.index(' open><summary class="small">Offer the breakdown') > 0
    assert 'data-key="alt+b"' in shown and "in peace?" in shown


def test_words_are_in_the_language_of_the_customer_and_filled_in_safely(asks, ada, cleo_amara, panel, later):
    cleo_amara.language = "fr"
    cleo_amara.save()
    ticket = asks("I was charged twice.")
    actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    shown = panel(ada, ticket)
    assert "J&#x27;ai ouvert votre compte" in shown and '<span class="faint">fr</span>' in shown


@pytest.mark.parametrize(("opened", "most"), [(False, 8), (True, 14)])
def test_it_costs_a_known_number_of_questions(opened, most, asks, ada, panel, later, django_assert_max_num_queries):
    ticket = asks("I was charged twice.")
    if opened:
        actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    panel(ada, ticket)
    with django_assert_max_num_queries(most):
        panel(ada, ticket)


def test_a_playbook_is_opened_ticked_and_closed_by_its_doors(asks, ada, signed_in):
    ticket, at_desk = asks("I was charged twice."), signed_in(ada)
    asked = {"headers": {"HX-Request": "true"}}
    assert at_desk.post(reverse("playbooks:open", args=[ticket.pk, "billing"]), **asked).status_code == 204
    play = Play.objects.get()
    step = reverse("playbooks:step", args=[play.pk, "review"])
    answer = at_desk.post(step, **asked)
    assert "playbook:changed" in answer.headers["HX-Trigger"] and play.ticks.standing().count() == 1
    at_desk.delete(step, **asked)
    assert play.ticks.standing().count() == 0
    closed = at_desk.delete(reverse("playbooks:play", args=[play.pk]), **asked)
    assert "The playbook is closed." in closed.headers["HX-Trigger"]
    at_desk.post(reverse("playbooks:play", args=[play.pk]), **asked)
    assert Play.objects.standing().count() == 1
    refused = at_desk.post(reverse("playbooks:open", args=[ticket.pk, "nonsense"]), **asked)
    assert refused.status_code == 409 and "Choose another" in refused.content.decode()


def test_nothing_is_offered_once_a_ticket_is_solved(asks, ada, panel, later):
    from whiteglove.service.desk import actions as desk

    ticket = asks("I was charged twice.")
    desk.solve(ticket=ticket, by=ada, at=later(1))
    assert " hidden" in panel(ada, ticket)


def test_trainees_read_the_playbooks_and_see_no_ticket(asks, mo, zed, signed_in):
    ticket = asks("I was charged twice.")
    page = signed_in(mo).get("/playbooks/").content.decode()
    assert "Angry customer" in page and "G59" in page and "Words to start from" in page and "Ticked by hand" not in page
    assert signed_in(zed).get("/playbooks/").status_code == 403
    url = reverse("ui:panel", args=["ticket.sidebar", "playbooks.playbook"])
    assert signed_in(mo).get(f"{url}?ticket={ticket.pk}").status_code in (403, 404)


def test_without_a_pack_the_page_says_what_to_do(db, ada, signed_in):
    assert "No playbooks yet" in signed_in(ada).get("/playbooks/").content.decode()
