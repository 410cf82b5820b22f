"""Letters about changes: asked for by anybody, sent only to who said yes, once each, with the way out in them."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.signing import TimestampSigner

from whiteglove.ground.events.work import run_pending
from whiteglove.service.customers.actions.erase import erase, export_customer
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.actions.tell_subscribers import tell_subscribers
from whiteglove.service.knowledge.models import Article, Subscription

from .conftest import AT

ASK = "/help/en/refunds/subscribe/"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/help/\w+/subscription/\S+)")


@pytest.fixture(autouse=True)
def _quiet_network(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def paying(db):
    return actions.add_category(titles={"en": ("Paying", "")}, by=None, at=AT, slug="paying")


@pytest.fixture
def refunds(paying) -> Article:
    made = actions.start(title="Refunds", body="Three days.", by=None, at=AT, language="en", category=paying)
    publish(made, AT, "")
    run_pending(raising=True)
    return made


def publish(article: Article, at, note: str = "It takes four days now.") -> None:
    words = article.translations.get()
    if words.published_id:
        actions.save_draft(translation=words, by=None, at=at, title="Refunds", body=f"Changed {at}.")
        words.refresh_from_db()
    actions.publish(translation=words, by=None, at=at, note=note)


def link_in(letter) -> str:
    return LINK.search(letter.body)[1]


def confirmed(client, where: str = ASK, email: str = "cleo@customer.example") -> str:
    """The link by which it was confirmed."""
    client.post(where, {"email": email})
    link = link_in(mail.outbox[-1])
    client.post(link, {"begin": "yes"})
    mail.outbox.clear()
    return link


def changed(article: Article, days: int = 1) -> list:
    mail.outbox.clear()
    publish(article, AT + timedelta(days=days))
    run_pending(raising=True)
    return mail.outbox


def test_an_address_counts_once_its_owner_has_said_so(client, refunds):
    assert "Look into your mailbox" in client.post(ASK, {"email": "Cleo@Customer.example"}).content.decode()
    assert [letter.to for letter in mail.outbox] == [["cleo@customer.example"]]
    link = link_in(mail.outbox[0])
    assert changed(refunds) == []
    assert "Press the button" in client.get(link).content.decode()
    assert changed(refunds, days=2) == []
    client.post(link, {"begin": "yes"})
    assert "Stop sending" in client.get(link).content.decode()
    assert len(changed(refunds, days=3)) == 1


def test_a_letter_says_what_changed_and_how_to_end_it(client, refunds, monkeypatch):
    # The link holds the second it was signed in; the letter may be written in the next one.
    now = TimestampSigner().timestamp()
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda self: now)
    link = confirmed(client)
    letter = changed(refunds)[0]
    assert letter.subject == "Changed: Refunds"
    assert "It takes four days now." in letter.body and "http://127.0.0.1:8000/help/en/refunds/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    client.post(link_in(letter), {"end": "yes"})
    assert changed(refunds, days=2) == [] and not Subscription.objects.exists()
    assert "Nothing is sent to you" in client.get(link).content.decode()


def test_nobody_is_written_to_twice_about_one_change(client, refunds):
    confirmed(client)
    confirmed(client, "/help/en/c/paying/subscribe/")
    assert len(changed(refunds)) == 1
    mail.outbox.clear()
    tell_subscribers(article=refunds, language="en")
    assert mail.outbox == []


def test_a_topic_tells_of_what_is_new_in_it(client, refunds, paying):
    confirmed(client, "/help/en/c/paying/subscribe/")
    new = actions.start(title="Cards", body="All of them.", by=None, at=AT, language="en", category=paying)
    publish(new, AT)
    run_pending(raising=True)
    assert [letter.subject for letter in mail.outbox] == ["Changed: Cards"]


def test_what_is_only_for_the_team_is_told_to_nobody_outside(client, signed_in, cleo, refunds):
    confirmed(client)
    signed_in(cleo).post(ASK)
    actions.change(article=refunds, by=None, at=AT, audience="team", teams=[])
    assert changed(refunds) == []


def test_a_person_who_is_signed_in_needs_no_letter_to_confirm(signed_in, cleo, refunds):
    assert "You hear of changes" in signed_in(cleo).post(ASK).content.decode()
    assert mail.outbox == []
    assert [letter.to for letter in changed(refunds)] == [["cleo@customer.example"]]


def test_the_same_words_whether_the_address_is_known_or_not(client, refunds):
    confirmed(client)
    again = client.post(ASK, {"email": "cleo@customer.example"}).content
    fresh = client.post(ASK, {"email": "jonas@customer.example"}).content
    assert again == fresh
    assert [letter.to for letter in mail.outbox] == [["jonas@customer.example"]]


def test_nobody_can_flood_a_mailbox(client, refunds):
    for _ in range(5):
        client.post(ASK, {"email": "cleo@customer.example"})
    assert len(mail.outbox) == 1
    said = [client.post(ASK, {"email": f"a{number}@customer.example"}).status_code for number in range(10)]
    assert said[-1] == 429 and len(mail.outbox) < 11


@pytest.mark.parametrize("given", ["", "cleo", "cleo@", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_sent_back_with_words(given, client, refunds):
    answer = client.post(ASK, {"email": given})
    assert answer.status_code == 422 and "no email address" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("token", ["nonsense", "1:made-up", "x" * 500])
def test_a_link_that_isnt_ours_opens_nothing(token, client, refunds):
    confirmed(client)
    assert client.post(f"/help/en/subscription/{token}/", {"end": "yes"}).status_code == 404
    assert Subscription.objects.count() == 1


def test_a_hidden_article_cant_be_waited_for(client, written):
    written("secret", audience="team")
    assert client.post("/help/en/secret/subscribe/", {"email": "cleo@customer.example"}).status_code == 404
    assert mail.outbox == [] and not Subscription.objects.exists()


def test_an_erased_customer_hears_of_nothing_any_more(client, admin, refunds):
    customer = recognise(email="cleo@customer.example", name="Cleo Amara", at=AT)
    confirmed(client)
    kept = export_customer(customer=customer, by=admin, at=AT)["knowledge"]
    assert [one["email"] for one in kept] == ["cleo@customer.example"]
    erase(customer=customer, by=admin, at=AT)
    assert not Subscription.objects.exists() and changed(refunds) == []
