"""Was this helpful? Asked of everybody, answered once by each, and kept about the article alone."""

import pytest
from django.core.cache import cache
from django.test import Client

from whiteglove.service.knowledge.models import Vote

VOTE = "/help/en/refunds/vote/"


@pytest.fixture(autouse=True)
def _quiet_network():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def refunds(written):
    return written("refunds")


def test_a_stranger_votes_without_signing_in(client, refunds):
    answer = client.post(VOTE, {"helpful": "yes"})
    assert answer.status_code == 302
    vote = Vote.objects.get()
    assert vote.helpful and vote.voter.startswith("visitor:")
    assert "It is good to know" in client.get(VOTE).content.decode()


def test_nothing_about_the_reader_is_kept(client, refunds):
    client.post(VOTE, {"helpful": "yes"}, REMOTE_ADDR="203.0.113.7")
    cookie = client.cookies["wg_visitor"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/help/"
    assert cookie.value.split(":")[0].strip('"') not in Vote.objects.get().voter


def test_whoever_votes_again_changes_their_own_answer(client, refunds):
    client.post(VOTE, {"helpful": "yes"})
    client.post(VOTE, {"helpful": "no", "reason": "unclear", "comment": "Which card?"})
    vote = Vote.objects.get()
    assert (vote.helpful, vote.reason, vote.comment) == (False, "unclear", "Which card?")
    page = client.get(VOTE).content.decode()
    assert "Which card?" in page and "Change my answer" in page


def test_an_answer_can_be_taken_back(client, refunds):
    client.post(VOTE, {"helpful": "yes"})
    assert client.post(VOTE, {"withdraw": "yes"})["Location"].endswith("?withdrawn=1")
    assert not Vote.objects.exists()


def test_a_forged_cookie_is_a_new_visitor(client, refunds):
    client.post(VOTE, {"helpful": "yes"})
    other = Client()
    other.cookies["wg_visitor"] = "made-up"
    other.post(VOTE, {"helpful": "no"})
    assert Vote.objects.count() == 2


def test_two_visitors_are_two_votes_and_one_person_one(client, signed_in, cleo, refunds):
    client.post(VOTE, {"helpful": "yes"})
    signed_in(cleo).post(VOTE, {"helpful": "yes"})
    signed_in(cleo).post(VOTE, {"helpful": "no"})
    assert {vote.voter.partition(":")[0] for vote in Vote.objects.all()} == {"visitor", "person"}
    assert Vote.objects.count() == 2


def test_a_form_sent_from_another_site_is_refused(refunds):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(VOTE, {"helpful": "yes"}).status_code == 403
    assert not Vote.objects.exists()


def test_the_form_carries_what_makes_it_ours_and_is_never_kept(refunds):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(VOTE, HTTP_X_PART="vote")
    assert page["Cache-Control"] == "private, no-store" and b"<html" not in page.content
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert strict.post(VOTE, {"helpful": "yes", "csrfmiddlewaretoken": token}).status_code == 302


def test_one_network_cant_vote_without_end(refunds):
    said = [Client().post(VOTE, {"helpful": "no"}).status_code for _ in range(32)]
    assert said.count(302) == 30 and said[-1] == 429
    page = Client().post(VOTE, {"helpful": "no", "comment": "Kept as I wrote it"}).content.decode()
    assert "many answers" in page and "Kept as I wrote it" in page


@pytest.mark.parametrize("given", [{}, {"helpful": "perhaps"}, {"helpful": "no", "reason": "colour"}], ids=str)
def test_what_is_no_answer_changes_nothing(given, client, refunds):
    assert client.post(VOTE, given).status_code == 422
    assert not Vote.objects.exists()


def test_nobody_votes_on_what_they_may_not_read(client, signed_in, zed, cleo, written):
    written("salary-bands", audience="team")
    never = client.post("/help/en/sundry-bands/vote/", {"helpful": "yes"})
    for who in (client, signed_in(zed), signed_in(cleo)):
        hidden = who.post("/help/en/salary-bands/vote/", {"helpful": "yes"})
        assert hidden.status_code == never.status_code == 404
    assert not Vote.objects.exists()


def test_an_article_asks_without_a_cookie_and_works_without_a_script(client, refunds):
    page = client.get("/help/en/refunds/")
    assert not page.cookies
    assert f'<form class="help-answers" method="get" action="{VOTE}">' in page.content.decode()
    assert 'value="no" required checked' in client.get(f"{VOTE}?helpful=no").content.decode()
