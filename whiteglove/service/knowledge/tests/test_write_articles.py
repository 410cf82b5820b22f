"""An article from its first words to its readers and back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.errors import Refused, Stale
from whiteglove.service.knowledge.models import Article, Publication, Redirect, Version

from .conftest import AT

LATER = AT + timedelta(minutes=1)


@pytest.fixture
def begun(ada) -> Article:
    return actions.start(title="Paying twice", body="Wait a day.", by=ada, at=AT, language="en")


@pytest.fixture
def words(begun):
    return begun.translations.get()


def kept(words, by, body, *, at=LATER, **more):
    return actions.save_draft(translation=words, by=by, at=at, title="Paying twice", body=body, **more)


def names() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


def test_an_agent_begins_an_article_that_nobody_reads_yet(begun, words, ada):
    assert (begun.slug, begun.owner, begun.published) == ("paying-twice", ada, False)
    assert words.draft.body == "Wait a day." and words.published is None
    assert names() == ["article.started"]


def test_two_articles_of_one_title_have_two_addresses(begun, ada):
    again = actions.start(title="Paying twice", by=ada, at=AT, language="en")
    assert again.slug == "paying-twice-2"


def test_a_title_without_latin_letters_still_has_an_address(ada):
    assert actions.start(title="الدفع مرتين", by=ada, at=AT, language="ar").slug == "article"


def test_a_customer_writes_nothing(cleo):
    with pytest.raises(PermissionDenied):
        actions.start(title="Mine", by=cleo, at=AT, language="en")


def test_every_kept_draft_is_a_version(words, ada):
    kept(words, ada, "Wait two days.")
    kept(words, ada, "Wait three days.")
    assert [one.body for one in words.versions.all()] == ["Wait three days.", "Wait two days.", "Wait a day."]


def test_what_is_kept_while_writing_is_one_version(words, ada):
    for number in range(3):
        kept(words, ada, f"Wait {number}.", at=AT + timedelta(seconds=number), by_itself=True)
    assert words.versions.count() == 2
    assert words.draft.body == "Wait 2."


def test_after_ten_minutes_a_new_version_begins(words, ada):
    kept(words, ada, "One.", by_itself=True)
    kept(words, ada, "Two.", at=LATER + timedelta(minutes=11), by_itself=True)
    assert words.versions.count() == 3


def test_keeping_the_same_words_again_changes_nothing(words, ada):
    kept(words, ada, "Wait a day.")
    assert words.versions.count() == 1


def test_of_two_editors_neither_loses_a_word(words, ada, lee):
    seen = words.edition
    first = kept(words, ada, "Ada's words.", edition=seen)
    second = kept(words, lee, "Lee's words.", edition=seen)
    assert not first.beside and second.beside
    assert words.draft.body == "Ada's words."
    assert Version.objects.filter(body="Lee's words.", how="beside", by=lee).exists()


def test_who_writes_on_beside_fills_no_history(words, ada, lee):
    seen, number = words.edition, None
    kept(words, ada, "Ada's words.", edition=seen)
    for n in range(3):
        now = kept(words, lee, f"Lee's words {n}.", edition=seen, beside=number, by_itself=True)
        number = now.version.number
    assert [one.body for one in words.versions.filter(how="beside")] == ["Lee's words 2."]


def test_two_pages_of_one_person_lose_no_word_either(words, ada):
    seen = words.edition
    for body in ("First page.", "Second page.", "Third page."):
        kept(words, ada, body, edition=seen, by_itself=True)
    assert {one.body for one in words.versions.all()} >= {"First page.", "Second page.", "Third page."}


def test_nobody_writes_into_words_that_another_kept_beside(words, ada, lee):
    seen = words.edition
    kept(words, ada, "Ada's words.", edition=seen)
    number = kept(words, lee, "Lee's words.", edition=seen).version.number
    kept(words, ada, "Ada again.", edition=seen, beside=number)
    assert words.versions.filter(body="Lee's words.").exists()


def test_the_same_words_by_two_editors_are_no_quarrel(words, ada, lee):
    seen = words.edition
    kept(words, ada, "Both.", edition=seen)
    assert not kept(words, lee, "Both.", edition=seen).beside


def test_words_that_stood_beside_can_be_put_on_top(words, ada, lee):
    seen = words.edition
    kept(words, ada, "Ada's words.", edition=seen)
    beside = kept(words, lee, "Lee's words.", edition=seen)
    actions.restore_version(version=beside.version, by=lee, at=LATER)
    words.refresh_from_db()
    assert words.draft.body == "Lee's words."
    assert words.versions.filter(body="Ada's words.").exists()


def test_a_lead_publishes_and_the_next_draft_stands_beside_what_is_read(begun, words, lee, ada):
    actions.publish(translation=words, by=lee, at=LATER)
    kept(words, ada, "Wait two days.")
    begun.refresh_from_db()
    assert begun.published and words.pending
    assert (words.published.body, words.draft.body) == ("Wait a day.", "Wait two days.")


def test_what_readers_saw_is_never_written_over(words, ada, lee):
    kept(words, ada, "Two.", by_itself=True)
    actions.publish(translation=words, by=lee, at=LATER)
    kept(words, ada, "Three.", at=LATER, by_itself=True)
    assert words.published.body == "Two."


def test_an_agent_does_not_publish(words, ada):
    with pytest.raises(PermissionDenied):
        actions.publish(translation=words, by=ada, at=AT)


def test_what_was_not_looked_at_is_not_published(words, ada, lee):
    looked_at = words.edition
    kept(words, ada, "Something else.")
    with pytest.raises(Stale):
        actions.publish(translation=words, by=lee, at=LATER, edition=looked_at)


def test_an_empty_article_is_not_published(lee):
    empty = actions.start(title="Nothing yet", by=lee, at=AT, language="en").translations.get()
    with pytest.raises(Refused, match="nothing to read"):
        actions.publish(translation=empty, by=lee, at=AT)


def test_each_publication_ends_the_one_before(words, ada, lee):
    actions.publish(translation=words, by=lee, at=AT)
    kept(words, ada, "Wait two days.")
    actions.publish(translation=words, by=lee, at=LATER, note="It takes longer")
    assert Publication.objects.standing().get().note == "It takes longer"
    assert Publication.objects.filter(ended_by=lee, ended_at=LATER).count() == 1


def test_taken_back_it_is_in_no_help_centre(begun, words, lee):
    actions.publish(translation=words, by=lee, at=AT)
    assert actions.unpublish(translation=words, by=lee, at=LATER)
    begun.refresh_from_db()
    assert not begun.published and words.published is None and words.draft.body == "Wait a day."
    assert not actions.unpublish(translation=words, by=lee, at=LATER)


def test_one_language_taken_back_leaves_the_other(begun, words, lee):
    french = actions.translate(article=begun, language="fr", by=lee, at=AT)
    for one in (words, french):
        actions.publish(translation=one, by=lee, at=AT)
    actions.unpublish(translation=french, by=lee, at=LATER)
    begun.refresh_from_db()
    assert begun.published


def test_a_translation_begins_with_the_first_words_and_only_once(begun, ada):
    french = actions.translate(article=begun, language="fr", by=ada, at=AT)
    assert french.draft.body == "Wait a day."
    with pytest.raises(Refused, match="already"):
        actions.translate(article=begun, language="fr", by=ada, at=AT)


def test_archived_and_back_again_it_is_as_it_was(begun, words, lee):
    actions.publish(translation=words, by=lee, at=AT)
    assert actions.archive(article=begun, by=lee, at=LATER)
    assert not Article.objects.readable_by(lee).exists()
    assert actions.restore(article=begun, by=lee, at=LATER)
    assert Article.objects.readable_by(lee).get() == begun
    assert names()[-2:] == ["article.archived", "article.restored"]


def test_what_is_archived_is_not_written_on(begun, words, lee):
    actions.archive(article=begun, by=lee, at=AT)
    with pytest.raises(Refused, match="archived"):
        kept(words, lee, "More.")


def test_an_old_address_leads_on(begun, lee):
    actions.move(article=begun, by=lee, at=AT, category=None, slug="charged-twice")
    assert begun.slug == "charged-twice"
    assert Redirect.objects.get(slug="paying-twice").article == begun
    actions.move(article=begun, by=lee, at=AT, category=None, slug="paying-twice")
    assert [row.slug for row in Redirect.objects.all()] == ["charged-twice"]


def test_an_address_is_not_taken_from_another_article(begun, lee):
    other = actions.start(title="Refunds", by=lee, at=AT, language="en")
    with pytest.raises(Refused, match="address"):
        actions.move(article=other, by=lee, at=AT, category=None, slug="paying-twice")


def test_a_form_that_is_older_than_the_article_moves_nothing(begun, lee):
    seen = begun.version
    actions.move(article=begun, by=lee, at=AT, category=None, slug="one")
    with pytest.raises(Stale):
        actions.move(article=begun, by=lee, at=AT, category=None, slug="two", version=seen)


def test_an_article_of_one_team_is_out_of_anothers_reach(begun, words, lee, support, billing):
    actions.change(article=begun, by=lee, at=AT, audience="team", teams=[support])
    from tests.cast import make_person

    stranger = make_person("Sipho Nkosi", "sipho@whiteglove.example", "lead", billing)
    for verb in (actions.archive, actions.restore):
        with pytest.raises(Http404):
            verb(article=begun, by=stranger, at=AT)
    with pytest.raises(Http404):
        kept(words, stranger, "Mine now.")


def test_nobody_gives_away_an_article_they_would_then_not_see(begun, lee, billing):
    with pytest.raises(Refused, match="your own teams"):
        actions.change(article=begun, by=lee, at=AT, audience="team", teams=[billing])


def test_teams_count_only_for_what_is_for_the_team(begun, lee, support):
    actions.change(article=begun, by=lee, at=AT, audience="public", teams=[support])
    assert not begun.of_some_teams and not begun.teams.exists()


def test_a_review_is_set_and_falls_due(begun, ada):
    actions.set_review(article=begun, by=ada, at=AT, on=date(2026, 12, 1))
    assert not Article.objects.due_for_review(date(2026, 11, 30)).exists()
    assert Article.objects.due_for_review(date(2026, 12, 1)).get() == begun


def test_an_article_born_from_a_ticket_is_for_the_team_at_first(ada):
    born = actions.born_from_ticket(ticket=42, title="Twice", body="Void it.", by=ada, at=AT, language="en")
    assert (born.born_from, born.audience, born.published) == ("ticket:42", "team", False)
