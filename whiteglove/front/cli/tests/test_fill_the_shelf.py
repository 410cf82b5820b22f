"""The demo company's articles are whole, and lead where they say."""

import pytest

from whiteglove.front.cli import bookshelf
from whiteglove.ground.lib import clock
from whiteglove.service.knowledge.markdown import parsed
from whiteglove.service.knowledge.models import Article, Category, SearchMiss, Translation

LEAVES = bookshelf.leaves()
by_name = pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: f"{leaf.language}/{leaf.slug}")


@by_name
def test_every_link_of_an_article_leads_somewhere(leaf):
    page = parsed(leaf.body)
    assert not page.faults
    assert page.articles <= {one.slug for one in LEAVES}


@by_name
def test_every_article_says_what_it_is_about(leaf):
    assert leaf.about["title"] and 20 < len(leaf.about["summary"]) < 160
    assert leaf.language != "en" or leaf.about["category"] in bookshelf.CATEGORIES


def test_a_translation_belongs_to_an_article():
    first = {leaf.slug for leaf in LEAVES if leaf.language == "en"}
    assert {leaf.slug for leaf in LEAVES} == first


def test_the_shelf_is_filled_once(lee):
    assert bookshelf.fill(lee, clock.now()) == bookshelf.fill(lee, clock.now()) == Article.objects.count() >= 12
    assert Translation.objects.filter(language="ar").exists() and Category.objects.count() == 5
    assert SearchMiss.objects.get(words="gift card").count == 9
