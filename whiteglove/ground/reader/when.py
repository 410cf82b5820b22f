"""Times in what people write: "by Tuesday noon", "within 3 business days", "14 May". `due.py` says what they mean."""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from whiteglove.ground.reader.due import LAST, NEXT, When
from whiteglove.ground.reader.folding import plain_character
from whiteglove.ground.reader.tongues import DAY, HOUR, MINUTE, MONTH, TONGUES, WEEK, Tongue, months
from whiteglove.ground.reader.zones import zone_after

LONGEST = 400  # characters of a sentence that are looked at
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]"
_MINUTES = "five|ten|twenty(?:[- ]five)?|5|10|20|25"
_AT = "(?<=by )|(?<=before )|(?<=at )|(?<=until )|(?<=till )|(?<=around )|(?<=about )|(?<=later than )"
_ENDS = r"(?=\s*(?:$|[,;!)?]|\.(?!\d)|(?:on|today|tomorrow|tonight|this|in the|at the latest|latest|sharp|and|so|or|but|mon|tue|wed|thu|fri|sat|sun)))"
# "at 14.30", "by 9.30" (but "by 9.11" may be a day), "at 1430"; "um 14.30", "um 14".
_FIGURED = {
    "en": rf"(?:(?<=at )(?:[01]?\d|2[0-3])\.[0-5]\d|(?:{_AT})(?:[01]?\d|2[0-3])\.(?:00|1[3-9]|[2-5]\d)|(?<=at )(?:[01]\d|2[0-3])[0-5]\d)(?!\d){_ENDS}",
    "de": r"(?<=um )(?:[01]?\d|2[0-3])(?:\.[0-5]\d)?\b(?!\.?,?\d)(?= ?(?:$|[,;!)?]|\.(?!\d)|(?:an|zuruck|und|oder|bei|am|heute|morgen)\b))",
}
_BESIDE = (
    r"(?i:at|by|before|until|till|around|from|between|um|gegen|ab|bis|vor|vers|avant|a|as|las|la|ate|hacia|sobre|pelas)"
)
REACH = 60  # characters before a time in which the words that lead it stand


def folded(text: str) -> str:
    """The same length, without accents and curly quotes, so that every place in it is one in `text`."""
    if text.isascii():
        return text
    return "".join(plain if len(plain := plain_character(one)) == 1 else one for one in text)


def times_in(text: str, language: str) -> list[When]:
    """Every time in `text`, which is `folded`, in its order. Unknown languages are read as English."""
    tongue = language if language in TONGUES else "en"
    text = text[:LONGEST]
    atoms = [_zoned(text, atom, tongue) for one in pattern(tongue).finditer(text) if (atom := _atom(one, tongue))]
    return [replace(one, unread=True) if _unread(text, one, tongue) else one for one in _joined(text, atoms, tongue)]


def _unread(text: str, one: When, language: str) -> bool:
    """Whether a time of day stands beside it that isn't part of it: its day's end would come after what was meant."""
    if one.clock or one.span:
        return False
    after, before = _beside(language)
    return bool(after.match(text, one.end_at) or before.search(text, max(0, one.start - REACH), one.start))


@cache
def _beside(language: str) -> tuple[re.Pattern, re.Pattern]:
    number = rf"(?:\d{{1,4}}(?:[.:h/-]\d{{1,4}})*(?!\d)|(?i:{_any(TONGUES[language].numbers)}|half|halb|viertel)\b)"
    ends = r"(?=\s*(?:$|[.,;!?)]|[A-Z]{2,5}\b|(?i:uhr|h|hours|hrs|and|or|but|on|past|to|an|zuruck|half|halb|\w+ (?:past|to))\b))"
    after = rf"[\s,]+(?:{_BESIDE}\s+)?(?:(?:halb|half) )?{number}{ends}"
    return re.compile(after), re.compile(rf"\b{_BESIDE}\s+\d{{1,2}}[.:h]\d\d,?\s*$")


@cache
def pattern(language: str) -> re.Pattern:
    """All atoms of a language in one pattern; the name of the group that matched says which it is."""
    tongue = TONGUES[language]
    number = rf"(?:\d{{1,3}}[.,]5|\d{{1,4}}|half an?|{_any(tongue.numbers)})"
    units = "|".join(f"(?:{piece})" for piece in tongue.units.values())
    half = tongue.half
    span = (
        rf"{_hours_minutes(tongue)}|{number}(?: (?:{half})|(?: ?(?:{tongue.joins}) ?{number})?)(?:[ -](?:more|full|extra|calendar))? ?-?(?:{tongue.business} )?"
        rf"(?:{units})\b(?: (?:{half})\b| (?:{tongue.either}) {number}\b(?! (?:{units})\b))?(?: {tongue.business}\b)?"
    )
    month = "|".join(months(language))
    ordinal = r"\d{1,2}(?:st|nd|rd|th|er|o|\.)?"
    dotted = r"|(?:(?<=am )|(?<=zum )|(?<=bis )|(?<=dem )|(?<=den )|(?<=vor ))\d{1,2}\. ?\d{1,2}\.(?!\d)"
    pieces = {
        "iso": r"\d{4}-\d\d-\d\d(?!\d)",
        "figures": r"(?<![\d./-])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![./]?\d)|(?<![\d./-])\d{1,2}/\d{1,2}\b(?![/\d])"
        + (dotted if language == "de" else ""),
        "month_end": rf"(?:{tongue.month_end}) ?(?:{month})\b\.?(?:,? (?:de |del )?\d{{4}}\b)?",
        "written": rf"(?:the )?{ordinal} (?:of |de |del )?(?:{month})\b\.?(?:,? (?:de |del )?\d{{4}}\b)?|(?:{month})\b\.? (?:the )?{ordinal}\b(?!:)(?:,? \d{{4}}\b)?",
        "nth": r"the \d{1,2}(?:st|nd|rd|th)\b(?: of (?:this|next|the) month\b|(?! of\b))",
        "weeks_on": _weeks_on(tongue) if language == "en" else "",
        "next_day": r"(?:within )?(?:the )?(?:next|following) (?:business|working) day\b" if language == "en" else "",
        "hour_span": r"within the (?:hour|day)\b",
        "span": rf"(?:{tongue.within})(?: (?:{tongue.fill}))* (?:{span})|(?:{span})(?= ?(?:{tongue.later})\b)",
        "end": "|".join(rf"\b(?:{piece})\b" for piece, _, _ in tongue.ends),
        "day": _words(tongue.days),
        "part": _words(tongue.parts),
        "weekday": rf"(?:(?:{tongue.next}) )?(?:{'|'.join(tongue.weekdays)})\b(?: (?:{tongue.next})\b)?",
        "clock": "|".join(re.sub(r"\?P<\w+>", "?:", one) for one in tongue.clocks),
        "spoken": _spoken() if language == "en" else "",
        "figured": _FIGURED.get(language, ""),
        "bare": _bare(tongue),
    }
    joined = "|".join(f"(?P<{name}>{piece})" for name, piece in pieces.items() if piece)
    return re.compile(rf"(?<![\w@#])(?:{joined})", re.IGNORECASE)


def _hours_minutes(tongue: Tongue, hours: str = "", minutes: str = "") -> str:
    """ "an hour and forty-five minutes", "1h30": `hours` and `minutes` open their groups, none without."""
    number, hour, minute = rf"\d{{1,3}}|{_any(tongue.numbers)}", tongue.units[HOUR], tongue.units[MINUTE]
    words = rf" ?-?(?:{hour})\b,? (?:(?:{tongue.plus}) )?({minutes or '?:'}{number}) ?-?(?:{minute})\b"
    figures = rf" ?h ?({minutes.replace('>', '_figures>') or '?:'}[0-5]\d)(?: ?(?:{minute}))?\b"
    return rf"({hours or '?:'}{number})(?:{words}|{figures})"


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _words(pieces: dict[str, int]) -> str:
    return "|".join(rf"(?:{piece})\b" for piece in pieces)


def _weeks_on(tongue: Tongue) -> str:
    """ "Monday week", "a week on Monday", "Friday next week", "over the weekend", "this time tomorrow": English alone says so."""
    day = rf"(?:(?:{'|'.join(tongue.weekdays)})|tomorrow|today)\b"
    return (
        rf"(?:(?:a|one|two|three) weeks?|a fortnight) (?:on |from |come |this )?{day}"
        rf"|{day} (?:week|fortnight)\b(?! ?(?:of|'s|after|before)\b)|{day} (?:of )?next week\b"
        r"|(?:over|at|on|during) (?:the|this) (?:coming )?weekend\b|this (?:coming )?weekend\b|(?:this|the same) time tomorrow\b"
    )


def _bare(tongue: Tongue) -> str:
    """An hour alone after a word that makes it one: "before five". Not "at 5 Elm Street"."""
    if not tongue.bare_hours:
        return ""
    return rf"(?:{_AT}|(?<=and )|(?<=between ))(?:{_HOURS})\b{_ENDS}"


def _spoken() -> str:
    """ "ten to four", "five past nine": only after "at" and such, not "ten to twelve parcels"."""
    return rf"(?:{_AT})(?:{_MINUTES})(?: minutes)? (?:past|to) (?:{_HOURS})\b{_ENDS}"


def _atom(match: re.Match, language: str) -> When | None:
    kind, said, tongue = match.lastgroup or "", match[0].lower(), TONGUES[language]
    read = _READ.get(kind)
    found = read(said, tongue, language) if read else {}
    return When(match.start(), match.end(), **found) if found else None


def _zoned(text: str, atom: When, language: str) -> When:
    """A time of day with the zone that follows it: "3pm EST"."""
    if not atom.clock:
        return atom
    zone, end = zone_after(text, atom.end_at, language)
    return replace(atom, zone=zone, end_at=end) if zone else atom


def _iso(said: str, tongue: Tongue, language: str) -> dict:
    year, month, day = map(int, said.split("-"))
    return {"date": (year, month, day)}


def _figures(said: str, tongue: Tongue, language: str) -> dict:
    parts = [int(one) for one in re.split(r"[/.] ?", said) if one]
    if not (0 < parts[0] <= 31 and 0 < parts[1] <= 31):
        return {}
    year = None if len(parts) < 3 else parts[2] + 2000 * (parts[2] < 100)
    # German and its dots never put the month first.
    return {"date": (year, parts[1], parts[0]) if "." in said else (year, -parts[0], parts[1])}


def _written_out(said: str, tongue: Tongue, language: str) -> dict:
    place = _month_said(said, language)
    numbers = [int(one) for one in re.findall(r"\d+", said)]
    return {"date": (numbers[1] if len(numbers) > 1 else None, place, numbers[0])}


def _month_end_said(said: str, tongue: Tongue, language: str) -> dict:
    year = re.search(r"\d{4}", said)
    return {"date": (int(year[0]) if year else None, _month_said(said, language), LAST)}


def _month_said(said: str, language: str) -> int:
    return next(n for n, piece in enumerate(months(language), 1) if re.search(rf"\b(?:{piece})\b", said))


def _spoken_said(said: str, tongue: Tongue, language: str) -> dict:
    minutes, way, hour = re.fullmatch(r"(.+?)(?: minutes)? (past|to) (.+)", said).groups()
    past, on = _number(minutes, tongue), _number(hour, tongue)
    return {"clock": (on, past, False) if way == "past" else (on - 1 or 12, 60 - past, False)}


def _figured_said(said: str, tongue: Tongue, language: str) -> dict:
    hour, minute = (*said.split("."), "0")[:2] if "." in said or len(said) < 3 else (said[:2], said[2:])
    sure = hour.startswith("0") or int(hour) > 12 or (int(hour) > 6 and minute != "0")
    return {"clock": (int(hour), int(minute), sure)}


def _nth(said: str, tongue: Tongue, language: str) -> dict:
    return {"date": (None, NEXT if said.endswith("next month") else None, int(re.sub(r"\D", "", said)))}


def _span(said: str, tongue: Tongue, language: str) -> dict:
    if "half a" in said and (said.endswith("hour") or "hour " in said):
        return {"span": (30, MINUTE, False)}
    if both := re.search(_hours_minutes(tongue, "?P<hours>", "?P<minutes>"), said):
        hours, minutes = (_number(both[name] or "0", tongue) for name in ("hours", "minutes"))
        return {"span": (60 * hours + minutes + int(both["minutes_figures"] or 0), MINUTE, False)}
    unit = next(name for name, piece in tongue.units.items() if re.search(rf"(?:\b|\d)(?:{piece})\b", said))
    halves = rf"\b(?:{tongue.half})\b|(?<=\d)[.,]5\b"
    half = bool(re.search(halves, said))
    counted = re.sub(halves, "", said)
    numbers = re.findall(rf"\d{{1,4}}|\b(?:{_any(tongue.numbers)})\b", counted)
    number = _number(numbers[-1] if numbers else "1", tongue)
    number *= 2 if "fortnight" in said else 1
    business = bool(re.search(rf"\b{tongue.business}", said))
    return {"span": (*_and_a_half(number, unit, half), business)} if number or half else {}


def _number(said: str, tongue: Tongue) -> int:
    return int(said) if said.isdigit() else tongue.numbers[said]


def _and_a_half(number: int, unit: str, half: bool) -> tuple[int, str]:
    """(number, unit) with the half as whole smaller ones; half a day or minute is one more."""
    if not half:
        return number, unit
    if unit in (HOUR, WEEK, MONTH):
        many, smaller, more = {HOUR: (60, MINUTE, 30), WEEK: (7, DAY, 4), MONTH: (30, DAY, 16)}[unit]
        return number * many + more, smaller
    return number + 1, unit


def _weeks_on_said(said: str, tongue: Tongue, language: str) -> dict:
    if "weekend" in said:
        return {"weekday": (6, False)}
    if " time " in said:
        return {"span": (24, HOUR, False)}
    weeks = next((n for word, n in (("two", 2), ("three", 3), ("fortnight", 2)) if word in said), 1)
    if "today" in said or "tomorrow" in said:
        return {"days": 7 * weeks + ("tomorrow" in said)}
    number = _weekday_said(said, tongue, language)["weekday"][0]
    return {"weekday": (number, True)} if said.endswith("next week") else {"weekday": (number, False), "weeks": weeks}


def _end(said: str, tongue: Tongue, language: str) -> dict:
    return next({"end": (period, on)} for piece, period, on in tongue.ends if re.fullmatch(piece, said))


def _value(pieces: dict[str, int], said: str) -> int:
    return next(value for piece, value in pieces.items() if re.match(rf"(?:{piece})(?!\w)", said))


def _weekday_said(said: str, tongue: Tongue, language: str) -> dict:
    number = next(n for n, piece in enumerate(tongue.weekdays) if re.search(rf"(?<!\w)(?:{piece})(?!\w)", said))
    # In English "next Friday" is that of the week after; elsewhere the word says no more than "the coming".
    return {"weekday": (number, language == "en" and said.startswith("next"))}


def _clock_said(said: str, tongue: Tongue, language: str) -> dict:
    for one in tongue.clocks:
        if match := re.fullmatch(one, said):
            found = _clock_of(match.groupdict(), tongue)
            return {"clock": found} if found and found[0] <= 24 and found[1] < 60 else {}
    return {}


def _clock_of(said: dict[str, str | None], tongue: Tongue) -> tuple[int, int, bool] | None:
    if said.get("noon") or said.get("midnight"):
        return (12 if said.get("noon") else 24), 0, True
    for name, minute, back in (("hp", 30, 0), ("qp", 15, 0), ("qt", 45, 1), ("hp0", 0, 0)):
        if word := said.get(name):
            hour = int(word) if word.isdigit() else tongue.numbers.get(word, 99)
            return (hour - back, minute, False) if hour <= 12 else None
    hour, minute = int(said.get("h") or 99), int(said.get("m") or said.get("m2") or 0)
    if half := said.get("ap") or said.get("tarde"):
        return (hour % 12 + 12 * (half[0] in "ptn"), minute, True) if hour <= 12 else None
    return hour, minute, bool(said.get("m")) or hour > 12 or hour == 0


def _bare_hour(said: str, tongue: Tongue, language: str) -> dict:
    return {"clock": (_number(said, tongue), 0, False)}


_READ: dict[str, Callable[[str, Tongue, str], dict]] = {
    "iso": _iso,
    "figures": _figures,
    "month_end": _month_end_said,
    "written": _written_out,
    "nth": _nth,
    "weeks_on": _weeks_on_said,
    "hour_span": lambda said, *_: {"span": (1, HOUR, False)} if said.endswith("hour") else {"days": 1},
    "next_day": lambda *_: {"span": (1, DAY, True)},
    "span": _span,
    "end": _end,
    "day": lambda said, tongue, _: {"days": _value(tongue.days, said)},
    "part": lambda said, tongue, _: {"part": _value(tongue.parts, said)} | ({"days": 0} if "tonight" in said else {}),
    "weekday": _weekday_said,
    "clock": _clock_said,
    "spoken": _spoken_said,
    "figured": _figured_said,
    "bare": _bare_hour,
}
_FIELDS = ("days", "weekday", "date", "clock", "part", "span", "end", "zone")


def _joined(text: str, atoms: list[When], language: str) -> Iterator[When]:
    """Neighbours become one: "tomorrow", "before", "five"; of "between 9 and 11" the later one counts."""
    tongue = TONGUES[language]
    between = re.compile(
        rf"[\s,(]*(?:(?:{tongue.leads}|{tongue.inner}|{tongue.before}|and|et|y|e|und|le|de|da)[\s,]+)*", re.IGNORECASE
    )
    either = re.compile(rf"[\s,]+(?:{tongue.either})\s+(?:(?:{tongue.leads}|{tongue.inner})\s+)*", re.IGNORECASE)
    current: When | None = None
    for atom in atoms:
        if current and either.fullmatch(text, current.end_at, atom.start):
            current = _either(current, atom)
            continue
        gap = between.fullmatch(text, current.end_at, atom.start) if current else None
        if current and gap and (both := _both(current, atom, gap[0])):
            current = both
            continue
        if current and _limits(text, current, tongue):
            yield current
        current = _led(text, atom, language)
    if current and _limits(text, current, tongue):
        yield current


def _limits(text: str, one: When, tongue: Tongue) -> bool:
    """Not "not before Friday at noon", "every Friday" or "Friday at the earliest"."""
    return not one.void and not re.match(rf"[\s,]*(?:{tongue.open_after})\b", text[one.end_at :], re.IGNORECASE)


def _either(one: When, other: When) -> When:
    """ "Monday or Tuesday", "at three or four": the later will count."""
    if other.clock and not other.has_day:
        return replace(one, clock=other.clock, zone=other.zone or one.zone, end_at=other.end_at)
    return replace(other, start=one.start, instead_of=one, void=one.void)


def _both(one: When, other: When, gap: str) -> When | None:
    """One time made of two, with `gap` between them, unless both say the same part of it."""
    if one.clock and other.clock and not other.has_day:
        return replace(one, clock=other.clock, zone=other.zone or one.zone, end_at=other.end_at)
    mine, theirs = ({name for name in _FIELDS if getattr(each, name) is not None} for each in (one, other))
    if mine & theirs or "span" in mine | theirs or {"weekday", "days"} <= mine | theirs:
        return None
    # "The fee of 12 November tomorrow", "the fee of 12 November by Friday".
    if one.date and (other.days is not None or (other.weekday and gap.strip(" ,("))):
        return None
    if {"weekday", "date"} <= mine | theirs:  # "Tuesday, 14 May": the date says more
        theirs -= {"weekday"}
        one = replace(one, weekday=None)
    return replace(one, **{name: getattr(other, name) for name in theirs}, end_at=other.end_at)


def _led(text: str, atom: When, language: str) -> When:
    """With the words that lead it; `void` where they say it is past or no limit."""
    tongue = TONGUES[language]
    lead = _lead(language).search(text, max(0, atom.start - REACH), atom.start)
    said = (lead[0] if lead else "").lower()
    around = text[max(0, atom.start - 12) : atom.start].lower(), text[atom.end_at : atom.end_at + 8].lower()
    if re.search(rf"\b(?:{tongue.past})\s*$", around[0]) or re.match(rf"\s*(?:{tongue.past})\b", around[1]):
        return replace(atom, void=True)
    if re.search(rf"\b(?:{tongue.after})\s+(?:the\s+)?$", said + " ") and not atom.span and atom.clock is None:
        return replace(atom, void=True)
    start = lead.start() if lead and lead[0].strip() else atom.start
    if re.search(rf"\b(?:{tongue.open_before})\s+$", text[max(0, start - REACH) : start], re.IGNORECASE):
        return replace(atom, void=True)
    before = bool(re.search(rf"(?<!\bor )(?:{tongue.before})\s+$", said + " "))
    later = re.match(rf"(?:\s|')?(?:{tongue.later})\b", text[atom.end_at :], re.IGNORECASE)
    end = atom.end_at + (later.end() if later else 0)
    return replace(atom, start=start, before=before, end_at=end)


@cache
def _lead(language: str) -> re.Pattern:
    tongue = TONGUES[language]
    outer = rf"(?<!\w)(?:{tongue.leads}|{tongue.before}|{tongue.after})\s+"
    return re.compile(rf"(?:{outer}){{0,2}}(?:(?<!\w)(?:{tongue.inner})\s+){{0,2}}$", re.IGNORECASE)
