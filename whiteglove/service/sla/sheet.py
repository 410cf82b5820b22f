"""The sheet on which somebody fills in a calendar: kept as typed, read into a spec, or said what is wrong where.

A sheet never loses what was typed: it is rebuilt from every submission, complete or not. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import zip_longest
from typing import Any, Protocol

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.closings import Closure, DayOff, read_date
from whiteglove.service.sla.hours import DAY_NAMES, CalendarError, Hours, read_hours, span_of

KINDS = {
    "off": "closed all day",
    "yearly": "closed on this date every year",
    "part": "closed during these hours",
    "only": "open only during these hours",
    "open": "open during these hours as well",
}
WITH_HOURS = {"part", "only", "open"}
MOST_ROWS = 200


class Sent(Protocol):
    """What a browser sent."""

    def get(self, name: str, default: str = "") -> Any: ...
    def getlist(self, name: str) -> list[str]: ...


@dataclass
class Date:
    """One date that differs, as typed."""

    kind: str = "off"
    first: str = ""
    last: str = ""
    hours: str = ""
    name: str = ""

    @property
    def empty(self) -> bool:
        return not (self.first or self.last or self.hours or self.name)


@dataclass
class Sheet:
    """`week`: seven lists of (opens, closes); `places`: (country, region); `feeds`: iCalendar texts."""

    name: str = ""
    zone: str = "UTC"
    always: bool = False
    week: list[list[tuple[str, str]]] = field(default_factory=lambda: [[] for _ in range(7)])
    places: list[tuple[str, str]] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)

    def spec(self) -> tuple[dict[str, Any] | None, dict[str, str]]:
        """What `Calendar.from_dict` reads, or None with what is wrong: {"day-0-1": "…", "date-2": "…"}."""
        return _Reading(self).result()


def blank(zone: str = "UTC") -> Sheet:
    """What a new calendar begins with: office hours."""
    return Sheet(zone=zone, week=[[("09:00", "17:00")] if day < 5 else [] for day in range(7)])


def sheet_of(name: str, calendar: Calendar) -> Sheet:
    """The sheet of a calendar that is there."""
    whole = all(str(hours) == "00:00-24:00" for day in calendar.week for hours in day) and all(calendar.week)
    return Sheet(
        name=name,
        zone=calendar.zone,
        always=whole,
        week=[[tuple(str(hours).split("-")) for hours in day] for day in calendar.week] if not whole else blank().week,
        places=[(place.code, place.subdivision) for place in calendar.countries],
        dates=sorted(_dates_of(calendar), key=lambda row: (row.first, row.kind)),
        feeds=[feed.text for feed in calendar.feeds],
    )


def _dates_of(calendar: Calendar) -> Iterator[Date]:
    """A day off with hours opened on it is one row: open only during these hours."""
    opened: dict[date, list[Hours]] = {}
    names = {extra.day: extra.name for extra in calendar.openings}
    for extra in calendar.openings:
        opened.setdefault(extra.day, []).append(extra.hours)
    for off in calendar.days_off:
        if off.first == off.last and off.first in opened:
            yield Date("only", str(off.first), "", _said(opened.pop(off.first)), off.name)
        else:
            yield Date("off", str(off.first), "" if off.last == off.first else str(off.last), "", off.name)
    for day, hours in opened.items():
        yield Date("open", str(day), "", _said(hours), names[day])
    for yearly in calendar.yearly:
        yield Date("yearly", f"2024-{yearly.month:02}-{yearly.day:02}", "", "", yearly.name)
    for closed in calendar.closures:
        yield from _closed(closed)


def _closed(closed: Closure) -> Iterator[Date]:
    """One row; a closure over more than a night becomes its first day, the whole days between, and its last."""
    first, last, name = closed.starts.date(), closed.ends.date(), closed.name
    if (last - first).days < 2:
        ends = f"{closed.ends.hour + 24 * (last - first).days:02}:{closed.ends:%M}"
        yield Date("part", str(first), "", f"{closed.starts:%H:%M}-{ends}", name)
        return
    day = timedelta(days=1)
    yield Date("part", str(first), "", f"{closed.starts:%H:%M}-24:00", name)
    yield Date("off", str(first + day), "" if last - first == 2 * day else str(last - day), "", name)
    if closed.ends.time() > time():
        yield Date("part", str(last), "", f"00:00-{closed.ends:%H:%M}", name)


def _said(hours: Sequence[Hours]) -> str:
    return ", ".join(str(part) for part in sorted(hours))


def sent(post: Sent) -> Sheet:
    """The sheet as it came from a browser."""
    columns = [post.getlist(f"date-{name}") for name in ("kind", "first", "last", "hours", "name")]
    rows = [Date(*[(value or "").strip() for value in row]) for row in zip_longest(*columns, fillvalue="")]
    feeds = [text.replace("\r\n", "\n").strip() for text in post.getlist("feed")]
    return Sheet(
        name=str(post.get("name", "")).strip(),
        zone=str(post.get("zone", "UTC")),
        always=bool(post.get("always", "")),
        week=[_pairs(post, f"opens-{day}", f"closes-{day}") for day in range(7)],
        places=[pair for pair in _pairs(post, "country", "region") if pair[0]],
        dates=rows[:MOST_ROWS],
        feeds=[text for text in feeds if text],
    )


def _pairs(post: Sent, one: str, other: str) -> list[tuple[str, str]]:
    pairs = zip_longest(post.getlist(one), post.getlist(other), fillvalue="")
    return [(first.strip(), second.strip()) for first, second in pairs][:MOST_ROWS]


def edited(sheet: Sheet, deed: str, asked: str = "") -> Sheet:
    """The sheet with a row more or less: "add-hours-0", "drop-hours-0-1", "copy-week", "add-place", "drop-date-3"…

    `asked` is the country to add. What isn't understood changes nothing.
    """
    verb, _, rest = deed.partition("-")
    what, *numbers = rest.split("-")
    where = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 4]
    if verb == "add":
        _add(sheet, what, where, asked)
    elif verb == "drop":
        _drop(sheet, what, where)
    elif deed == "copy-week":
        sheet.week[1:5] = [list(sheet.week[0]) for _ in range(4)]
    return sheet


def _add(sheet: Sheet, what: str, where: list[int], asked: str) -> None:
    if what == "hours" and where and where[0] < 7:
        sheet.week[where[0]].append(("", ""))
    elif what == "place" and asked:
        sheet.places.append((asked, ""))
    elif what == "date":
        sheet.dates.append(Date())


def _drop(sheet: Sheet, what: str, where: list[int]) -> None:
    if what == "hours" and len(where) == 2 and where[0] < 7:
        rows: list = sheet.week[where[0]]
    else:
        rows = {"place": sheet.places, "date": sheet.dates, "feed": sheet.feeds}.get(what, [])
    if where and where[-1] < len(rows):
        del rows[where[-1]]


class _Reading:
    """Each part read by itself, so that every mistake is named beside its own field."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.errors = sheet, {}

    def result(self) -> tuple[dict[str, Any] | None, dict[str, str]]:
        sheet = self.sheet
        if not sheet.name:
            self.errors["name"] = "Give the calendar a name, such as Berlin office."
        if len(sheet.name) > 120:
            self.errors["name"] = "That name is too long: 120 letters at most."
        spec = {"zone": self._try("zone", lambda: Calendar.from_dict({"zone": sheet.zone}).zone)}
        spec |= {"always": True} if sheet.always else {"hours": self._week()}
        spec |= self._dates() | {"ical": [text for number, text in enumerate(sheet.feeds) if self._feed(number, text)]}
        spec["holidays"] += [place for number, place in enumerate(self._places()) if self._fits("place", number, place)]
        self._never_open(spec)
        return (None if self.errors else spec), self.errors

    def _try(self, where: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except (CalendarError, OverflowError, RecursionError) as wrong:
            self.errors[where] = said(str(wrong))
            return None

    def _week(self) -> dict[str, list[str]]:
        return {name: self._day(number) for number, name in enumerate(DAY_NAMES)}

    def _day(self, number: int) -> list[str]:
        found: list[Hours] = []
        for row, (opens, closes) in enumerate(self.sheet.week[number]):
            if not (opens or closes):
                continue
            hours = self._try(f"hours-{number}-{row}", lambda o=opens, c=closes: _hours(o, c))
            if hours and any(hours.opens < other.closes and other.opens < hours.closes for other in found):
                self.errors[f"hours-{number}-{row}"] = "These hours overlap with others of the same day."
            found += [hours] if hours else []
        return [str(hours) for hours in found]

    def _places(self) -> list[dict[str, str]]:
        return [{"country": country, "subdivision": region} for country, region in dict.fromkeys(self.sheet.places)]

    def _fits(self, what: str, number: int, entry: Any) -> bool:
        return self._try(f"{what}-{number}", lambda: Calendar.from_dict({"holidays": [entry]})) is not None

    def _feed(self, number: int, text: str) -> bool:
        return self._try(f"feed-{number}", lambda: Calendar.from_dict({"ical": [text]})) is not None

    def _dates(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {"holidays": [], "openings": [], "special": []}
        for number, row in enumerate(self.sheet.dates):
            entry = None if row.empty else self._try(f"date-{number}", lambda r=row: _entry(r))
            if entry:
                found[entry[0]].append(entry[1])
        return found

    def _never_open(self, spec: dict[str, Any]) -> None:
        hours = any(spec.get("hours", {}).values()) or spec["openings"] or spec["special"]
        if not self.errors and not (spec.get("always") or hours):
            self.errors["week"] = "Never open: no clock would ever run. Give at least one day its hours."


def said(wrong: str) -> str:
    """An error as a sentence."""
    return f"{wrong[:1].upper()}{wrong[1:]}" + ("" if wrong.endswith(".") else ".")


def _hours(opens: str, closes: str) -> Hours:
    if not (opens and closes):
        raise CalendarError("give both times, such as 09:00 and 17:00, or remove the row")
    return span_of(opens, closes)


def _entry(row: Date) -> tuple[str, dict[str, Any]]:
    """("holidays" | "openings" | "special", an entry) of a row. Raises CalendarError."""
    if row.kind not in KINDS:
        raise CalendarError("choose what happens on that date")
    first = read_date(row.first) if row.first else _missing("give the date")
    if row.last and row.kind != "off":
        raise CalendarError("only whole days off may last longer than a day: leave the second date empty")
    if row.kind in WITH_HOURS and not row.hours:
        raise CalendarError("give the hours, such as 14:00-17:00")
    if row.kind not in WITH_HOURS and row.hours:
        raise CalendarError("whole days need no hours: leave them empty, or choose other words before the date")
    return _written(row, first)


def _written(row: Date, first: date) -> tuple[str, dict[str, Any]]:
    if row.kind == "yearly":
        return "holidays", {"date": f"{first:%m-%d}", "name": row.name}
    if row.kind == "off":
        off = DayOff(first, read_date(row.last) if row.last else first)
        return "holidays", {"from": str(off.first), "to": str(off.last), "name": row.name}
    hours = ", ".join(str(part) for part in read_hours(row.hours)) or _missing("give the hours, such as 14:00-17:00")
    if row.kind == "part" and hours == "00:00-24:00":
        raise CalendarError("that is the whole day: choose “closed all day” and leave the hours empty")
    if row.kind == "part":
        return "holidays", {"date": str(first), "closed": row.hours, "name": row.name}
    return ("special" if row.kind == "only" else "openings"), {"date": str(first), "hours": hours, "name": row.name}


def _missing(words: str) -> Any:
    raise CalendarError(words)
