"""Amounts and reference numbers that somebody says or enters, and whether they are this scenario's. Pure.

A figure counts only where the scenario has one of its shape (48213 beside 50977, 12.90 beside 14.50, TK-3391 beside
TK-4402): small numbers, hours and dates one may name freely. Sums, differences, halves and the like of known amounts
are known too.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from .case import Case
from .words import plain

# A reference: letters and digits, with dashes; at least three digits, or letters before.
CODE = re.compile(r"(?<![\w.,:/+-])(?:[a-z]{1,3}-?\d{2,}(?:-\d+)?|\d{2,}-\d+|\d{4,})(?![\w/]|[.,:-]\d)")
AMOUNT = re.compile(
    r"(?<![\w.,:/-])\d+\.\d\d(?![\w%]|[.,:]\d)|(?:€|\beur(?:os?)?) ?(\d+)\b(?!\.\d|:)"
    r"|(?<![\w.,:])(\d+) ?(?:€|euros?\b|eur\b)"
)
COUNT = re.compile(r"(?<![\w.,:/-])(\d+) ([a-z]{3,})")
# Of these, and by percentages, one may name others than the scenario does.
SPANS = """minute minutes hour hours day days week weeks month months working business years per percent and und times
    minuten uhr stunden tage tagen wochen prozent heures jours semaines pour minutos horas dias semanas por"""
MONTHS = """january february march april may june july august september october november december januar februar marz
    mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    enero marzo abril mayo junio julio agosto janeiro fevereiro marco maio junho julho"""
FREE = frozenset((*SPANS.split(), *MONTHS.split()))
BARE = re.compile(r"(?<![\w.,:/-])(\d{2,3})(?![\w%/]|[.,:-]\d| ?[€%])(?: ([a-z]{2,}))?")
# An hour or a day written with a full stop is no amount, where the words around it say so.
HOUR, DAY = r"(?:[01]?\d|2[0-3])\.[0-5]\d", r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])"
WHEN = re.compile(
    rf"\b(?:at|by|until|till|before|after|around|um|bis|gegen|ab) {HOUR}(?![.,:]?\d| ?(?:€|eur))"
    rf"|(?<![\w.,:]){HOUR} ?(?:uhr|heures?|horas?|h)\b"
    rf"|\b(?:on|am|le|el|dia|vom|zum|bis) {DAY}(?![.,:]?\d| ?(?:€|eur))"
)
DIGIT = re.compile(r"\d")
YEARS = re.compile(r"(?:19|20)\d\d$")
PARTS = (2, 3, 4, 5, 6, 10, 12)  # of an amount, or times it
MOST_AMOUNTS = 24


def wrong_figures(case: Case, text: str) -> tuple[str, ...]:
    """What is written here as an amount or a reference of this matter, and isn't one."""
    if not DIGIT.search(text):
        return ()
    folded, known = plain(text), _known(case)
    codes, amounts = known.codes, known.amounts
    wrong = [one for one in codes_in(folded) if one not in codes and _shape(one) in known.shapes
             and (known.years or not YEARS.match(one))]  # fmt: skip
    wrong += [f"{number} {what}" for number, what in COUNT.findall(folded)
              if what in known.counts and number not in known.counts[what]]  # fmt: skip
    if known.sizes:
        wrong += [number for number, what in BARE.findall(folded)
                  if len(number) in known.sizes and number not in known.numbers and what not in FREE
                  and float(number) not in amounts]  # fmt: skip
    if amounts:
        said = amounts_in(WHEN.sub(" ", folded))
        wrong += [one for one in said if float(one) not in amounts and one not in codes]
    return tuple(dict.fromkeys(wrong))


def codes_in(folded: str) -> list[str]:
    return CODE.findall(folded)


def amounts_in(folded: str) -> list[str]:
    return [next(filter(None, (one[1], one[2])), one[0]) for one in AMOUNT.finditer(folded)]


def _shape(code: str) -> str:
    return DIGIT.sub("0", code)


@dataclass(frozen=True)
class Figures:
    """What is known of a matter: `counts` by what is counted, `sizes`: how many digits its bare values have."""

    codes: frozenset[str]
    shapes: frozenset[str]
    amounts: frozenset[float]
    counts: Mapping[str, frozenset[str]]
    sizes: frozenset[int]
    numbers: frozenset[str]
    years: bool


def _known(case: Case) -> Figures:
    return _figures(tuple(_texts(case)), tuple(case.values.values()))


@lru_cache(maxsize=500)
def _figures(texts: tuple[str, ...], values: tuple[str, ...]) -> Figures:
    folded, varies = [plain(one) for one in texts], [plain(one) for one in values]
    codes = frozenset(one for text in (*folded, *varies) for one in codes_in(text))
    years = any(YEARS.match(one) for one in varies)
    amounts = {float(one) for text in folded for one in amounts_in(text)}
    amounts |= {float(one) for one in varies if re.fullmatch(r"\d+(?:\.\d\d)?", one)}
    counts: dict[str, set[str]] = {}
    for number, what in (one for text in (*folded, *varies) for one in COUNT.findall(text)):
        counts.setdefault(what, set()).add(number)
    shapes = frozenset(_shape(one) for one in codes if years or not YEARS.match(one))
    known = {what: frozenset(numbers) for what, numbers in counts.items() if what not in FREE}
    sizes = frozenset(len(one) for one in values if re.fullmatch(r"\d{2,3}", one))
    numbers = frozenset(number for text in (*folded, *varies) for number in re.findall(r"\d+", text))
    return Figures(codes, shapes, _worked_out(amounts), known, sizes, numbers, years)


def _worked_out(amounts: set[float]) -> frozenset[float]:
    few = sorted(amounts)[:MOST_AMOUNTS]
    made = {each for one in few for part in PARTS for each in (one / part, one * part)}
    made |= {each for one, other in permutations(few, 2) for each in (one + other, one - other)}
    return frozenset(round(one, 2) for one in (*amounts, *made))


def _texts(case: Case) -> Iterable[str]:
    """All that whoever serves them can know: what the systems show, what the customer says, what is due."""
    yield from (case.task, case.brief, *case.shown)
    for lines in case.opening.values():
        yield from (lines,) if isinstance(lines, str) else lines
    for fact in case.facts:
        yield from (*fact.says, *fact.asked)
    for answer in case.answers:
        yield from (word for group in answer.words for word in group)
    for need in case.needs:
        yield from (*need.says, *need.again, *need.settled)
    for due in case.deeds:
        yield from (due.value, *(word for group in due.words for word in group))
    yield from (word for group in case.escalation.words for word in group)
