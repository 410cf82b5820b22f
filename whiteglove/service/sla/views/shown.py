"""Calendars and sheets arranged for templates."""

from datetime import datetime, timedelta
from typing import Any

from whiteglove.ground.people.tongues import time_zones
from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.clock import NeverCloses, NeverOpens
from whiteglove.service.sla.in_words import (
    countries,
    country_name,
    differing_days,
    place_in_words,
    regions,
    week_in_words,
)
from whiteglove.service.sla.models import BusinessCalendar
from whiteglove.service.sla.sheet import KINDS, Sheet

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEAR = timedelta(days=365)


def calendar_row(row: BusinessCalendar, now: datetime) -> dict[str, Any]:
    """{"calendar", "week", "open", "changes", "places"} of a row in the list."""
    calendar = row.calendar()
    return {"calendar": row, "week": week_in_words(calendar), **_now(calendar, now),
            "places": [place_in_words(place) for place in calendar.countries]}  # fmt: skip


def _now(calendar: Calendar, now: datetime) -> dict[str, Any]:
    """Whether it is open, and when that changes (None: never)."""
    opened = clock.is_open(calendar, now)
    try:
        turn = (clock.next_close if opened else clock.next_open)(calendar, now)
    except (NeverOpens, NeverCloses):
        turn = None
    return {"open": opened, "turns": turn.astimezone(calendar.info) if turn else None}


def outlook(calendar: Calendar, now: datetime) -> dict[str, Any]:
    """{"week", "zone", "differing", "same_clock"}: the usual week and the next twelve months' dates that differ."""
    today = now.astimezone(calendar.info).date()
    return {"week": week_in_words(calendar), "zone": calendar.zone,
            "differing": differing_days(calendar, today, today + YEAR)}  # fmt: skip


def sheet_rows(sheet: Sheet, errors: dict[str, str]) -> dict[str, Any]:
    """The rows of a sheet, each with its number and its error."""
    return {
        "days": [_day(number, sheet, errors) for number in range(7)],
        "places": [_place(number, *place, errors) for number, place in enumerate(sheet.places)],
        "dates": [{"number": n, "row": row, "error": errors.get(f"date-{n}", "")} for n, row in enumerate(sheet.dates)],
        "feeds": [_feed(number, text, errors) for number, text in enumerate(sheet.feeds)],
        "kinds": list(KINDS.items()),
        "zones": time_zones(),
        "countries": countries(),
    }


def _day(number: int, sheet: Sheet, errors: dict[str, str]) -> dict[str, Any]:
    rows = [
        {"number": row, "key": (key := f"{number}-{row}"), "opens": opens, "closes": closes,
         "error": errors.get(f"hours-{key}", "")}
        for row, (opens, closes) in enumerate(sheet.week[number])
    ]  # fmt: skip
    return {"number": number, "key": str(number), "name": DAYS[number], "rows": rows}


def _place(number: int, code: str, region: str, errors: dict[str, str]) -> dict[str, Any]:
    return {"number": number, "code": code, "name": country_name(code), "region": region, "regions": regions(code),
            "error": errors.get(f"place-{number}", "")}  # fmt: skip


def _feed(number: int, text: str, errors: dict[str, str]) -> dict[str, Any]:
    return {"number": number, "text": text, "events": text.count("BEGIN:VEVENT"),
            "error": errors.get(f"feed-{number}", "")}  # fmt: skip
