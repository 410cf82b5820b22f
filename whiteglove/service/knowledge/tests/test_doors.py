"""The staff's pages, as they are used."""

from datetime import date

import pytest
from django.urls import reverse

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Article, Picture, QuickReference, SearchMiss

from .conftest import AT
from .test_keep_pictures import png

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def begun(ada):
    return actions.start(title="Paying twice", body="Wait **a day**.", by=ada, at=AT, language="en")


def at(name: str, *args: object) -> str:
    return reverse(f"knowledge:{name}", args=args)


def page(client, name: str, *args: object, **query: object) -> str:
    answer = client.get(at(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_one_may_see(written, signed_in, ada, support, billing):
    written("for-support", audience="team", teams=[support])
    written("for-billing", audience="team", teams=[billing])
    html = page(signed_in(ada), "list")
    assert "For support" in html and "For billing" not in html


def test_an_empty_list_says_what_belongs_there(signed_in, ada):
    assert "No articles yet" in page(signed_in(ada), "list")
    assert "No article like that" in page(signed_in(ada), "list", q="giraffe")


EVERY = {"Draft", "Shown", "Due"}


@pytest.mark.parametrize(("query", "found"), [
    ({"state": "draft"}, {"Draft"}), ({"state": "published"}, {"Shown", "Due"}), ({"state": "archived"}, {"Away"}),
    ({"state": "review"}, {"Due"}), ({"language": "fr"}, {"Due"}), ({"language": "zz"}, set()),
    ({"state": "hm"}, EVERY),
    ({"owner": "999999999999999999999999"}, EVERY), ({"after": "nonsense"}, EVERY),
])  # fmt: skip
def test_the_list_narrows(written, signed_in, ada, query, found):
    written("draft", published=False)
    written("shown")
    written("away", archived_at=AT)
    written("due", language="fr", review_on=date(2020, 1, 1))
    html = page(signed_in(ada), "list", **query)
    assert {title for title in ("Draft", "Shown", "Away", "Due") if f">{title}</span>" in html} == found


def test_the_list_is_searched_with_slips_and_filters(signed_in, lee, begun):
    actions.start(title="Paying in parts", by=lee, at=AT, language="en")
    client = signed_in(lee)
    assert "Paying twice" in page(client, "list", q="payin twcie")
    assert "1 found" in page(client, "list", q="paying", owner=lee.pk)


def test_the_list_asks_few_questions_however_long_it_is(signed_in, ada, written, django_assert_max_num_queries):
    category = actions.add_category(titles={"en": ("Paying", "")}, by=None, at=AT)
    for number in range(12):
        written(f"article-{number}", category=category, owner=ada)
    client = signed_in(ada)
    page(client, "list")
    with django_assert_max_num_queries(12):
        page(client, "list")
    with django_assert_max_num_queries(15):
        page(client, "list", q="article")


def test_an_article_begins_and_opens_in_the_editor(signed_in, ada):
    client = signed_in(ada)
    answer = client.post(at("new"), {"title": "Refunds", "language": "en", "category": ""}, follow=True)
    assert "As readers will see it" in answer.content.decode()
    assert Article.objects.get().slug == "refunds"


def test_what_is_missed_is_written_with_one_press(signed_in, ada):
    miss = actions.count_miss(words="gift card", language="fr", where="help", at=AT)
    client = signed_in(ada)
    assert 'value="Gift card"' in page(client, "new", miss=miss.pk)
    client.post(at("new"), {"title": "Gift cards", "language": "fr", "miss": miss.pk})
    miss.refresh_from_db()
    assert miss.article == Article.objects.get() and miss.settled_by == ada


def test_the_editor_keeps_and_shows_while_one_writes(signed_in, ada, begun):
    answer = signed_in(ada).post(
        at("edit", begun.pk, "en"), {"title": "Paying twice", "body": "# Wait *two* days", "edition": 1}, **HTMX
    )
    html = answer.content.decode()
    assert "<em>two</em>" in html and 'id="edition" value="2"' in html and "Kept" in html
    assert begun.translations.get().draft.body == "# Wait *two* days"


def test_two_editors_are_told_and_can_compare(signed_in, ada, lee, begun):
    for person in (ada, lee):
        words = {"title": "Paying twice", "body": f"By {person.name}.", "edition": 1}
        html = signed_in(person).post(at("edit", begun.pk, "en"), words, **HTMX).content.decode()
    assert "Ada Osei saved while you were writing" in html and 'id="edition" value="1"' in html
    assert "<ins>Lee</ins>" in page(signed_in(lee), "version", begun.pk, "en", 3).replace(" Osei", "")


def test_without_script_the_draft_is_kept_all_the_same(signed_in, ada, begun):
    answer = signed_in(ada).post(at("edit", begun.pk, "en"), {"title": "T", "body": "B", "keep": "1", "edition": 1})
    assert answer.status_code == 302
    assert begun.translations.get().draft.body == "B"


def test_an_empty_title_is_answered_in_words(signed_in, ada, begun):
    answer = signed_in(ada).post(at("edit", begun.pk, "en"), {"title": "", "body": "B", "edition": 1}, **HTMX)
    assert answer.status_code == 204 and "Give the article a title" in answer["HX-Trigger"]


def test_who_writes_hears_of_links_that_lead_nowhere(signed_in, ada, begun, written):
    written("a-draft", published=False)
    body = "[a](article:nowhere) [b](article:a-draft) ![c](picture:99)"
    words = {"title": "T", "body": body, "edition": 1}
    html = signed_in(ada).post(at("edit", begun.pk, "en"), words, **HTMX).content.decode()
    for fault in ("no article “nowhere”", "it isn&#x27;t published", "no picture 99"):
        assert fault in html


def test_the_editor_asks_few_questions(signed_in, ada, begun, django_assert_max_num_queries):
    client = signed_in(ada)
    page(client, "edit", begun.pk, "en")
    with django_assert_max_num_queries(16):
        page(client, "edit", begun.pk, "en")


def test_a_trainee_reads_and_writes_nothing(signed_in, mo, begun):
    client = signed_in(mo)
    assert "<textarea" not in page(client, "edit", begun.pk, "en")
    assert client.post(at("edit", begun.pk, "en"), {"title": "x"}).status_code == 403


def test_a_lead_publishes_and_takes_back(signed_in, lee, begun):
    client = signed_in(lee)
    assert "for everybody" in page(client, "publication", begun.pk, "en")
    client.post(at("publication", begun.pk, "en"), {"note": "New", "edition": 1})
    begun.refresh_from_db()
    assert begun.published
    client.delete(at("publication", begun.pk, "en"))
    begun.refresh_from_db()
    assert not begun.published


def test_what_has_changed_since_the_dialog_opened_is_not_published(signed_in, lee, begun):
    answer = signed_in(lee).post(at("publication", begun.pk, "en"), {"edition": 7}, **HTMX)
    assert "changed this article meanwhile" in answer["HX-Trigger"]


def test_the_history_shows_what_changed_and_goes_back(signed_in, ada, begun):
    client = signed_in(ada)
    client.post(at("edit", begun.pk, "en"), {"title": "Paying twice", "body": "Wait **two days**.", "keep": "1"})
    html = page(client, "history", begun.pk, "en")
    assert "<del>a</del>" in html and "<ins>two</ins>" in html
    client.post(at("version", begun.pk, "en", 1))
    assert begun.translations.get().draft.body == "Wait **a day**."


def test_place_and_readers_change_together_or_not_at_all(signed_in, lee, begun, support, billing):
    client, url = signed_in(lee), at("place", begun.pk)
    given = {
        "category": "",
        "slug": "charged-twice",
        "position": 3,
        "audience": "team",
        "teams": [billing.pk],
        "version": begun.version,
    }
    assert "your own teams" in client.post(url, given).content.decode()
    begun.refresh_from_db()
    assert begun.slug == "paying-twice"
    client.post(url, given | {"teams": [support.pk], "review_on": "2027-01-01", "owner": lee.pk})
    begun.refresh_from_db()
    assert (begun.slug, begun.audience, begun.review_on, begun.owner) == (
        "charged-twice",
        "team",
        date(2027, 1, 1),
        lee,
    )


def test_archiving_can_be_undone(signed_in, lee, begun):
    client = signed_in(lee)
    client.post(at("archival", begun.pk))
    assert "Bring it back" in page(client, "edit", begun.pk, "en")
    client.delete(at("archival", begun.pk))
    begun.refresh_from_db()
    assert begun.archived_at is None


def test_a_translation_begins(signed_in, ada, begun):
    client = signed_in(ada)
    client.post(at("translations", begun.pk), {"language": "ar"})
    assert 'dir="rtl"' in page(client, "edit", begun.pk, "ar")
    assert client.post(at("translations", begun.pk), {"language": "zz"}).status_code == 302


def test_a_pasted_picture_comes_back_as_markdown(signed_in, ada, begun):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, url = signed_in(ada), at("add-picture", begun.pk)
    said = client.post(url, {"picture": SimpleUploadedFile("x.png", png())}).json()
    picture = Picture.objects.get()
    assert said["markdown"] == f"![](picture:{picture.pk})"
    assert client.post(url, {"picture": SimpleUploadedFile("x.png", b"<script>")}).status_code == 422
    assert client.post(url).status_code == 422


def test_a_picture_is_for_those_who_may_read_its_article(client, signed_in, ada, lee, cleo, begun):
    picture = actions.add_picture(article=begun, by=ada, at=AT, name="x", content=png())
    assert signed_in(ada).get(picture.address)["Content-Type"] == "image/png"
    for reader in (client, signed_in(cleo)):
        assert reader.get(picture.address).status_code == 404
    actions.publish(translation=begun.translations.get(), by=lee, at=AT)
    answer = client.get(picture.address)
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(at("picture", picture.pk, "0" * 16)).status_code == 404
    assert client.get(at("picture", picture.pk, picture.digest[0])).status_code == 404


def test_what_is_missed_is_listed_and_settled(signed_in, ada):
    miss = actions.count_miss(words="gift card", language="en", where="help", at=AT)
    client = signed_in(ada)
    assert "gift card" in page(client, "misses")
    client.post(at("settle", miss.pk))
    assert "Everything was found" in page(client, "misses") and "gift card" in page(client, "misses", settled=1)
    assert not SearchMiss.objects.open().exists()


def test_quick_references_are_seen_by_nobody_else(signed_in, ada, admin):
    note = actions.keep_quick_reference(by=ada, at=AT, title="Void", body="Until **17:00**.", shortcut="void")
    assert "<strong>17:00</strong>" in page(signed_in(ada), "notes")
    client = signed_in(admin)
    assert "Void" not in page(client, "notes") and "Void" not in page(client, "offer")
    assert client.get(at("note", note.pk)).status_code == 404
    assert client.delete(at("note", note.pk)).status_code == 404


def test_quick_references_are_kept_changed_and_removed(signed_in, ada):
    client = signed_in(ada)
    client.post(at("notes"), {"title": "Void", "body": "Now", "shortcut": "void"})
    note = QuickReference.objects.get()
    assert "means another" in client.post(at("notes"), {"title": "B", "body": "b", "shortcut": "void"}).content.decode()
    client.post(at("note", note.pk), {"title": "Void it", "body": "Now", "shortcut": "void"})
    assert "Void it" in page(client, "offer")
    client.post(at("note", note.pk), {"remove": ""})
    assert not QuickReference.objects.exists()


def test_the_palette_finds_articles_and_ones_own_notes(rf, ada, begun):
    from whiteglove.service.knowledge import panels

    request = rf.get("/")
    request.user = ada
    actions.keep_quick_reference(by=ada, at=AT, title="Void", body="Now", shortcut="vo")
    assert [hit.label for hit in panels.find_articles(request, "payng")] == ["Paying twice"]
    assert [hit.label for hit in panels.find_notes(request, "/vo")] == ["Void"]


def test_categories_are_added_changed_and_removed(signed_in, lee, written):
    client = signed_in(lee)
    client.post(at("categories"), {"title": "Paying", "about": "", "language": "en", "position": 0})
    from whiteglove.service.knowledge.models import Category

    category = Category.objects.get()
    client.post(at("category", category.pk), {"title": "Payer", "about": "", "language": "fr", "position": 2})
    category.refresh_from_db()
    assert category.position == 2 and {one.title for one in category.titles.all()} == {"Paying", "Payer"}
    article = written("refunds", category=category)
    assert "elsewhere first" in client.post(at("category", category.pk), {"remove": ""}).content.decode()
    Article.objects.filter(pk=article.pk).update(category=None)
    client.post(at("category", category.pk), {"remove": ""})
    assert not Category.objects.exists()


def test_zed_opens_none_of_these_doors(signed_in, zed, begun):
    client = signed_in(zed)
    for address in (at("list"), at("edit", begun.pk, "en"), at("misses"), at("notes"), at("categories"), at("new")):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code in (403, 405)


def test_a_version_is_compared_with_the_draft_it_followed(signed_in, ada, lee, begun):
    for person in (ada, lee):
        words = {"title": "Paying twice", "body": f"By {person.first_name}.", "edition": 1}
        signed_in(person).post(at("edit", begun.pk, "en"), words, **HTMX)
    signed_in(lee).post(at("version", begun.pk, "en", 3))
    html = page(signed_in(lee), "history", begun.pk, "en")
    assert "<del>Ada</del>" in html and "<ins>Lee</ins>" in html


def test_a_ticket_offers_to_make_an_article_of_it(rf, signed_in, ada):
    from types import SimpleNamespace

    from whiteglove.service.knowledge import panels

    request = rf.get("/")
    request.user = ada
    url = panels.born(request, ticket=SimpleNamespace(pk=42, title="Charged twice & more"))["url"]
    client = signed_in(ada)
    assert 'value="Charged twice &amp; more"' in client.get(url).content.decode()
    client.post(at("new"), {"title": "Charged twice", "language": "en", "ticket": 42})
    made = Article.objects.get()
    assert (made.born_from, made.audience) == ("ticket:42", "team")
    assert "Began with ticket #42" in page(client, "edit", made.pk, "en")
