"""Site map and feeds: right for search engines, and silent about what isn't for everybody."""

from xml.etree import ElementTree

import pytest

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Article

from .conftest import AT

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://127.0.0.1:8000"


@pytest.fixture
def paying(db):
    return actions.add_category(titles={"en": ("Paying & refunds", "")}, by=None, at=AT, slug="paying")


@pytest.fixture
def shelf(written, paying):
    written("refunds", category=paying, title="Refunds <b>& returns</b>")
    written("opening-hours")
    for audience in ("customers", "team"):
        written(f"for-{audience}", audience=audience, category=paying)
    written("a-draft", published=False)


def tree(answer):
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def places(answer) -> set[str]:
    return {one.text for one in tree(answer).iter(f"{SITE}loc")}


def test_the_map_names_what_is_for_everybody(client, shelf):
    assert places(client.get("/help/sitemap.xml")) == {f"{HOST}/help/en/refunds/", f"{HOST}/help/en/opening-hours/"}


def test_the_map_is_the_same_for_those_who_may_read_more(client, signed_in, admin, shelf):
    assert client.get("/help/sitemap.xml").content == signed_in(admin).get("/help/sitemap.xml").content


def test_the_languages_of_an_article_name_each_other(client, written):
    article = written("refunds")
    actions.translate(article=article, language="fr", by=None, at=AT)
    french = article.translations.get(language="fr")
    actions.save_draft(translation=french, by=None, at=AT, title="Remboursements", body="Vite.")
    french.refresh_from_db()
    actions.publish(translation=french, by=None, at=AT)
    page = client.get("/help/sitemap.xml").content.decode()
    assert page.count(f'hreflang="fr" href="{HOST}/help/fr/refunds/"') == 2
    assert page.count(f'hreflang="x-default" href="{HOST}/help/en/refunds/"') == 2


def test_a_large_help_centre_has_a_map_of_maps(client, written, monkeypatch):
    monkeypatch.setattr("whiteglove.service.knowledge.views.public.feeds.IN_A_MAP", 2)
    for number in range(3):
        written(f"article-{number}")
    assert places(client.get("/help/sitemap.xml")) == {f"{HOST}/help/sitemap-{number}.xml" for number in (1, 2)}
    assert places(client.get("/help/sitemap-2.xml")) == {f"{HOST}/help/en/article-2/"}
    assert places(client.get("/help/sitemap-9.xml")) == set()


def titles(answer) -> list[str]:
    return [one.find(f"{ATOM}title").text for one in tree(answer).iter(f"{ATOM}entry")]


def test_a_feed_tells_what_is_new_for_everybody(client, signed_in, admin, shelf):
    answer = client.get("/help/en/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert sorted(titles(answer)) == ["Opening hours", "Refunds <b>& returns</b>"]
    assert sorted(titles(signed_in(admin).get("/help/en/feed.atom"))) == sorted(titles(answer))


def test_what_xml_cannot_hold_costs_nobody_the_feed(client, written):
    written("slides", title="One\x0ctwo", body="First\x0bsecond\x01 third")
    said = tree(client.get("/help/en/feed.atom")).find(f"{ATOM}entry")
    assert said.find(f"{ATOM}title").text == "One two"
    assert said.find(f"{ATOM}summary").text == "First second third"


def test_words_pasted_from_slides_keep_their_lines(written):
    words = written("slides").translations.get()
    actions.save_draft(translation=words, by=None, at=AT, title="Slides", body="First\x0bsecond\x01")
    words.refresh_from_db()
    assert words.draft.body == "First\nsecond"


def test_a_topic_has_a_feed_of_its_own(client, shelf):
    answer = client.get("/help/en/c/paying/feed.atom")
    assert titles(answer) == ["Refunds <b>& returns</b>"]
    assert tree(answer).find(f"{ATOM}title").text == "Whiteglove · Paying & refunds"


def test_a_topic_that_holds_nothing_for_everybody_has_no_feed(client, shelf):
    Article.objects.filter(slug="refunds").update(audience="team")
    assert client.get("/help/en/c/paying/feed.atom").status_code == 404


def test_a_reader_of_feeds_asks_whether_anything_changed(client, shelf):
    first = client.get("/help/en/feed.atom")
    assert client.get("/help/en/feed.atom", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
