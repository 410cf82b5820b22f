"""Finding articles: whatever was meant, and nothing that is none of one's business."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Page, SearchMiss
from whiteglove.service.knowledge.search import find
from whiteglove.service.knowledge.words import asked, fold, slips, stem, tolerance, unremarkable

from .conftest import AT

ANYBODY = AnonymousUser()


@pytest.fixture
def shelf(lee, support):
    def put(title, body="", language="en", **about):
        article = actions.start(title=title, body=body or title, by=lee, at=AT, language=language, **about)
        actions.publish(translation=article.translations.get(), by=lee, at=AT)
        return article

    return put


def titles(person, text, **about) -> list[str]:
    return [hit.page.title for hit in find(person, text, **about).hits]


def test_a_word_finds_its_article(shelf):
    shelf("Charged twice for one order")
    shelf("Change a delivery address")
    assert titles(ANYBODY, "charged") == ["Charged twice for one order"]


def test_other_forms_of_a_word_find_it_too(shelf):
    shelf("Returning goods", "You can return what you bought within 30 days.")
    assert titles(ANYBODY, "returned") == ["Returning goods"]


def test_the_beginning_of_a_word_is_enough(shelf):
    shelf("Invoices for your company")
    assert titles(ANYBODY, "invo") == ["Invoices for your company"]


@pytest.mark.parametrize("typed", ["refnud", "refun", "reffund", "rafund", "REFUNDD"])
def test_a_misspelt_word_finds_what_was_meant(shelf, typed):
    shelf("Refund of a payment")
    assert titles(ANYBODY, typed) == ["Refund of a payment"]


@pytest.mark.parametrize(("typed", "title"), [("recipt", "Receipts"), ("colect parsel", "Parcels to collect")])
def test_a_misspelt_word_finds_other_forms_of_what_was_meant(shelf, typed, title):
    """Though a form that was spelt more like it stands elsewhere."""
    shelf("A receipt, and a parcel we collect", "Each receipt and parcel.")
    shelf(title)
    assert title in titles(ANYBODY, typed)


def test_what_was_read_for_what_was_typed_is_told(shelf):
    shelf("Invoices for your company")
    assert find(ANYBODY, "invioces").corrected == [("invioces", "invoices")]


def test_no_mistake_is_supposed_where_the_word_is_right(shelf):
    shelf("Where is my order?")
    shelf("Change the border of a picture")
    assert titles(ANYBODY, "order") == ["Where is my order?"]


def test_the_title_counts_more_than_a_heading_and_a_heading_more_than_the_text(shelf):
    shelf("Text", "Here, deep down, a voucher is mentioned.")
    shelf("Heading", "## Voucher\n\nWords.")
    shelf("Voucher", "Words.")
    assert titles(ANYBODY, "voucher") == ["Voucher", "Heading", "Text"]


def test_a_whole_question_finds_what_it_is_about(shelf):
    shelf("Get your money back", "How a refund reaches you.")
    shelf("How we work", "You do what you can.")
    assert titles(ANYBODY, "how do I get my money back?") == ["Get your money back"]


def test_where_no_page_has_all_words_those_with_most_are_shown_as_such(shelf):
    shelf("Refund of a payment")
    found = find(ANYBODY, "refund payment giraffe")
    assert found.partial and [hit.page.title for hit in found.hits] == ["Refund of a payment"]
    assert not find(ANYBODY, "refund giraffe elephant zebra").hits


def test_accents_are_no_matter(shelf):
    shelf("Être remboursé", language="fr")
    assert titles(ANYBODY, "etre rembourse", languages=["fr"]) == ["Être remboursé"]


def test_arabic_and_japanese_are_found(shelf):
    shelf("استرداد المبلغ", language="ar")
    shelf("返金について", language="ja")
    assert titles(ANYBODY, "المبلغ", languages=["ar"]) == ["استرداد المبلغ"]
    assert titles(ANYBODY, "返金", languages=["ja"]) == ["返金について"]


def test_an_article_in_two_languages_is_found_once_in_the_readers(shelf, lee):
    article = shelf("Refund", "Refund within days")
    french = actions.translate(article=article, language="fr", by=lee, at=AT)
    actions.save_draft(translation=french, by=lee, at=AT, title="Refund en français", body="Refund")
    actions.publish(translation=french, by=lee, at=AT)
    shelf("Refund only in English")
    found = titles(ANYBODY, "refund", languages=["fr", "en"])
    assert sorted(found) == ["Refund en français", "Refund only in English"]


def test_the_count_is_exact_and_pages_follow_one_another(shelf):
    for number in range(7):
        shelf(f"Voucher number {number}")
    first, rest = find(ANYBODY, "voucher", size=5), find(ANYBODY, "voucher", size=5, start=5)
    assert (first.count, rest.count) == (7, 7)
    seen = [hit.page.pk for hit in [*first.hits, *rest.hits]]
    assert len(set(seen)) == 7


def test_a_stranger_finds_counts_and_is_corrected_to_nothing_of_the_teams(shelf, ada, support):
    shelf("Zanzibar project", audience="team", teams=[support])
    shelf("Zanzibar for customers", audience="customers")
    for typed in ("zanzibar", "zanzbar", "zanz"):
        found = find(ANYBODY, typed)
        assert (found.hits, found.count, found.corrected) == ([], 0, [])
    assert find(ada, "zanzibar").count == 2


def test_a_word_of_the_teams_does_not_hide_what_a_reader_meant(shelf, support):
    shelf("Refnud is how Lee writes it", audience="team", teams=[support])
    shelf("Refund of a payment")
    assert titles(ANYBODY, "refnud") == ["Refund of a payment"]


def test_drafts_are_found_by_staff_alone(lee, ada):
    actions.start(title="Voucher in the making", by=lee, at=AT, language="en")
    assert not find(ANYBODY, "voucher").hits and not find(ada, "voucher").hits
    assert titles(ada, "voucher", staff=True) == ["Voucher in the making"]


def test_readers_find_what_is_published_and_staff_the_newest_words(shelf, lee, ada):
    article = shelf("Voucher", "The old words.")
    actions.save_draft(translation=article.translations.get(), by=lee, at=AT, title="Gift card", body="New words.")
    assert titles(ANYBODY, "voucher") == ["Voucher"] and not find(ANYBODY, "gift").hits
    assert titles(ada, "gift", staff=True) == ["Gift card"] and not find(ada, "voucher", staff=True).hits


def test_taken_back_or_archived_it_is_not_found(shelf, lee):
    one, two = shelf("Voucher one"), shelf("Voucher two")
    actions.unpublish(translation=one.translations.get(), by=lee, at=AT)
    actions.archive(article=two, by=lee, at=AT)
    assert find(ANYBODY, "voucher").count == 0


def test_what_was_found_is_marked_in_title_and_text(shelf):
    shelf("Return a parcel", "Long before. " * 20 + "Then <b>return</b> it.")
    (hit,) = find(ANYBODY, "return").hits
    assert [piece.text for piece in hit.title if piece.hit] == ["Return"]
    assert [piece.text for piece in hit.text if piece.hit] == ["return"]


def test_a_transaction_that_fails_leaves_no_words_behind(lee):
    with pytest.raises(ValueError):
        actions.start(title="Voucher", by=lee, at=AT, language="en", audience="nobody")
    assert not Page.objects.exists()


@pytest.mark.parametrize("typed", ["", "  ", "?!", '"', "%_'", "a" * 5000, "\x00", "AND OR NOT *", "😀"])
def test_nothing_one_can_type_is_a_crash(db, typed):
    assert find(ANYBODY, typed).count == 0


def test_searching_costs_the_same_however_much_is_found(shelf, django_assert_max_num_queries):
    for number in range(12):
        shelf(f"Voucher number {number}")
    with django_assert_max_num_queries(6):
        find(ANYBODY, "voucher")


def test_what_was_not_found_is_counted_in_one_row(db):
    for typed in ("Gift card", "gift  CARD"):
        actions.count_miss(words=typed, language="en", where="help", at=AT)
    row = SearchMiss.objects.get()
    assert (row.words, row.count) == ("gift card", 2)


@pytest.mark.parametrize("typed", ["cleo@customer.example", "order 88213", "4471 1234", "https://x.example", "  "])
def test_words_that_could_tell_who_searched_are_not_kept(db, typed):
    assert actions.count_miss(words=typed, language="en", where="help", at=AT) is None


def test_the_list_of_misses_is_bounded(db, monkeypatch):
    from whiteglove.service.knowledge.actions import miss

    monkeypatch.setattr(miss, "MISSES_KEPT", 5)
    monkeypatch.setattr(miss, "ROOM", 3)
    for word in "abcdefgh":
        actions.count_miss(words=word * 3, language="en", where="help", at=AT)
    assert SearchMiss.objects.count() <= 5


def test_what_is_settled_comes_back_when_it_is_missed_again(ada):
    miss = actions.count_miss(words="gift card", language="en", where="help", at=AT)
    assert actions.settle_miss(miss=miss, by=ada, at=AT)
    assert not SearchMiss.objects.open().exists()
    actions.count_miss(words="gift card", language="en", where="help", at=AT)
    assert SearchMiss.objects.open().get().count == 2


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)


@given(WORDS, st.data())
def test_a_word_with_one_slip_shares_a_remainder_with_itself(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    for other in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        if tolerance(other):
            assert slips(word) & slips(other), other


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=400))
def test_a_question_has_few_words(text):
    assert len(asked(text, "en")) <= 8
    assert len(unremarkable(text)) <= 100


def test_words_of_one_family_have_one_stem():
    assert stem("invoices", "en") == stem("invoice", "en")
    assert stem("remboursements", "fr") == stem("remboursement", "fr")
    assert stem("anything", "zz") == "anything"
