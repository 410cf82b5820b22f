"""Search as readers meet it: forgiving, in their language, silent about what isn't theirs, and never a dead end."""

import pytest
from django.core.cache import cache

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import SearchMiss


@pytest.fixture(autouse=True)
def _quiet_network():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def shelf(written):
    def put(slug, title, body="Words.", **fields):
        article = written(slug, title=title, body=body, **fields)
        for translation in article.translations.all():
            actions.index(translation=translation)

    put("refunds", "How long does a refund take?", "A refund to a <b>card</b> takes three working days.")
    put("parcel", "Where is my parcel?")
    put("secret", "When to refund without asking", audience="team")
    return put


def page(browser, words: str, language: str = "en", **headers) -> str:
    return browser.get(f"/help/{language}/", {"q": words}, **headers).content.decode()


def test_a_misspelt_word_finds_the_article(client, shelf):
    found = page(client, "refnud")
    assert "Articles found: 1" in found and 'href="/help/en/refunds/"' in found
    assert "We also looked for “refund”." in found


def test_what_was_found_is_marked_and_safe(client, shelf):
    found = page(client, "card")
    assert "<mark>card</mark>" in found and "<b>card" not in found
    assert "<script>" not in page(client, "<script>alert(1)</script> card")


def test_what_a_stranger_may_not_read_is_neither_found_nor_counted(client, signed_in, ada, shelf):
    assert "Articles found: 1" in page(client, "refund")
    assert "Articles found: 2" in page(signed_in(ada), "refund")


def test_nothing_found_leads_on_to_a_person(client, shelf, settings):
    settings.HELP_CONTACT = "support@whiteglove.example"
    found = page(client, "zebra crossing")
    assert "Nothing found for “zebra crossing”" in found
    assert 'href="mailto:support@whiteglove.example"' in found


def test_where_nobody_can_be_written_to_nothing_is_promised(client, shelf, settings):
    settings.HELP_CONTACT = "javascript:alert(1)"
    found = page(client, "zebra")
    assert "Write to us" not in found and "javascript" not in found


def test_what_was_looked_for_in_vain_is_counted(client, shelf):
    page(client, "zebra crossing")
    page(client, "Zebra  Crossing")
    page(client, "refund")
    assert [(row.words, row.count, row.where) for row in SearchMiss.objects.all()] == [("zebra crossing", 2, "help")]


@pytest.mark.parametrize("words", ["cleo@customer.example", "order 88213", "+44 20 7946 0958"])
def test_words_that_could_tell_who_searched_are_not_kept(words, client, shelf):
    page(client, words)
    assert not SearchMiss.objects.exists()


def test_what_a_browser_fetches_ahead_is_not_counted(client, shelf):
    page(client, "zebra", HTTP_SEC_PURPOSE="prefetch;prerender")
    client.get("/help/en/suggestions.html", {"q": "zebra"})
    assert not SearchMiss.objects.exists()


def test_one_network_cant_fill_the_list(client, shelf):
    for number in range(65):
        page(client, f"zebra {chr(97 + number % 26)}{chr(97 + number // 26)}x")
    assert SearchMiss.objects.count() == 60


def test_suggestions_are_options_to_choose_from(client, shelf):
    answer = client.get("/help/en/suggestions.html", {"q": "parc"})
    assert answer["Cache-Control"] == "public, max-age=60"
    rows = answer.content.decode()
    assert rows.count('role="option"') == 1
    assert 'href="/help/en/parcel/"' in rows and "<html" not in rows
    assert client.get("/help/en/suggestions.html").content.strip() == b""


def test_the_field_works_as_a_form(client, shelf):
    home = client.get("/help/en/").content.decode()
    assert '<form class="help-search" role="search" action="/help/en/" method="get">' in home
    assert 'name="q"' in home


@pytest.mark.parametrize("start", ["-1", "x", "9" * 30, "٣"])
def test_an_odd_page_number_is_no_crash(start, client, shelf):
    assert client.get("/help/en/", {"q": "refund", "start": start}).status_code == 200


def test_many_articles_are_found_page_by_page(client, shelf):
    for number in range(25):
        shelf(f"card-{number}", f"Bicycle {number}")
    first = page(client, "bicycle")
    assert "Articles found: 25" in first and "q=bicycle&amp;start=20" in first
    second = client.get("/help/en/", {"q": "bicycle", "start": 20}).content.decode()
    assert second.count('class="help-hit"') == 5 and "start=40" not in second


def test_what_isnt_there_is_searched_for(client, shelf):
    answer = client.get("/help/en/how-long-refunds/")
    page = answer.content.decode()
    assert answer.status_code == 404 and answer["Cache-Control"] == "private, no-store"
    assert 'role="search"' in page and 'href="/help/en/refunds/"' in page
    assert not SearchMiss.objects.exists()


def test_a_reader_finds_what_is_only_in_the_default_language(client, shelf):
    assert 'href="/help/fr/refunds/"' in page(client, "refund", "fr")
    assert "Résultats pour « refund »" in page(client, "refund", "fr")
