"""What strangers see: nothing without consent, the chosen parts with it, nothing again once it is withdrawn."""

import mf2py
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import make_person
from tests.house.samples import AT
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.community import queries
from whiteglove.learning.community.actions.profile import change_profile, clear_profile, set_picture
from whiteglove.learning.community.actions.publish import publish, publish_again, withdraw
from whiteglove.learning.community.models import PARTS, Picture, Publication
from whiteglove.service.desk.errors import Refused

from .test_draw_pictures import made
from .test_fill_in import BIO


@pytest.fixture
def written(ada):
    change_profile(
        title="Support agent", bio=BIO + "\n\n**Ask me** about <script>alert(1)</script>", by=ada, at=AT,
        achievements="- Wrote our guide to late parcels", links="My talk https://talks.example/ada",
    )  # fmt: skip
    set_picture(content=made(), by=ada, at=AT)
    return ada


def opened(slug: str):
    return Client().get(reverse("professionals:page", args=[slug]))


def test_nobody_is_public_unless_they_say_so(written):
    assert opened("ada-osei").status_code == 404
    assert Client().get(reverse("professionals:picture", args=["ada-osei"])).status_code == 404
    assert "Ada" not in Client().get(reverse("professionals:list")).text


def test_a_public_page_is_an_h_card_of_the_parts_that_were_chosen(written):
    publish(parts=["title", "bio", "picture", "links"], in_list=True, indexed=True, by=written, at=AT)
    page = opened("ada-osei")
    (card,) = mf2py.parse(page.text, url="https://desk.example/professionals/ada-osei/")["items"]
    assert card["type"] == ["h-card"]
    said = card["properties"]
    assert said["name"] == ["Ada Osei"]
    assert said["job-title"] == ["Support agent"]
    assert said["photo"][0]["value"].endswith("/professionals/ada-osei/picture.jpg")
    assert said["uid"][0].endswith("/professionals/ada-osei/")
    assert "https://talks.example/ada" in said["url"]
    assert "swimming" in said["note"][0]["value"]
    assert "<script" not in page.text
    assert "late parcels" not in page.text
    assert "X-Robots-Tag" not in page.headers
    assert not page.cookies


def test_a_page_isnt_listed_nor_indexed_unless_that_is_chosen_too(written):
    publish(parts=[], in_list=False, indexed=False, by=written, at=AT)
    page = opened("ada-osei")
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "noindex" in page.text
    assert "Support agent" not in page.text
    assert "Ada" not in Client().get(reverse("professionals:list")).text
    assert Client().get(reverse("professionals:picture", args=["ada-osei"])).status_code == 404


def test_what_is_withdrawn_is_gone_at_once_and_known_to_have_been(written):
    publish(parts=["title"], in_list=True, indexed=False, by=written, at=AT)
    publish(parts=["title", "bio"], in_list=True, indexed=False, by=written, at=AT)
    assert opened("ada-osei").headers["Cache-Control"] == "no-store"
    withdraw(person=written, by=written, at=AT)
    assert opened("ada-osei").status_code == 404
    assert [one.parts for one in Publication.objects.order_by("id")] == [["title"], ["title", "bio"]]


def test_whoever_leaves_is_public_no_more(written, admin):
    publish(parts=list(PARTS), in_list=True, indexed=True, by=written, at=AT)
    deactivate(person=written, by=admin, at=AT, reason="Moved on")
    assert opened("ada-osei").status_code == 404
    run_pending(raising=True)
    assert not Publication.objects.standing().exists()
    written.refresh_from_db()
    clear_profile(person=written, by=admin, at=AT)
    assert queries.profile_of(written) is None


def test_two_of_the_same_name_have_two_addresses(written, support):
    publish(parts=[], in_list=False, indexed=False, by=written, at=AT)
    other = make_person("Ada Osei", "ada.two@whiteglove.example", "agent", support)
    assert publish(parts=[], in_list=False, indexed=False, by=other, at=AT).slug == "ada-osei-2"


def test_a_preview_shows_what_would_be_public_and_publishes_nothing(written, signed_in):
    page = signed_in(written).get(reverse("community:preview"), {"parts": ["title"]})
    assert "Support agent" in page.text
    assert "swimming" not in page.text
    assert not Publication.objects.exists()


def test_nobody_empties_the_profile_of_a_colleague(written, admin, lee):
    with pytest.raises((Refused, PermissionDenied)):
        clear_profile(person=written, by=admin, at=AT)
    with pytest.raises(PermissionDenied):
        clear_profile(person=written, by=lee, at=AT)


def test_what_was_withdrawn_by_mistake_is_public_as_it_was(written):
    publish(parts=["bio"], in_list=False, indexed=True, by=written, at=AT)
    withdraw(person=written, by=written, at=AT)
    publish_again(by=written, at=AT)
    row = queries.publication_of(written)
    assert (row.parts, row.indexed, row.slug) == (["bio"], True, "ada-osei")


def test_an_emptied_profile_leaves_nothing(written):
    assert queries.profile_fields(written) >= {"name", "picture", "title", "bio", "achievements"}
    publish(parts=list(PARTS), in_list=True, indexed=True, by=written, at=AT)
    clear_profile(person=written, by=written, at=AT)
    assert queries.profile_fields(written) == {"name"}
    assert not Picture.objects.exists()
    assert opened("ada-osei").status_code == 404
