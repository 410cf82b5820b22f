"""Where and in which language a customer probably lives. Guesses from what mails carry; pure rules."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

# Endings of countries that the whole world uses as if they were generic.
NOT_A_PLACE = frozenset(
    {"io", "ai", "co", "me", "tv", "cc", "ws", "to", "ly", "gg", "eu", "su", "fm", "am", "im", "sh"}
)
# The clocks most people of an offset live by, where no country is known: standard offset in minutes -> zone.
HALF_HOURS = {330: "Asia/Kolkata", 345: "Asia/Kathmandu", 210: "Asia/Tehran", 270: "Asia/Kabul",
              390: "Asia/Yangon", 570: "Australia/Darwin", 630: "Australia/Adelaide", -210: "America/St_Johns",
              -150: "America/St_Johns"}  # fmt: skip
# Where a country has several zones with one clock, the one most of its people know.
CAPITALS = {"DE": "Europe/Berlin", "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "BR": "America/Sao_Paulo",
            "US": "America/New_York", "CA": "America/Toronto", "RU": "Europe/Moscow", "AU": "Australia/Sydney",
            "CN": "Asia/Shanghai", "MX": "America/Mexico_City", "NZ": "Pacific/Auckland", "CL": "America/Santiago",
            "AR": "America/Argentina/Buenos_Aires", "UA": "Europe/Kyiv", "ID": "Asia/Jakarta"}  # fmt: skip
BIG_CITIES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo")


def known_zone(name: str) -> bool:
    return name in available_timezones()


def zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_time(name: str, at: datetime) -> datetime | None:
    """`at` on the customer's own clock; None where the zone isn't known."""
    found = zone(name)
    return at.astimezone(found) if found else None


def city(name: str) -> str:
    """`Africa/Douala` -> `Douala`; `Etc/GMT-1` -> `UTC+1`."""
    if name.startswith("Etc/GMT") and len(name) > 7:
        return "UTC" + name[7:].translate(str.maketrans("+-", "-+"))
    return name.rpartition("/")[2].replace("_", " ")


@cache
def _zones_of(country: str) -> tuple[str, ...]:
    from babel.core import get_global  # late, as below: a page server never asks

    territories = get_global("zone_territories")
    return tuple(sorted(name for name, territory in territories.items() if territory == country and known_zone(name)))


def _offset(name: str, at: datetime) -> int:
    return int((at.astimezone(ZoneInfo(name)).utcoffset() or timedelta()).total_seconds() // 60)


def guess_zone(offset: int | None, country: str, at: datetime) -> str:
    """The zone of somebody whose clock stood `offset` minutes from UTC at `at`, in `country` (ISO, may be "").

    "" when nothing fits: no guess is better than a wrong one. An offset of 0 without a country says
    nothing, because servers write mails in UTC.
    """
    zones = _zones_of(country.upper())
    if offset is None:
        return zones[0] if len(zones) == 1 else ""
    fitting = [name for name in zones if _offset(name, at) == offset]
    if fitting:
        return _best(country.upper(), fitting)
    return _zone_by_offset(offset)


def _best(country: str, fitting: list[str]) -> str:
    wanted = (CAPITALS.get(country), *BIG_CITIES)
    return next((name for name in wanted if name in fitting), fitting[0])


def _zone_by_offset(offset: int) -> str:
    if offset % 60:
        return HALF_HOURS.get(offset, "")
    hours = offset // 60
    return f"Etc/GMT{-hours:+d}" if hours and -12 <= hours <= 14 else ""


def country_of_domain(domain: str) -> str:
    """`bücher.de` -> `DE`; "" for endings that aren't a place."""
    ending = domain.rpartition(".")[2].lower()
    if len(ending) != 2 or ending in NOT_A_PLACE:
        return ""
    return "GB" if ending == "uk" else ending.upper()


def country_of_phone(key: str) -> str:
    """The country of a number in E.164, "" if it belongs to none."""
    import phonenumbers

    return phonenumbers.region_code_for_number(phonenumbers.parse(key)) or ""


def language_name(code: str) -> str:
    """`pt-BR` -> `Portuguese (Brazil)`; the code itself when nobody knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def now_in(name: str, at: datetime) -> str:
    """`11:24 in Douala`, with the day where it isn't the desk's own (UTC) day."""
    here = local_time(name, at)
    if here is None:
        return ""
    day = "" if here.date() == at.astimezone(UTC).date() else f"{here:%a} "
    return f"{day}{here:%H:%M} in {city(name)}"
