"""The pages on which an administrator says when we are open."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.service.sla.actions import adopt_targets, define_calendar
from whiteglove.service.sla.models import BusinessCalendar
from whiteglove.service.sla.queries import rules

# Who may open what, what is learnt and what is whispered doesn't hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LIST = reverse("sla:calendars")
NEW = reverse("sla:new_calendar")
SHEET = {"name": "Berlin office", "zone": "Europe/Berlin", "opens-0": ["09:00", "13:30"],
         "closes-0": ["12:30", "17:00"], "do": "keep"}  # fmt: skip
FEED = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261201\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def office(admin):
    return define_calendar(name="Office", spec={"hours": {"mon-fri": "09:00-17:00"}}, by=admin, at=NOW)


@pytest.fixture
def spare(admin, office):
    return define_calendar(name="Spare", spec={"always": True}, by=admin, at=NOW)


def doors(office, spare, support) -> list[tuple[str, str]]:
    version = office.versions.get().pk
    return [
        ("get", LIST), ("get", reverse("sla:calendar", args=[office.pk])),
        ("get", NEW), ("post", NEW), ("get", reverse("sla:edit_calendar", args=[office.pk])),
        ("post", reverse("sla:edit_calendar", args=[office.pk])), ("post", reverse("sla:default", args=[spare.pk])),
        ("post", reverse("sla:removal", args=[spare.pk])), ("post", reverse("sla:team", args=[support.pk])),
        ("post", reverse("sla:restoration", args=[office.pk, version])), ("post", reverse("sla:recall", args=[1])),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(11))
@pytest.mark.parametrize("who", ["zed", "mo", "ada", "cleo"])
def test_strangers_trainees_and_agents_find_the_doors_shut(who, number, request, signed_in, office, spare, support):
    method, url = doors(office, spare, support)[number]
    browser = signed_in(request.getfixturevalue(who))
    assert getattr(browser, method)(url, SHEET if method == "post" else None).status_code == 403
    assert BusinessCalendar.objects.count() == 2


@pytest.mark.parametrize("number", range(2, 10))
def test_a_lead_reads_but_changes_nothing(number, signed_in, lee, office, spare, support):
    method, url = doors(office, spare, support)[number]
    assert signed_in(lee).get(LIST).status_code == 200
    assert getattr(signed_in(lee), method)(url, SHEET if method == "post" else None).status_code == 403


def test_a_lead_sees_no_buttons(signed_in, lee, office, support):
    page = signed_in(lee).get(LIST).content.decode()
    assert "Office" in page
    assert "Change" not in page
    assert "Add a calendar" not in page


def test_the_overview_shows_times_with_their_numbers_and_what_changed(signed_in, admin, office):
    promise = {"id": "e", "metric": "first_reply", "channel": "email", "within": "4 h", "g": "G6"}
    adopt_targets([promise], revision="white-glove 1", at=NOW, by=admin)
    adopt_targets([promise | {"within": "2 h"}], revision="white-glove 2", at=NOW.replace(hour=12), by=admin)
    page = signed_in(admin).get(LIST).content.decode()
    for words in ("G6", "First reply", "2 h", "white-glove 2", "First reply by email: 2 h, was 4 h"):
        assert words in page


def test_an_empty_house_says_what_counts_until_then(signed_in, admin):
    page = signed_in(admin).get(LIST).content.decode()
    assert "Monday to Friday, 09:00 to 17:00 UTC" in page
    assert NEW in page


def test_a_calendar_with_a_lunch_break_is_kept(signed_in, admin):
    answer = signed_in(admin).post(NEW, SHEET)
    row = BusinessCalendar.objects.get()
    assert answer["Location"] == reverse("sla:calendar", args=[row.pk])
    assert row.spec["hours"]["monday"] == ["09:00-12:30", "13:30-17:00"]
    assert Event.objects.get(name="calendar.defined").by_id == admin.pk


def test_a_mistake_keeps_all_that_was_typed_and_says_what_to_do(signed_in, admin):
    answer = signed_in(admin).post(NEW, SHEET | {"opens-0": ["nine", "13:30"], "date-kind": "off", "date-name": "Fair"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Berlin office", 'value="nine"', 'value="Fair"', "write it like 09:00", "Give the date."):
        assert words in page
    assert not BusinessCalendar.objects.exists()


def test_rows_are_added_without_javascript_and_nothing_is_kept(signed_in, admin):
    page = signed_in(admin).post(NEW, SHEET | {"do": "add-hours-1"}).content.decode()
    assert 'id="opens-1-0"' in page
    assert 'value="13:30"' in page
    assert not BusinessCalendar.objects.exists()


def test_a_country_chosen_but_not_added_counts_all_the_same(signed_in, admin):
    signed_in(admin).post(NEW, SHEET | {"new-country": "DE"})
    assert {"country": "DE", "subdivision": ""} in BusinessCalendar.objects.get().spec["holidays"]


def test_an_uploaded_file_closes_its_days(signed_in, admin):
    signed_in(admin).post(NEW, SHEET | {"feed-file": SimpleUploadedFile("own.ics", FEED)})
    assert "DTSTART;VALUE=DATE:20261201" in BusinessCalendar.objects.get().spec["ical"][0]


def test_a_file_too_large_is_refused_with_its_limit(signed_in, admin):
    answer = signed_in(admin).post(NEW, SHEET | {"feed-file": SimpleUploadedFile("big.ics", b"x" * 900_000)})
    assert answer.status_code == 422
    assert "200,000 characters at most" in answer.content.decode()


def test_two_calendars_do_not_share_a_name(signed_in, admin, office):
    answer = signed_in(admin).post(NEW, SHEET | {"name": "office"})
    assert (answer.status_code, "choose another name" in answer.content.decode()) == (422, True)


def test_a_change_is_kept_with_who_and_can_be_taken_back(signed_in, admin, office):
    browser, first = signed_in(admin), office.versions.get()
    browser.post(reverse("sla:edit_calendar", args=[office.pk]), SHEET | {"seen": first.pk})
    page = browser.get(reverse("sla:calendar", args=[office.pk])).content.decode()
    assert "Mon: 09:00–12:30, 13:30–17:00, was 09:00–17:00" in page
    assert "Called Berlin office, was Office" in page
    assert "Administrator" in page
    browser.post(reverse("sla:restoration", args=[office.pk, first.pk]))
    office.refresh_from_db()
    assert office.spec == first.spec
    assert office.versions.count() == 3


def test_a_change_meanwhile_by_somebody_else_is_shown_before_it_is_overwritten(signed_in, admin, office):
    seen = office.versions.get().pk
    define_calendar(name="Office", spec={"always": True}, by=admin, at=NOW.replace(hour=11))
    edit, browser = reverse("sla:edit_calendar", args=[office.pk]), signed_in(admin)
    answer = browser.post(edit, SHEET | {"seen": seen})
    assert (answer.status_code, "has changed this calendar meanwhile" in answer.content.decode()) == (409, True)
    assert browser.post(edit, SHEET | {"seen": answer.context["seen"]}).status_code == 303


def test_a_promise_is_tried_and_explained_in_the_calendars_zone(signed_in, lee, admin):
    made = define_calendar(name="Berlin", spec={"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}}, by=admin,
                           at=NOW)  # fmt: skip
    asked = {"start": "2026-11-20T15:00", "length": "4 h", "counts": "business"}
    page = signed_in(lee).get(reverse("sla:calendar", args=[made.pk]), asked).content.decode()
    for words in ("Monday 23 November 2026, 11:00", "15:00–17:00", "closed on Saturdays and Sundays", "2 h left"):
        assert words in page


@pytest.mark.parametrize("length", ["", "soon", "90000 h", "-3h", "9" * 40 + "d"])
def test_a_time_that_makes_no_sense_is_answered_with_words(length, signed_in, admin, office):
    asked = {"start": "2026-11-20T15:00", "length": length, "counts": "business"}
    answer = signed_in(admin).get(reverse("sla:calendar", args=[office.pk]), asked)
    assert answer.status_code == 200
    assert answer.context["form"].errors["length"]


def test_a_page_tries_the_sheet_before_it_is_kept(signed_in, admin):
    page = signed_in(admin).post(NEW, SHEET | {"do": "try", "start": "2026-11-23T12:00", "length": "1 h",
                                               "counts": "business"}).content.decode()  # fmt: skip
    assert "Monday 23 November 2026, 14:00" in page


def test_another_calendar_becomes_the_default(signed_in, admin, office, spare):
    signed_in(admin).post(reverse("sla:default", args=[spare.pk]))
    assert BusinessCalendar.objects.get(is_default=True) == spare


def test_a_team_gets_a_calendar_and_gives_it_back(signed_in, admin, spare, support):
    browser, url = signed_in(admin), reverse("sla:team", args=[support.pk])
    browser.post(url, {"calendar": spare.pk})
    assert rules().teams[support.pk][-1][1] == spare.calendar()
    browser.post(url, {"calendar": ""})
    assert rules().teams[support.pk][-1][1] == rules().calendars[-1][1]


def test_an_unused_calendar_is_removed_and_a_used_one_says_why_not(signed_in, admin, office, spare):
    browser = signed_in(admin)
    browser.post(reverse("sla:removal", args=[spare.pk]))
    browser.post(reverse("sla:removal", args=[office.pk]))
    assert list(BusinessCalendar.objects.all()) == [office]


def test_a_removal_offers_an_undo(signed_in, admin, office, spare):
    browser = signed_in(admin)
    said = browser.post(reverse("sla:removal", args=[spare.pk]), follow=True).content.decode()
    undo = reverse("sla:recall", args=[Event.objects.get(name="calendar.removed").pk])
    assert undo in said
    assert f"{spare.name} is back." in browser.post(undo, follow=True).content.decode()
    assert "come back" in browser.post(undo, follow=True).content.decode()
    assert browser.post(reverse("sla:recall", args=[999_999])).status_code == 404
    assert BusinessCalendar.objects.count() == 2


def test_the_setup_page_leads_here(signed_in, admin):
    assert LIST in signed_in(admin).get(reverse("shell:setup")).content.decode()


def feed_of(event: str) -> str:
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\n{event}\nEND:VEVENT\nEND:VCALENDAR"


@pytest.mark.parametrize(
    "event",
    ["RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=DAILY;UNTIL=garbage", "RRULE:FREQ=MONTHLY;BYDAY=99MO", "EXDATE:xx"],
)
def test_a_feed_nobody_can_follow_is_refused_beside_its_field_and_nothing_typed_is_lost(event, signed_in, admin):
    answer = signed_in(admin).post(NEW, SHEET | {"feed": feed_of(event)})
    assert (answer.status_code, list(answer.context["errors"])) == (422, ["feed-0"])
    assert event in answer.content.decode()
    assert not BusinessCalendar.objects.exists()


def test_a_shop_closed_for_good_has_its_pages(signed_in, admin, office):
    browser = signed_in(admin)
    browser.post(NEW, SHEET | {"feed": feed_of("DTEND;VALUE=DATE:99991231")})
    made = BusinessCalendar.objects.get(name="Berlin office")
    pages = [LIST, *(reverse(f"sla:{page}", args=[made.pk]) for page in ("calendar", "edit_calendar"))]
    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]


def test_a_feed_kept_before_it_was_refused_stops_no_clock_and_is_shown_with_what_is_wrong(signed_in, admin, office):
    spec = office.spec | {"ical": [feed_of("RRULE:FREQ=DAILY;INTERVAL=0"), feed_of("SUMMARY:Fair")]}
    BusinessCalendar.objects.update(spec=spec)
    office.versions.update(spec=spec)
    ((_, used),) = rules().calendars
    assert [each.text for each in used.feeds] == [feed_of("SUMMARY:Fair")]
    browser, edit = signed_in(admin), reverse("sla:edit_calendar", args=[office.pk])
    pages = [LIST, reverse("sla:calendar", args=[office.pk]), edit]
    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]
    assert "INTERVAL" in browser.get(edit).context["errors"]["feed-0"]
    restore = reverse("sla:restoration", args=[office.pk, office.versions.get().pk])
    assert "It can&#x27;t come back" in browser.post(restore, follow=True).content.decode()


def test_a_button_with_an_odd_number_changes_nothing(signed_in, admin):
    assert signed_in(admin).post(NEW, SHEET | {"do": "drop-date-²"}).status_code == 200


@pytest.mark.parametrize("odd", ["²", "9" * 5000])
def test_odd_numbers_choose_no_calendar_and_no_version(odd, signed_in, admin, office, spare, support):
    browser = signed_in(admin)
    browser.post(reverse("sla:team", args=[support.pk]), {"calendar": odd})
    assert rules().teams.get(support.pk, rules().calendars)[-1][1] == rules().calendars[-1][1]
    assert browser.post(reverse("sla:edit_calendar", args=[office.pk]), SHEET | {"seen": odd}).status_code == 303
