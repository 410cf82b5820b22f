"""Macros kept: by whom, for whom, with their history, from and to files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.ground.people.models import Membership
from whiteglove.service.desk import actions, macro_part
from whiteglove.service.desk.actions.take_in_macros import keep_all
from whiteglove.service.desk.errors import Refused, Stale
from whiteglove.service.desk.models import Macro

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
FILE = """
- id: photos
  name: Ask for photos
  place: Refunds
  text:
    en: Hello {name}, could you send us a photo?
  do:
    - kind: refund
    - tag: photos
    - snooze: 3 d
"""


def make(by, **more):
    return actions.make_macro(**{"by": by, "at": NINE, "name": "Hello", "texts": {"en": "Hello {name}"}} | more)


def test_leads_keep_shared_ones_and_agents_their_own(ada, lee, support, billing):
    for shared in ({}, {"team": support}):
        make(lee, **shared)
        with pytest.raises(Http404):
            make(ada, **shared)
    with pytest.raises(Http404):
        make(lee, team=billing)
    own = make(ada, owner=ada, name="Mine")
    with pytest.raises(Http404):
        actions.archive_macro(macro=own, by=lee, at=NINE)
    with pytest.raises(Http404):  # an own one isn't given to everybody by an agent
        actions.change_macro(macro=own, by=ada, at=NINE, name="Mine", texts=own.texts)


def test_offered_is_what_is_everybodys_ones_teams_and_ones_own(ada, lee, admin, support, zed, mo):
    make(lee, name="All"), make(lee, name="Team", team=support), make(ada, name="Ada's", owner=ada)
    names = lambda person: {one.name for one in Macro.objects.visible_to(person)}  # noqa: E731
    assert names(ada) == {"All", "Team", "Ada's"}
    assert names(lee) == names(admin) == {"All", "Team"}
    assert names(zed) == names(mo) == set()
    Membership.objects.filter(person=ada, team=support).delete()
    ada.forget_teams()
    assert names(ada) == {"All", "Ada's"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " "}, "name"),
        ({"texts": {"en": "Hello {nmae}"}}, "isn't a variable"),
        ({"texts": {}}, "what it says"),
        ({"steps": [{"do": "solve"}, {"do": "snooze", "seconds": 60}]}, "one way to go on"),
        ({"steps": [{"do": "tag", "name": "vip"}, {"do": "untag", "name": "VIP"}]}, "at once"),
        ({"steps": [{"do": "format", "disk": "c"}]}, "can't do that"),
    ],
)
def test_what_makes_no_sense_is_refused(lee, given, why):
    with pytest.raises(Refused, match=why):
        make(lee, **given)


def test_every_version_stays_and_comes_back(lee):
    macro = make(lee)
    actions.change_macro(macro=macro, by=lee, at=later(days=1), name="Hi", texts={"en": "Hi"}, number=1)
    with pytest.raises(Stale):
        actions.change_macro(macro=macro, by=lee, at=later(days=2), name="Hey", texts={"en": "Hey"}, number=1)
    first = macro.versions.get(number=1)
    now = actions.bring_back_version(version=first, by=lee, at=later(days=3))
    assert (now.name, now.texts, now.number) == ("Hello", {"en": "Hello {name}"}, 3)
    assert [one.number for one in macro.versions.all()] == [3, 2, 1]


def test_put_away_is_offered_no_more_and_comes_back(lee, signed_in):
    macro, browser = make(lee), signed_in(lee)
    browser.post(reverse("desk:macro_archival", args=[macro.pk]))
    assert not Macro.objects.current().exists()
    assert "Hello" in browser.get(reverse("desk:macros"), {"whose": "away"}).content.decode()
    browser.delete(reverse("desk:macro_archival", args=[macro.pk]))
    assert Macro.objects.current().get().pk == macro.pk


def test_a_page_makes_and_changes_one(lee, signed_in):
    browser = signed_in(lee)
    given = {
        "name": "Photos", "place": "Refunds / Broken", "whose": "all", "text_en": "Hello {name}", "text_fr": "Bonjour",
        "kind": "refund", "tags": "photos, broken", "give": "me", "end": "snooze", "span": "2", "unit": "86400",
    }  # fmt: skip
    assert browser.post(reverse("desk:macro_new"), given).status_code == 302
    made = Macro.objects.get()
    assert (made.place, set(made.texts)) == ("Refunds/Broken", {"en", "fr"})
    does = [step["do"] for step in made.steps]
    assert does == ["kind", "tag", "tag", "snooze", "assign"] and made.steps[3]["seconds"] == 2 * 86400
    page = browser.get(reverse("desk:macro", args=[made.pk])).content.decode()
    assert "photos, broken" in page and 'value="2"' in page
    wrong = browser.post(reverse("desk:macro", args=[made.pk]), {**given, "text_en": "{nmae}", "number": "1"})
    assert wrong.status_code == 422 and "isn&#x27;t a variable" in wrong.content.decode()
    browser.post(reverse("desk:macro", args=[made.pk]), {**given, "name": "Pictures", "number": "1"})
    made.refresh_from_db()
    assert (made.name, made.number) == ("Pictures", 2)


def test_an_agent_is_shown_shared_ones_to_read_and_own_ones_to_change(ada, lee, signed_in):
    shared, browser = make(lee), signed_in(ada)
    page = browser.get(reverse("desk:macro", args=[shared.pk])).content.decode()
    assert "a lead of its team changes it" in page
    refused = browser.post(reverse("desk:macro", args=[shared.pk]), {"name": "x", "whose": "me", "text_en": "x"})
    assert refused.status_code == 404
    assert browser.post(reverse("desk:macro_new"), {"name": "x", "whose": "all", "text_en": "x"}).status_code == 422
    other = make(lee, owner=lee)
    assert browser.get(reverse("desk:macro", args=[other.pk])).status_code == 404


def test_a_file_goes_out_and_comes_in_as_it_was(lee, signed_in):
    browser = signed_in(lee)
    upload = SimpleUploadedFile("ours.yaml", FILE.encode())
    assert browser.post(reverse("desk:macros_import"), {"file": upload}).status_code == 302
    made = Macro.objects.get()
    assert (made.key, made.place, made.steps[-1]) == ("photos", "Refunds", {"do": "snooze", "seconds": 259200})
    out = browser.get(reverse("desk:macros_export")).content
    rows = macro_part.rows_in(out, "out.yaml")
    assert rows == macro_part.rows_in(FILE.encode(), "in.yaml")
    assert keep_all(rows, lee, NINE, "again", following=False) == "1 as they were"


def test_faults_of_a_file_name_their_lines_and_change_nothing(lee, signed_in):
    bad = FILE.replace("{name}", "{nmae}").replace("refund\n", "refuse\n")
    with pytest.raises(PackError):
        macro_part.rows_in(bad.encode(), "ours.yaml")
    answer = signed_in(lee).post(reverse("desk:macros_import"), {"file": SimpleUploadedFile("ours.yaml", bad.encode())})
    page = answer.content.decode()
    assert answer.status_code == 422 and "ours.yaml:6" in page and "“refuse”" in page
    assert not Macro.objects.exists()


def test_a_pack_is_followed_until_somebody_changes_it(lee):
    rows = macro_part.rows_in(FILE.encode(), "a.yaml")
    keep_all(rows, None, NINE, "pack 1", following=True)
    rows[0]["name"] = "Photos"
    assert keep_all(rows, None, NINE, "pack 2", following=True) == "1 changed"
    macro = Macro.objects.get()
    actions.change_macro(macro=macro, by=lee, at=NINE, name="Ours", texts=macro.texts)
    rows[0]["name"] = "Pictures"
    assert keep_all(rows, None, NINE, "pack 3", following=True) == "1 left as you changed them"
    assert Macro.objects.get().name == "Ours"
