"""Many hands at once, in real threads and real transactions."""

from functools import partial

import pytest

from tests.at_once import at_once
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Article, Publication, SearchMiss, Slip, Translation, Version, Vote, Word
from whiteglove.service.knowledge.search import find
from whiteglove.service.knowledge.words import slips

from .conftest import AT

pytestmark = pytest.mark.django_db(transaction=True)


def begin(title: str, body: str = "Words.") -> Article:
    return actions.start(title=title, body=body, by=None, at=AT, language="en")


def test_of_many_who_save_at_once_every_word_is_kept(db):
    words = begin("Paying").translations.get()

    def save(n):
        mine = Translation.objects.select_related("article").get(pk=words.pk)
        return actions.save_draft(translation=mine, by=None, at=AT, title="Paying", body=f"Words of {n}.", edition=1)

    found = at_once(*(partial(save, n) for n in range(4)))
    assert sorted(one.beside for one in found) == [False, True, True, True]
    kept = " ".join(Version.objects.values_list("body", flat=True))
    assert sum(f"Words of {n}." in kept for n in range(4)) == 4


def test_two_who_publish_at_once_leave_one_publication(db):
    words = begin("Paying").translations.get()

    def publish():
        mine = Translation.objects.select_related("article").get(pk=words.pk)
        return actions.publish(translation=mine, by=None, at=AT)

    found = at_once(publish, publish)
    assert sum(isinstance(one, Publication) for one in found) == 1
    assert Publication.objects.standing().count() == 1


def test_articles_begun_at_once_have_addresses_of_their_own(db):
    found = at_once(*(partial(begin, "Paying") for _ in range(4)))
    assert len({one.slug for one in found}) == 4


def test_those_who_learn_the_same_words_at_once_wait_for_nobody_in_a_circle(db):
    """Each text has the same words in another order, half of them new to everybody."""
    texts = [" ".join(sorted(f"voucher{n}x parcel{n}y" for n in range(40))), "", ""]
    texts[1] = " ".join(reversed(texts[0].split()))
    texts[2] = " ".join(sorted(texts[0].split(), key=lambda word: word[::-1]))
    found = at_once(*(partial(begin, f"Text {n}", text) for n, text in enumerate(texts)))
    assert all(isinstance(one, Article) for one in found)
    word = Word.objects.get(word=b"text")
    assert Slip.objects.filter(word=word).count() == len(slips(bytes(word.word).decode()))
    from whiteglove.ground.people.models import Person

    admin = Person(email="admin@whiteglove.example", name="A", role="admin")
    admin.save()
    assert find(admin, "parcel7y", staff=True).count == 3


def test_votes_and_misses_at_once_are_all_counted(db):
    article = begin("Paying")

    def vote():
        return actions.vote(article=article, voter="visitor:a", at=AT, language="en", helpful=True)

    def miss():
        return actions.count_miss(words="gift card", language="en", where="help", at=AT)

    found = at_once(vote, vote, miss, miss, miss)
    assert not [one for one in found if isinstance(one, Exception)]
    assert Vote.objects.count() == 1 and SearchMiss.objects.get().count == 3
