"""Colleagues meet in the directory; whoever has no access doesn't."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import make_person
from tests.house.samples import AT
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.community import queries
from whiteglove.learning.community.actions.profile import change_profile
from whiteglove.learning.community.actions.publish import publish
from whiteglove.learning.community.queries import Wanted
from whiteglove.learning.community.taking_along import file_of
from whiteglove.learning.credentials.models import Credential, SigningKey, StatusList


def test_everybody_on_the_staff_finds_the_community(signed_in, mo, ada):
    page = signed_in(mo).get(reverse("community:home"))
    assert page.status_code == 200
    assert 'aria-label="Community"' in page.text


@pytest.mark.parametrize("door", ["home", "people", "me", "public", "mentoring", "speaking", "mine", "calendar"])
def test_somebody_without_access_stays_outside(signed_in, zed, door):
    assert signed_in(zed).get(reverse(f"community:{door}")).status_code == 403


def found(**wanted) -> list[str]:
    return [one.name for one in queries.directory(Wanted(**wanted), AT).order_by("name")]


def test_colleagues_are_found_by_what_they_write_and_speak(ada, lee, mo, zed, cleo):
    change_profile(title="Agent", bio="Knows parcels", achievements="", links="", by=ada, at=AT)
    type(mo).objects.filter(pk=mo.pk).update(languages=["fr", "en"])
    assert found() == ["Ada Osei", "Lee", "Mo"]
    assert found(words="parcels") == ["Ada Osei"]
    assert found(language="fr") == ["Mo"]
    assert found(level=1) == []


def test_the_directory_costs_the_same_for_more_people(support, ada, signed_in, django_assert_max_num_queries):
    for n in range(10):
        one = make_person(f"Colleague {n}", f"c{n}@whiteglove.example", "agent", support)
        change_profile(title=f"Title {n}", bio="", achievements="", links="", by=one, at=AT)
    browser = signed_in(ada)
    with django_assert_max_num_queries(12):
        assert browser.get(reverse("community:people")).text.count("Title ") == 10


def badge(person, level: int, until=None) -> None:
    revision, _ = Revision.objects.get_or_create(pack="t", version="1", hash="h", number=1, content={}, made_at=AT)
    key, _ = SigningKey.objects.get_or_create(number=1, did="did:web:t", public="x", secret=b"", made_at=AT)
    place = Credential.objects.count()
    Credential.objects.create(
        public_id=f"id-{place}", person=person, achievement=f"level-{level}", name="A level", revision=revision,
        key=key, status_list=StatusList.objects.get_or_create(made_at=AT)[0], status_index=place, valid_from=AT,
        valid_until=until, issued_at=AT,
    )  # fmt: skip


def test_the_highest_level_whose_badge_holds_is_shown(ada, mo):
    badge(ada, 1)
    badge(ada, 2)
    badge(ada, 3, until=AT + timedelta(days=1))
    assert queries.levels_of([ada.pk, mo.pk], AT) == {ada.pk: 3}
    assert queries.levels_of([ada.pk, mo.pk], AT + timedelta(days=2)) == {ada.pk: 2}
    assert found(level=2) == ["Ada Osei"]
    publish(parts=["level"], in_list=True, indexed=False, by=ada, at=AT)
    assert [queries.listed(level, AT).count() for level in (0, 2, 4)] == [1, 1, 0]
    publish(parts=["title"], in_list=True, indexed=False, by=ada, at=AT)
    assert not queries.listed(2, AT).exists()  # a level that isn't shown is looked for by nobody


def test_a_form_that_is_refused_keeps_what_was_typed(signed_in, ada):
    """It is sent by itself, and the page stays; a redirect would lose the words."""
    sent = {"title": "x" * 81, "bio": "", "achievements": "", "links": ""}
    answer = signed_in(ada).post(reverse("community:me"), sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (409, "none")
    assert f'hx-post="{reverse("community:me")}"' in signed_in(ada).get(reverse("community:me")).text


def test_one_takes_along_what_one_wrote(ada):
    change_profile(title="Agent", bio="Words", achievements="One", links="", by=ada, at=AT)
    assert file_of(ada)["profile"]["achievements"] == ["One"]
