"""What each sees of a gathering: the link is for those who come, words run nowhere, lists cost what they show."""

from datetime import timedelta

import pytest

from whiteglove.ground.lib import clock
from whiteglove.learning.gatherings import codes
from whiteglove.learning.gatherings.actions import plan
from whiteglove.learning.gatherings.actions.seat import take_seat
from whiteglove.learning.gatherings.models import Gathering, Seat
from whiteglove.learning.gatherings.queries import mark_now

pytestmark = pytest.mark.engineless  # what a page shows; its rows are tried on both engines elsewhere

HOME = "/community/gatherings/"


@pytest.fixture
def now(monkeypatch, webinar):
    at = webinar.starts_at + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: at)
    return at


def test_the_link_is_for_those_who_come(webinar, planned, ada, mo, lee, signed_in, now):
    about = planned(seats=1, about="**Calm** <script>alert(1)</script> [x](javascript:alert(1))", materials="*Slides*")
    plan.change(gathering=webinar, plan=about, by=lee, at=webinar.at)
    take_seat(gathering=webinar, by=ada, at=webinar.at)
    pages = [signed_in(one).get(f"{HOME}{webinar.pk}/").content.decode() for one in (ada, mo, lee)]
    assert ["https://meet.example/calm" in one for one in pages] == [True, False, True]
    assert ["<em>Slides</em>" in one for one in pages] == [True, False, True]
    assert all("<strong>Calm</strong>" in one and "<script>alert" not in one and "href=\"javascript" not in one
               for one in pages)  # fmt: skip
    calendar = signed_in(mo).get(f"{HOME}{webinar.pk}/gathering.ics").content.decode()
    assert "meet.example" not in calendar


def test_whoever_scanned_the_code_says_so_with_one_press(webinar, ada, lee, mo, signed_in, now):
    take_seat(gathering=webinar, by=ada, at=webinar.at)
    code, here = codes.code_at(webinar.secret, now), f"{HOME}{webinar.pk}/here/"
    shown = signed_in(lee).get(f"{HOME}{webinar.pk}/code/").content.decode()
    assert code in shown and "<svg" in shown
    assert [signed_in(one).get(f"{HOME}{webinar.pk}/{page}").status_code for one in (ada, mo)
            for page in ("code/", "attendance/", "attendance.csv")] == [404] * 6  # fmt: skip
    assert f'value="{code}"' in signed_in(ada).get(here, {"code": code}).content.decode()
    signed_in(ada).post(here, {"code": code})
    assert Seat.objects.get().attended
    sheet = b"".join(signed_in(lee).get(f"{HOME}{webinar.pk}/attendance.csv").streaming_content).decode()
    assert "Ada Osei,ada@whiteglove.example,taken,yes,code" in sheet


def test_the_list_costs_the_same_for_many(planned, ada, lee, signed_in, django_assert_max_num_queries):
    now = clock.now()
    for number in range(12):
        day = timedelta(days=2 + number)
        about = planned(title=f"Calm {number}", starts_at=now + day, ends_at=now + day + timedelta(hours=1))
        take_seat(gathering=plan.schedule(plan=about, by=lee, at=now), by=ada, at=now)
    client = signed_in(ada)
    client.get(HOME)
    with django_assert_max_num_queries(12):
        assert client.get(HOME).content.decode().count("</svg> you have a seat") == 12


def test_a_lead_plans_from_the_form_and_an_administrator_opens_its_page(lee, admin, ada, client, signed_in):
    day = clock.now() + timedelta(days=4)
    sent = {"title": "Open day", "kind": "conference", "starts_at": f"{day:%Y-%m-%dT10:00}", "where": "Hall",
            "ends_at": f"{day:%Y-%m-%dT12:00}", "hosts": [ada.pk], "about": "All *welcome*."}  # fmt: skip
    assert signed_in(lee).post(f"{HOME}plan/", sent | {"questions": "- odd"}).status_code == 422
    past = signed_in(lee).post(f"{HOME}plan/", sent | {"starts_at": "2020-01-01T10:00", "ends_at": "2020-01-01T12:00"})
    assert past.status_code == 422 and "All *welcome*." in past.text and "time to come" in past.text
    made = signed_in(lee).post(f"{HOME}plan/", sent)
    at = made.headers["Location"]
    assert "Open day" in signed_in(ada).get(at).content.decode()
    page = signed_in(lee).get(f"{at}change/").content.decode()
    assert "A page for everybody" not in page and signed_in(lee).post(f"{at}published/").status_code == 403
    signed_in(admin).post(f"{at}published/")
    url = Gathering.objects.get().public_id
    shown = client.get(f"{HOME}open/{url}/").content.decode()
    assert "Open day" in shown and "Ada" not in shown
    signed_in(admin).delete(f"{at}published/")
    assert client.get(f"{HOME}open/{url}/").status_code == 404


def test_two_leads_who_change_the_same_gathering_lose_neither_change(lee, admin, ada, signed_in):
    day = clock.now() + timedelta(days=4)
    sent = {"title": "Open day", "kind": "conference", "starts_at": f"{day:%Y-%m-%dT10:00}", "where": "Hall",
            "ends_at": f"{day:%Y-%m-%dT12:00}", "hosts": [ada.pk], "about": "All *welcome*."}  # fmt: skip
    at = signed_in(lee).post(f"{HOME}plan/", sent).headers["Location"]
    begun = mark_now(Gathering.objects.get())
    assert f'value="{begun}"' in signed_in(lee).get(f"{at}change/").text
    moved = sent | {"starts_at": f"{day:%Y-%m-%dT09:00}", "seen": begun}
    for _ in range(2):  # pressed twice, it is the same change
        assert signed_in(admin).post(f"{at}change/", moved).status_code == 303
    typed = sent | {"materials": "Slides of the day", "seen": begun}
    refused = signed_in(lee).post(f"{at}change/", typed)
    now = Gathering.objects.get()
    assert refused.status_code == 422 and now.starts_at.hour == 9 and not now.materials
    assert "meanwhile" in refused.text and "Slides of the day" in refused.text and ", 09:00 to" in refused.text
    assert f'value="{mark_now(now)}"' in refused.text
    signed_in(lee).post(f"{at}change/", typed | {"seen": mark_now(now)})
    assert Gathering.objects.get().materials == "Slides of the day"
