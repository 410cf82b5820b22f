"""Votes, subscriptions, quick references, categories."""

import pytest

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import QuickReference, Subscription, Vote

from .conftest import AT


def test_a_reader_votes_once_and_may_change_it(written):
    article = written("paying")
    about = {"article": article, "voter": "visitor:abc", "at": AT, "language": "en"}
    actions.vote(**about, helpful=False, reason="unclear", comment="Which button?")
    actions.vote(**about, helpful=True, reason="unclear")
    vote = Vote.objects.get()
    assert (vote.helpful, vote.reason) == (True, "")


def test_an_unknown_reason_is_refused(written):
    with pytest.raises(Refused):
        actions.vote(article=written("paying"), voter="visitor:a", at=AT, language="en", helpful=False, reason="hm")


def test_a_vote_is_taken_back(written):
    article = written("paying")
    actions.vote(article=article, voter="visitor:a", at=AT, language="en", helpful=True)
    assert actions.withdraw_vote(article=article, voter="visitor:a")
    assert not actions.withdraw_vote(article=article, voter="visitor:a")


def test_an_address_counts_only_once_it_is_confirmed(written):
    article = written("paying")
    asked = actions.subscribe(email=" Cleo@Customer.Example ", article=article, at=AT, language="en")
    assert not Subscription.objects.standing().exists()
    assert actions.confirm(subscription=asked, at=AT) and not actions.confirm(subscription=asked, at=AT)
    assert Subscription.objects.standing().get().email == "cleo@customer.example"


def test_asking_twice_is_one_subscription(written):
    article = written("paying")
    one, two = (actions.subscribe(email="a@b.example", article=article, at=AT, language="en") for _ in range(2))
    assert one == two


def test_a_persons_subscription_counts_at_once(written, ada):
    assert actions.subscribe(person=ada, article=written("paying"), at=AT, language="en").confirmed_at == AT


def test_after_the_end_no_address_is_kept(written):
    asked = actions.subscribe(email="a@b.example", article=written("paying"), at=AT, language="en")
    assert actions.unsubscribe(subscription=asked, at=AT)
    assert not Subscription.objects.exists()


def test_a_subscription_names_one_thing(written):
    with pytest.raises(Refused):
        actions.subscribe(email="a@b.example", at=AT, language="en")


def test_quick_references_are_ones_own(ada, lee):
    note = actions.keep_quick_reference(by=ada, at=AT, title="Void", body="Until 17:00.", shortcut="/Void")
    assert note.shortcut == "void"
    assert not QuickReference.objects.of(lee).exists()
    with pytest.raises(Refused):
        actions.keep_quick_reference(by=lee, at=AT, title="Mine", body="now", note=note)
    with pytest.raises(Refused):
        actions.remove_quick_reference(note=note, by=lee, at=AT)


def test_a_shortcut_means_one_thing(ada, lee):
    actions.keep_quick_reference(by=ada, at=AT, title="Void", body="x", shortcut="void")
    with pytest.raises(Refused, match="shortcut"):
        actions.keep_quick_reference(by=ada, at=AT, title="Other", body="x", shortcut="void")
    assert actions.keep_quick_reference(by=lee, at=AT, title="Void", body="x", shortcut="void").pk


def test_categories_have_two_levels(lee):
    top = actions.add_category(titles={"en": ("Paying", "")}, by=lee, at=AT)
    part = actions.add_category(titles={"en": ("Cards", ""), "fr": ("Cartes", "")}, by=lee, at=AT, parent=top)
    assert part.level == 2 and part.title_in("fr") == "Cartes"
    with pytest.raises(Refused, match="two levels"):
        actions.add_category(titles={"en": ("Deeper", "")}, by=lee, at=AT, parent=part)
    other = actions.add_category(titles={"en": ("Other", "")}, by=lee, at=AT)
    with pytest.raises(Refused, match="two levels"):
        actions.move_category(category=top, by=lee, at=AT, parent=other, position=0)


def test_a_category_in_use_is_not_removed(lee, written):
    category = actions.add_category(titles={"en": ("Paying", "")}, by=lee, at=AT)
    article = written("paying", category=category)
    with pytest.raises(Refused, match="elsewhere"):
        actions.remove_category(category=category, by=lee, at=AT)
    article.category = None
    article.save()
    actions.remove_category(category=category, by=lee, at=AT)


def test_two_categories_of_one_address_are_refused(lee):
    actions.add_category(titles={"en": ("Paying", "")}, by=lee, at=AT)
    with pytest.raises(Refused, match="address"):
        actions.add_category(titles={"en": ("Paying", "")}, by=lee, at=AT)
