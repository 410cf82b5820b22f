"""What is kept of somebody who works here is given to them, and goes when they are erased: in every room that has
something about people."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from whiteglove.ground.people import keeping
from whiteglove.ground.people.actions.forget import forget
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Application
from whiteglove.learning.careers.models import Claim
from whiteglove.learning.community.models import Profile
from whiteglove.learning.library.models import Experience

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
WORDS = "Nobody else should read this sentence"
ROOMS = {"academy", "account", "awards", "calls", "careers", "closing", "coaching", "community", "credentials", "desk",
         "forum", "gatherings", "journeys", "knowledge", "library", "measures", "playbooks", "practice", "quality",
         "quizzes", "records", "standards", "surveys"}  # fmt: skip


@pytest.fixture
def written(ada) -> Person:
    Profile.objects.create(person=ada, bio=WORDS, changed_at=AT)
    Experience.objects.create(person=ada, day=AT.date(), title="A day", happened=WORDS, did=WORDS, learnt=WORDS,
                              at=AT, changed_at=AT)  # fmt: skip
    Claim.objects.create(person=ada, capability="empathy", level=2, why=WORDS, shown=1, at=AT)
    return ada


def test_every_room_that_keeps_something_of_people_gives_and_erases_it():
    assert {one.room for one in keeping.parts()} == ROOMS


def test_one_takes_along_all_that_is_kept_in_one_file(written, signed_in):
    found = ZipFile(BytesIO(signed_in(written).get("/people/me/all.zip").content))
    assert {name.removesuffix(".json") for name in found.namelist()} == ROOMS
    assert [name for name in ("careers.json", "community.json", "library.json") if WORDS in found.read(name).decode()]
    assert json.loads(found.read("account.json"))["email"] == written.email


def test_somebody_who_left_is_erased_by_an_administrator_alone(written, lee, admin, signed_in):
    with pytest.raises(Refused, match="access first"):
        forget(person=written, by=admin, at=AT)
    Person.objects.filter(pk=written.pk).update(is_active=False)
    address = f"/people/{written.pk}/forgotten/"
    assert signed_in(lee).post(address, {"sure": "yes"}).status_code == 403
    signed_in(admin).post(address)
    assert Profile.objects.exists()  # nobody was sure
    signed_in(admin).post(address, {"sure": "yes"})
    for model in (Profile, Experience, Claim, Application):
        assert not model.objects.filter(person=written).exists()
    forget(person=written, by=admin, at=AT + timedelta(days=1))  # twice is once
