"""The pages, from a lead's queue to an agent's dispute."""

import pytest
from django.urls import reverse

from whiteglove.learning.quality import actions
from whiteglove.learning.quality.models import Dispute, Review, Sample
from whiteglove.service.desk.models import Message, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(house):
    return actions.score_ticket(ticket=house.talk().pk, at=house.at)


def at(name, *args):
    return reverse(f"quality:{name}", args=args)


def test_a_lead_reviews_what_was_drawn_and_the_agent_disputes_it(house, score, signed_in, monkeypatch):
    monkeypatch.setattr("whiteglove.ground.lib.clock.now", lambda: house.at)
    lee, ada = signed_in(house.lee), signed_in(house.ada)
    lee.post(at("queue"))
    assert b"Charged twice" in lee.get(at("queue")).content
    page = lee.post(at("begin", score.ticket_id), follow=True).content.decode()
    review = Review.objects.get()
    assert (
        "0 of 30 judged" in page
        and "Spoken clearly" not in page
        and "The program says" not in page
        and Sample.objects.get().review == review
    )
    answer = lee.post(at("item", review.pk, "answered"), {"verdict": "missed"}, headers={"HX-Request": "true"})
    assert "1 of 30 judged" in answer.content.decode() and "The program says" in answer.content.decode()
    lee.post(at("given", review.pk), {"note": "Well begun."})
    page = ada.get(at("review", review.pk)).content.decode()
    assert "Well begun." in page and "I see it otherwise" in page
    ada.post(at("review_disputes", review.pk), {"item": "answered", "reason": "The refund answers it."})
    row = Dispute.objects.get()
    assert "The refund answers it." in lee.get(at("disputes")).content.decode()
    page = lee.post(at("dispute", row.pk), {"now": "met", "answer": "Right."}, follow=True).content.decode()
    assert "Changed: Met" in page and "The refund answers it." in page


def test_an_agent_sees_only_what_is_said_of_themselves(house, score, signed_in, support):
    from tests.cast import make_person

    fatou = signed_in(make_person("Fatou Diop", "fatou@whiteglove.example", "agent", support))
    assert fatou.get(at("score", score.pk)).status_code == 404
    assert b"Charged twice" not in fatou.get(at("home")).content
    assert b"Charged twice" not in b"".join(fatou.get(at("scores_csv")).streaming_content)
    assert fatou.get(at("scores")).status_code == 403
    assert signed_in(house.ada).get(at("score", score.pk)).status_code == 200


def test_ones_own_work_stays_ones_own_where_another_team_has_the_ticket(
    house, score, billing, zed, signed_in, monkeypatch
):
    monkeypatch.setattr("whiteglove.ground.lib.clock.now", lambda: house.at)
    review = actions.begin_review(ticket=score.ticket, by=house.lee, at=house.at)
    message = Message.objects.replies().get(ticket=score.ticket_id)
    actions.save_verdict(review=review, item="answered", verdict="missed", by=house.lee, at=house.at,
                         message=message, quote="refunded the second charge")  # fmt: skip
    actions.give_review(review=review, by=house.lee, at=house.at)
    Ticket.objects.filter(pk=score.ticket_id).update(team=billing, assignee=None)
    pages = {at("score", score.pk): "sorry", at("review", review.pk): "refunded the second charge"}
    ada, lee = signed_in(house.ada), signed_in(house.lee)
    others = [lee, signed_in(zed)]
    for page, words in pages.items():
        shown = ada.get(page).content.decode()
        assert words in shown and "Another team has this conversation now" in shown
        assert "Charged twice" not in shown and reverse("desk:ticket", args=[score.ticket_id]) not in shown
        closed = others if page == at("score", score.pk) else others[1:]
        assert all(other.get(page).status_code in (403, 404) for other in closed)
    # Who gave it keeps what they said of it, without the conversation's words.
    for page in (at("review", review.pk), at("queue")):
        shown = lee.get(page).content.decode()
        assert "another team has" in shown.lower() and "Ada" in shown
        assert "Charged twice" not in shown and "refunded the second charge" not in shown
    assert ada.get(reverse("desk:ticket", args=[score.ticket_id])).status_code == 404
    ada.post(at("score_disputes", score.pk), {"item": "answered", "reason": "The refund answers it."})
    ada.post(at("review_disputes", review.pk), {"item": "answered", "reason": "The refund answers it."})
    assert Dispute.objects.filter(by=house.ada).count() == 2
    row = Dispute.objects.last()
    for page in (at("home"), at("disputes"), at("dispute", row.pk)):
        assert "Charged twice" not in ada.get(page).content.decode()
        assert b"The refund answers it." not in b"".join(other.get(page).content for other in others)
    ada.delete(at("dispute", row.pk))
    assert Dispute.objects.standing().count() == 1


def test_the_score_stands_beside_a_solved_ticket_for_whom_it_concerns(house, score, signed_in, support):
    from tests.cast import make_person

    panel = f"/ui/panels/ticket.sidebar/quality.score/?ticket={score.ticket_id}"
    fatou = make_person("Fatou Diop", "fatou@whiteglove.example", "agent", support)
    assert b"of 100" in signed_in(house.ada).get(panel).content
    assert b"Review it" in signed_in(house.lee).get(panel).content
    assert b"of 100" not in signed_in(fatou).get(panel).content


def test_words_are_no_formulas_in_a_table(house, score, signed_in):
    review = actions.begin_review(ticket=score.ticket, by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="warm", verdict="met", by=house.lee, at=house.at, comment="=1+1")
    actions.give_review(review=review, by=house.lee, at=house.at)
    table = b"".join(signed_in(house.ada).get(at("reviews_csv")).streaming_content).decode()
    assert "'=1+1" in table and ",=1+1" not in table


def test_the_lists_cost_the_same_however_many_there_are(house, signed_in, django_assert_max_num_queries):
    for day in range(3):
        actions.score_ticket(ticket=house.talk(days=-day).pk, at=house.at)
    for who, page, most in ((house.ada, "home", 14), (house.lee, "scores", 12), (house.lee, "queue", 13)):
        browser = signed_in(who)
        browser.get(at(page))
        with django_assert_max_num_queries(most):
            assert browser.get(at(page)).status_code == 200
