"""One rule says who may read what; every list, count and search stands on it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from whiteglove.service.knowledge import queries
from whiteglove.service.knowledge.models import Article, Redirect, Translation

from .conftest import AT


@pytest.fixture
def shelf(written, support, billing):
    written("for-everybody")
    written("for-customers", audience="customers")
    written("for-staff", audience="team")
    written("for-support", audience="team", teams=[support])
    written("for-billing", audience="team", teams=[billing])
    written("a-draft", published=False)
    written("put-away", archived_at=AT)


def slugs(rows) -> set[str]:
    return {row.slug for row in rows}


def test_a_stranger_reads_what_is_for_everybody(shelf):
    assert slugs(Article.objects.readable_by(AnonymousUser())) == {"for-everybody"}


def test_somebody_without_access_reads_no_more_than_a_stranger(shelf, zed):
    assert slugs(Article.objects.readable_by(zed)) == {"for-everybody"}


def test_a_customer_reads_what_is_for_customers_too(shelf, cleo):
    assert slugs(Article.objects.readable_by(cleo)) == {"for-everybody", "for-customers"}


def test_a_colleague_reads_what_is_for_their_own_team(shelf, ada):
    found = {"for-everybody", "for-customers", "for-staff", "for-support"}
    assert slugs(Article.objects.readable_by(ada)) == found
    assert {row.article.slug for row in queries.readable(ada)} == found


def test_an_administrator_reads_everything_that_is_published(shelf, admin):
    assert len(Article.objects.readable_by(admin)) == 5


def test_staff_see_drafts_and_what_was_put_away_but_not_another_teams(shelf, ada):
    assert slugs(Article.objects.visible_to(ada)) >= {"a-draft", "put-away"}
    assert "for-billing" not in slugs(Article.objects.visible_to(ada))


def test_the_staffs_own_rows_are_for_staff(shelf, cleo, zed):
    assert not Article.objects.visible_to(cleo).exists()
    assert not Article.objects.visible_to(zed).exists()


def test_somebody_deactivated_is_a_stranger(shelf, ada):
    ada.is_active = False
    assert slugs(Article.objects.readable_by(ada)) == {"for-everybody"}


def test_an_old_address_leads_only_to_what_one_may_read(shelf, ada):
    Redirect.objects.create(slug="old", article=Article.objects.get(slug="for-support"), at=AT)
    assert queries.moved_to(AnonymousUser(), "old") is None
    assert queries.moved_to(ada, "old").slug == "for-support"


def test_categories_count_what_their_reader_finds(shelf, ada):
    from whiteglove.service.knowledge.models import Category

    category = Category.objects.create(slug="paying")
    Article.objects.update(category=category)
    assert [row.readable for row in queries.categories_of(AnonymousUser())] == [1]
    assert [row.readable for row in queries.categories_of(ada)] == [4]


def test_nothing_unpublished_is_readable_word_for_word(shelf):
    assert {row.article.slug for row in Translation.objects.readable_by(AnonymousUser())} == {"for-everybody"}
