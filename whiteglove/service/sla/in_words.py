"""A calendar in the words of people: its week in a few lines, the dates that differ, what a change changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.closings import Closure
from whiteglove.service.sla.holidays_of import Country
from whiteglove.service.sla.hours import ALL_DAY, DAY, Hours

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Different:
    """One date on which the usual week doesn't hold. `closes` is False for extra openings."""

    day: date
    what: str
    why: str
    closes: bool = True


def hours_in_words(hours: Iterable[Hours]) -> str:
    """ "09:00–12:30, 13:30–17:00", "22:00–06:00 next day", "all day" or "closed"."""
    return ", ".join(_one(part) for part in hours) or "closed"


def _one(hours: Hours) -> str:
    if hours == ALL_DAY:
        return "all day"
    return str(hours).replace("-", "–") + (" next day" if hours.closes > DAY else "")


def week_in_words(calendar: Calendar) -> list[tuple[str, str]]:
    """[("Mon–Fri", "09:00–17:00"), ("Sat, Sun", "closed")]: equal neighbours together, Monday first."""
    found, number = [], 0
    for hours, group in groupby(calendar.week):
        count = len(list(group))
        found.append((_days(number, number + count - 1), hours_in_words(hours)))
        number += count
    return [("Every day", words) for _, words in found] if len(found) == 1 else found


def _days(first: int, last: int) -> str:
    if first == last:
        return SHORT[first]
    return f"{SHORT[first]}{', ' if last - first == 1 else '–'}{SHORT[last]}"


def country_name(code: str) -> str:
    """ "Germany" for "DE"."""
    from babel import Locale  # a quarter of a second, only for those who look

    return Locale("en").territories.get(code, code)


def place_in_words(place: Country) -> str:
    """ "Germany, Bavaria" where the region has a name, else its code."""
    named = dict(regions(place.code)).get(place.subdivision, place.subdivision)
    return f"{country_name(place.code)}, {named}" if place.subdivision else country_name(place.code)


def regions(code: str) -> list[tuple[str, str]]:
    """[("BY", "Bayern")]: the parts of a country with holidays of their own; empty for a country without."""
    import holidays

    known = getattr(holidays, code, None) if code.isalpha() and code.isupper() else None
    if known is None:
        return []
    names = {part: name for name, part in known.subdivisions_aliases.items()}
    return sorted(((part, names.get(part, part)) for part in known.subdivisions), key=lambda pair: pair[1])


def countries() -> list[tuple[str, str]]:
    """[("DE", "Germany")]: every country whose public holidays are known, by name."""
    from holidays.registry import COUNTRIES

    codes = {names[1] for names in COUNTRIES.values()}
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def differing_days(calendar: Calendar, first: date, last: date) -> list[Different]:
    """Every date from `first` to `last` on which something but the usual week holds, with the reason."""
    opened = _opened(calendar, first, last)
    off = [one for one in _off(calendar, first, last) if one.day not in opened]
    found = {*off, *_partly(calendar, first, last), *(opened[day] for day in opened)}
    return sorted(found, key=lambda one: (one.day, one.closes, one.what, one.why))


def _off(calendar: Calendar, first: date, last: date) -> Iterator[Different]:
    for source in (*calendar.days_off, *calendar.yearly):
        for day in source.within(first, last):
            yield Different(day, "closed", source.name or "set here")
    for place in calendar.countries:
        for day in place.within(first, last):
            yield Different(day, "closed", f"{place.year(day.year)[day]} ({place.code})")
    for feed in calendar.feeds:
        for day, name in feed.named(first, last):
            yield Different(day, "closed", name or "calendar feed")


def _partly(calendar: Calendar, first: date, last: date) -> Iterator[Different]:
    for closure in calendar.closures:
        if first <= closure.starts.date() <= last:
            yield Different(closure.starts.date(), f"closed {_stretch(closure)}", closure.name or "set here")
    for feed in calendar.feeds:
        for start, end, name in feed.timed(calendar.info, first, last):
            if first <= start.date() <= last:
                closure = Closure(start.replace(tzinfo=None), end.replace(tzinfo=None))
                yield Different(start.date(), f"closed {_stretch(closure)}", name or "calendar feed")


def _stretch(closure: Closure) -> str:
    """ "12:00–24:00", with the date of the end where it is another day."""
    ends, day = closure.ends, closure.starts.date()
    if (ends.date(), ends.hour, ends.minute) == (day + timedelta(days=1), 0, 0):
        return f"{closure.starts:%H:%M}–24:00"
    until = f"{ends:%H:%M}" if ends.date() == day else f"{ends.day} {ends:%b %H:%M}"
    return f"{closure.starts:%H:%M}–{until}"


def _opened(calendar: Calendar, first: date, last: date) -> dict[date, Different]:
    """One a date: the hours opened instead of a day off, or besides the usual ones."""
    off = {one.day: one.why for one in _off(calendar, first, last)}
    hours: dict[date, list[Hours]] = {}
    names: dict[date, str] = {}
    for extra in calendar.openings:
        if first <= extra.day <= last:
            hours.setdefault(extra.day, []).append(extra.hours)
            names[extra.day] = names.get(extra.day) or extra.name
    return {
        day: Different(
            day, f"{'open only' if day in off else 'also open'} {hours_in_words(sorted(parts))}",
            names[day] or off.get(day, "set here"), closes=False,
        )
        for day, parts in hours.items()
    }  # fmt: skip


def changes(old: Calendar, new: Calendar) -> list[str]:
    """What a new version changed, a line each: ["Mon: all day, was closed", "Added: public holidays of Germany"]."""
    found = [f"Zone: {new.zone}, was {old.zone}"] if new.zone != old.zone else []
    for number, (was, now) in enumerate(zip(old.week, new.week, strict=True)):
        if was != now:
            found.append(f"{SHORT[number]}: {hours_in_words(now)}, was {hours_in_words(was)}")
    before, after = _listed(old), _listed(new)
    return [*found, *(f"Added: {one}" for one in after if one not in before),
            *(f"Taken out: {one}" for one in before if one not in after)]  # fmt: skip


def _listed(calendar: Calendar) -> list[str]:
    """Everything besides zone and week, a line each."""
    off = [f"{_dates(day.first, day.last)} closed{_called(day.name)}" for day in calendar.days_off]
    yearly = [f"{day.day:02}.{day.month:02}. closed every year{_called(day.name)}" for day in calendar.yearly]
    closed = [f"{c.starts:%Y-%m-%d} closed {_stretch(c)}{_called(c.name)}" for c in calendar.closures]
    opened = [f"{extra.day} open {_one(extra.hours)}{_called(extra.name)}" for extra in calendar.openings]
    places = [f"public holidays of {place_in_words(place)}" for place in calendar.countries]
    feeds = [f"a calendar feed with {feed.size} event{'' if feed.size == 1 else 's'}" for feed in calendar.feeds]
    return [*places, *off, *yearly, *closed, *opened, *feeds]


def _dates(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _called(name: str) -> str:
    return f" ({name})" if name else ""
