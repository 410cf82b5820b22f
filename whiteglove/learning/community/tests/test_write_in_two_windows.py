"""A profile that is open in two windows: the second to save is told, and loses nothing it wrote."""

from io import BytesIO

import pytest
from django.urls import reverse

from tests.house.samples import AT
from whiteglove.learning.community.actions.profile import change_profile, set_picture
from whiteglove.learning.community.models import Profile
from whiteglove.learning.community.tests.test_draw_pictures import made
from whiteglove.service.desk.errors import Stale

FIRST = {"title": "Support agent", "bio": "I answer letters.", "achievements": "", "links": ""}
BOTH = pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])


def said(person) -> str:
    return Profile.objects.get(person=person).bio


@BOTH
def test_what_another_window_saved_is_not_written_over_unseen(headers, ada, signed_in):
    me, begun = reverse("community:me"), change_profile(**FIRST, by=ada, at=AT).mark
    browser = signed_in(ada)
    assert f'value="{begun}"' in browser.get(me).content.decode()
    change_profile(**FIRST | {"bio": "I answer calls."}, by=ada, at=AT)
    typed = FIRST | {"bio": "I answer <everything>.", "seen": begun}
    answer = browser.post(me, typed, headers=headers)
    shown = answer.content.decode()
    assert answer.status_code == 409 and said(ada) == "I answer calls."
    assert "I answer &lt;everything&gt;." in shown and "I answer calls." in shown and "meanwhile" in shown
    browser.post(me, typed | {"seen": Profile.objects.get(person=ada).mark})
    assert said(ada) == "I answer <everything>."


def test_the_first_words_of_two_windows_meet_too(ada):
    with pytest.raises(Stale):
        begun = Profile().mark
        change_profile(**FIRST, seen=begun, by=ada, at=AT)
        change_profile(**FIRST | {"title": "Lead"}, seen=begun, by=ada, at=AT)


def test_another_picture_or_the_same_words_are_no_reason_to_ask(ada):
    begun = change_profile(**FIRST, by=ada, at=AT).mark
    set_picture(content=made(), by=ada, at=AT)
    second = FIRST | {"bio": "I answer calls."}
    change_profile(**second, seen=begun, by=ada, at=AT)
    change_profile(**second, seen=begun, by=ada, at=AT)
    assert said(ada) == "I answer calls."


def test_a_picture_is_chosen_beside_words_that_are_not_saved_yet(ada, signed_in):
    url, browser = reverse("community:my_picture"), signed_in(ada)
    for given, says in (({"picture": BytesIO(made())}, "Remove it"), ({"remove": "1"}, "Use this picture")):
        answer = browser.post(url, given, headers={"HX-Request": "true", "HX-Target": "picture"})
        shown = answer.content.decode()
        assert answer.status_code == 200 and says in shown and 'name="bio"' not in shown
        assert "ui:toasts" in answer["HX-Trigger"]
    assert browser.post(url, {"picture": BytesIO(made())}).status_code == 303
