from datetime import UTC, datetime

import pytest

from whiteglove.service.customers import places

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset", "country", "at", "zone"),
    [
        (60, "DE", WINTER, "Europe/Berlin"),
        (120, "DE", SUMMER, "Europe/Berlin"),
        (60, "CM", WINTER, "Africa/Douala"),
        (-300, "US", WINTER, "America/New_York"),
        (-480, "US", WINTER, "America/Los_Angeles"),
        (0, "GB", WINTER, "Europe/London"),
        (None, "CM", WINTER, "Africa/Douala"),
        (60, "", WINTER, "Etc/GMT-1"),
        (330, "", WINTER, "Asia/Kolkata"),
        (540, "DE", WINTER, "Etc/GMT-9"),
        (0, "", WINTER, ""),
        (None, "US", WINTER, ""),
        (17, "", WINTER, ""),
        (60 * 40, "", WINTER, ""),
    ],
)
def test_the_zone_is_guessed_from_the_clock_and_the_country(offset, country, at, zone):
    assert places.guess_zone(offset, country, at) == zone


def test_local_time_follows_daylight_saving():
    assert places.now_in("Europe/Berlin", WINTER) == "13:00 in Berlin"
    assert places.now_in("Europe/Berlin", SUMMER) == "14:00 in Berlin"


def test_local_time_names_the_day_where_it_is_another():
    assert places.now_in("Pacific/Auckland", WINTER) == "Fri 01:00 in Auckland"


def test_an_offset_without_a_place_reads_as_one():
    assert places.now_in("Etc/GMT-1", WINTER) == "13:00 in UTC+1"


@pytest.mark.parametrize("name", ["", "Nowhere/At_All", "../../etc/passwd"])
def test_a_zone_nobody_knows_has_no_local_time(name):
    assert places.now_in(name, WINTER) == ""


@pytest.mark.parametrize(
    ("domain", "country"), [("laden.de", "DE"), ("shop.co.uk", "GB"), ("start.io", ""), ("a.com", "")]
)
def test_only_endings_that_are_places_name_a_country(domain, country):
    assert places.country_of_domain(domain) == country


@pytest.mark.parametrize(("code", "name"), [("fr", "French"), ("pt-BR", "Portuguese (Brazil)"), ("xx-nope", "xx-nope")])
def test_languages_are_called_by_their_names(code, name):
    assert places.language_name(code) == name
