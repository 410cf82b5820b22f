"""The help centre as a stranger, a customer and a colleague meet it."""

from datetime import timedelta

import pytest
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.service.knowledge import actions, reading, shelf, tally
from whiteglove.service.knowledge.actions.count_reads import count_reads
from whiteglove.service.knowledge.models import Article, Reads, Redirect

from .conftest import AT

BROWSER = {"HTTP_ACCEPT": "text/html", "HTTP_USER_AGENT": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture(autouse=True)
def _nothing_waits():
    """Nor does a process remember another test's articles."""
    reading.about_the_same.cache_clear()
    tally.take()
    yield
    tally.take()


@pytest.fixture
def paying(db):
    return actions.add_category(titles={"en": ("Paying", "What it costs"), "fr": ("Payer", "")}, by=None, at=AT)


@pytest.fixture
def reader(client) -> Client:
    client.defaults.update(BROWSER)
    return client


def test_the_home_page_shows_topics_with_what_is_in_them(reader, written, paying):
    written("refunds", category=paying)
    written("cards", category=paying)
    page = reader.get("/help/en/").content.decode()
    assert "What do you need help with?" in page
    assert "Paying" in page and "Articles: 2" in page


def test_a_topic_lists_its_articles_and_those_of_its_parts(reader, written, paying):
    part = actions.add_category(titles={"en": ("Cards", "")}, by=None, at=AT, parent=paying)
    written("refunds", category=paying)
    written("card-declined", category=part)
    page = reader.get("/help/en/c/paying/").content.decode()
    assert "Refunds" in page and "Card declined" in page
    assert "Refunds" not in reader.get("/help/en/c/cards/").content.decode()


def test_an_article_says_where_it_stands_and_when_it_was_written(reader, written, paying):
    written("refunds", category=paying, body="## When\n\nSoon.\n\n## How\n\nBy card.\n\n## Why\n\nBecause.")
    page = reader.get("/help/en/refunds/").content.decode()
    assert "Updated 2 November 2026" in page
    assert '<a href="/help/en/c/paying/" dir="auto">Paying</a>' in page
    assert "On this page" in page and '<a href="#part-when">When</a>' in page and 'id="part-when"' in page


def test_a_short_article_has_no_table_of_contents(reader, written):
    written("refunds", body="## When\n\nSoon.")
    assert b"On this page" not in reader.get("/help/en/refunds/").content


def test_without_a_language_in_the_address_the_browser_is_asked(reader, written):
    written("refunds")
    assert reader.get("/help/", HTTP_ACCEPT_LANGUAGE="fr,en;q=0.5")["Location"] == "/help/en/"
    written("remboursements", language="fr")
    assert reader.get("/help/", HTTP_ACCEPT_LANGUAGE="fr-CA,fr;q=0.9,en;q=0.5")["Location"] == "/help/fr/"
    assert reader.get("/help/refunds/", HTTP_ACCEPT_LANGUAGE="fr")["Location"] == "/help/en/refunds/"


def test_what_isnt_translated_is_shown_with_an_honest_word(reader, written):
    written("refunds", title="Refunds & returns")
    answer = reader.get("/help/fr/refunds/")
    page = answer.content.decode()
    assert "existe pas encore en français. Vous le lisez en anglais" in page
    assert '<html lang="fr"' in page and '<article class="help-article" lang="en" dir="ltr">' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/help/en/refunds/">' in page
    assert answer["Content-Language"] == "en"


def test_arabic_reads_from_right_to_left(reader, written):
    written("refunds", language="ar", title="استرداد الأموال")
    page = reader.get("/help/ar/refunds/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert 'lang="ar" dir="rtl">' in page


def test_what_is_no_language_is_no_page(reader, db):
    assert reader.get("/help/xx/").status_code == 404


def test_an_old_address_leads_to_the_new_one(reader, written):
    Redirect.objects.create(slug="money-back", article=written("refunds"), at=AT)
    answer = reader.get("/help/en/money-back/")
    assert (answer.status_code, answer["Location"]) == (301, "/help/en/refunds/")


def test_links_between_articles_lead_only_to_what_one_may_read(reader, written):
    written("secret", audience="team")
    written("cards")
    written("refunds", body="See [cards](article:cards) and [this](article:secret).")
    page = reader.get("/help/en/refunds/").content.decode()
    assert '<a href="/help/en/cards/">cards</a>' in page
    assert "/secret/" not in page


@pytest.mark.parametrize(
    "address", ["/help/en/", "/help/en/c/paying/", "/help/en/refunds/"], ids=["home", "topic", "article"]
)
def test_a_page_asks_the_database_twice(address, reader, written, paying, django_assert_num_queries):
    for number in range(9):
        written(f"card-{number}", category=paying)
    article = written("refunds", category=paying)
    Reads.objects.create(article=article, day=AT.date(), count=3)
    reader.get(address)
    with django_assert_num_queries(2):
        assert reader.get(address).status_code == 200


def test_a_stranger_may_keep_a_page_and_is_told_when_it_is_still_right(reader, written):
    written("refunds")
    first = reader.get("/help/en/refunds/")
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first["Vary"] and "Set-Cookie" not in first and not first.cookies
    assert first["Last-Modified"] == "Mon, 02 Nov 2026 09:00:00 GMT"
    again = reader.get("/help/en/refunds/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_what_somebody_reads_signed_in_is_kept_by_their_own_browser_alone(signed_in, cleo, written):
    written("refunds", audience="customers")
    answer = signed_in(cleo).get("/help/en/refunds/", **BROWSER)
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"Only for customers" in answer.content and b"noindex" in answer.content


@pytest.mark.parametrize("audience", ["customers", "team"])
def test_a_stranger_cant_tell_an_article_they_may_not_read_from_none(audience, reader, written, paying):
    hidden = written("salary-bands", title="Salary bands", audience=audience, category=paying)
    actions.index(translation=hidden.translations.get())
    never = reader.get("/help/en/sundry-bands/").content.decode().replace("sundry", "salary")
    hidden = reader.get("/help/en/salary-bands/")
    assert hidden.status_code == 404 and hidden.content.decode() == never
    assert reader.get("/help/en/c/paying/").status_code == 404
    for address in ("/help/en/", "/help/en/?q=salary", "/help/en/suggestions.html?q=salary", "/help/salary-bands/"):
        assert "Salary bands" not in reader.get(address).content.decode()
    assert "Paying" not in reader.get("/help/en/").content.decode()


def test_a_colleague_and_a_customer_read_what_is_for_them(signed_in, ada, cleo, zed, written):
    written("salary-bands", audience="team")
    written("your-bills", audience="customers")
    seen = {who: [signed_in(who).get(f"/help/en/{slug}/").status_code for slug in ("salary-bands", "your-bills")]
            for who in (ada, cleo, zed)}  # fmt: skip
    assert seen == {ada: [200, 200], cleo: [404, 200], zed: [404, 404]}


def test_opening_an_article_writes_nothing_until_many_were_opened(reader, written, settings):
    article = written("refunds")
    for _ in range(3):
        reader.get("/help/en/refunds/")
    reader.get("/help/en/refunds/", HTTP_USER_AGENT="Googlebot/2.1")
    reader.get("/help/en/refunds/", HTTP_SEC_PURPOSE="prefetch")
    assert not Reads.objects.exists()
    waiting = tally.take()
    assert list(waiting.values()) == [3]
    count_reads(reads=waiting)
    assert Reads.objects.get(article=article).count == 3


def test_the_most_read_come_first(reader, written):
    for slug, count in (("seldom", 1), ("often", 9)):
        Reads.objects.create(article=written(slug), day=clock.now().date(), count=count)
    page = reader.get("/help/en/").content.decode()
    most = page[page.index("Most read") :]
    assert most.index("Often") < most.index("Seldom")


def test_nobody_runs_anything_by_writing_an_article(reader, written):
    title = "</script><script>alert(1)</script>"
    written("nasty", title=title, body=f"{title}\n\n[x](javascript:alert(1))\n\n<img src=x onerror=alert(1)>")
    page = reader.get("/help/en/nasty/").content.decode()
    assert "<script>alert" not in page and 'href="javascript' not in page and "<img src=x" not in page
    assert "\\u003C/script\\u003E" in page


def test_an_archived_article_is_gone(reader, written):
    written("refunds")
    assert reader.get("/help/en/refunds/").status_code == 200
    Article.objects.update(archived_at=AT)
    assert reader.get("/help/en/refunds/").status_code == 404


def test_the_way_on_leads_to_the_neighbours_and_to_what_is_alike(reader, written, paying):
    articles = [
        written("first", category=paying, body="A refund to a card."),
        written("second", category=paying, body="How a refund reaches your card."),
        written("third", category=paying, body="Opening hours."),
        written("elsewhere", title="Elsewhere: a refund", body="To my card, please."),
        written("hidden", audience="team", body="When to refund a card without asking."),
        *(written(f"other-{number}", body="Nothing of the kind.") for number in range(9)),
    ]
    for article in articles:
        actions.index(translation=article.translations.get())
    page = reader.get("/help/en/second/").content.decode()
    assert 'rel="prev" href="/help/en/first/"' in page and 'rel="next" href="/help/en/third/"' in page
    related = page[page.index("Related articles") :]
    assert 0 < related.index("Elsewhere") < related.index("Third")
    assert "Hidden" not in page and 'href="/help/en/second/"' not in related


def test_what_is_alike_is_worked_out_anew_at_the_same_hour_of_the_next_day(reader, written, monkeypatch):
    found = []
    monkeypatch.setattr(reading.nearness, "beside", lambda *given, **more: found)
    shown = written("refunds").translations.get()
    assert reading.near_to(shown, AT) == ()
    found.append(7)
    assert reading.near_to(shown, AT + timedelta(minutes=30)) == ()
    assert reading.near_to(shown, AT + timedelta(days=1)) == (7,)


def test_an_article_can_be_had_as_plain_text(reader, signed_in, ada, written):
    written("refunds", body="A card takes **three** days.")
    written("hidden", audience="team")
    assert reader.get("/help/en/refunds/words.txt").content.decode() == "Refunds\n\nA card takes three days.\n"
    assert reader.get("/help/en/hidden/words.txt").status_code == 404
    assert signed_in(ada).get("/help/en/hidden/words.txt").status_code == 200


def test_the_languages_of_the_help_centre_lead_to_one_another(reader, written, paying):
    hidden = {"en": ("Hidden", ""), "de": ("Verborgen", "")}
    written("secret", audience="team", category=actions.add_category(titles=hidden, by=None, at=AT))
    written("refunds", category=paying)
    page = reader.get("/help/en/").content.decode()
    assert '<a href="/help/fr/" lang="fr" hreflang="fr">français</a>' in page
    assert "/help/de/" not in page
    assert "Payer" in reader.get("/help/fr/").content.decode()


def test_staff_get_from_an_article_to_where_it_is_written(reader, signed_in, ada, cleo, written):
    where = f"/knowledge/{written('refunds').pk}/"
    assert where in signed_in(ada).get("/help/en/refunds/").content.decode()
    for browser in (reader, signed_in(cleo)):
        assert where not in browser.get("/help/en/refunds/").content.decode()


def test_thousands_of_articles_come_page_by_page(reader, written, paying, monkeypatch):
    monkeypatch.setattr(shelf, "PAGE", 3)
    monkeypatch.setattr(shelf, "OTHERS", 2)
    for number in range(5):
        written(f"card-{number}", category=paying)
        written(f"loose-{number}")
    first = reader.get("/help/en/c/paying/").content.decode()
    assert "Card 2" in first and "Card 3" not in first and 'href="?start=3"' in first
    second = reader.get("/help/en/c/paying/", {"start": 3}).content.decode()
    assert "Card 2" not in second and "Card 4" in second and "?start=" not in second
    assert reader.get("/help/en/c/paying/", {"start": 9}).status_code == 200
    home = reader.get("/help/en/").content.decode()
    assert "Loose 1" in home and "Loose 2" not in home and 'href="/help/en/others.html"' in home
    others = reader.get("/help/en/others.html").content.decode()
    assert "Loose 2" in others and "Loose 3" not in others and "Card" not in others
