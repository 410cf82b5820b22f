"""Personal data in a text, each with its place: cards, bank accounts, mail addresses, phones, national ids.

Checks are those of the issuers (Luhn, ISO 7064, each country's own), so that order numbers aren't taken for cards.
"""
# ruff: noqa: E501  (tables of words and patterns)

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice, pairwise, product

CARD, IBAN, EMAIL, PHONE, NATIONAL_ID = "data.card", "data.iban", "data.email", "data.phone", "data.national_id"
_DIGITS = re.compile(r"\d")
_RUN = re.compile(r"(?<![\d+])\d+(?:[ ._/-]{1,4}\d+)*")
# Over the end of a line, as a narrow column breaks it, or between the cells of a table: then in groups as on a card alone.
_APART = re.compile(
    r"(?<![\d+])\d{4,12}(?:(?:[ ._/-]{1,4}|[ ._/-]{0,3}\n {0,3}|,| ?\| ?)(?:\d{4,12}(?!\d)|\d{1,3}(?!\d)))+(?!\d)"
)
_PRINTED = [4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4]
_STUCK = re.compile(r"(?<![\d+])\d{30,32}(?!\d)")
_OTHER_SCRIPT = re.compile(r"(?![0-9])\d")
_GROUP = re.compile(r"\d+")
# Capitals stuck to a number make it somebody's reference; "card4111…" is a word without its space.
_REFERENCE = re.compile(r"(?:[A-Z\d]|\b[A-Za-z])[-_.]?\Z")
_NAMED = re.compile(r"(?:CARD|VISA|AMEX|MASTER|PAN)[-_.]?\Z")
# ISO/IEC 7812-1: the first digits say who issued a card, and with it how long its number may be.
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:20[0-5]|22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|09|[689]\d)\d{11}|36\d{13,17}|35\d{14,17}|(?:5[0678]|6\d)\d{11,17}"
)
_LONGEST = 19  # digits of a card
# Looked for from every word on: what follows an account may itself begin another. A piece takes all it can and gives
# nothing back: a long word without an end would be cut in a hundred thousand ways.
_IBAN = re.compile(r"\b(?=([A-Za-z]{2}\d{2}(?:(?:[ -]{1,4}|[ -]{0,3}\n {0,3})?[A-Za-z0-9]{1,4}+){2,9})\b)")
_GAP = re.compile(r"[ \n-]+")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00|\(?0)?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?![\w/])")
_ID = re.compile(r"(?<![\w.+-])[A-Za-z]{0,6}\d(?:[ .\-/]?[A-Za-z0-9]){6,17}(?![\w-])")
# Words that must stand near, where an issuer's check alone would take every tenth number: {module: words}.
_NATIONAL = {
    "us.ssn": r"social|ssn", "gb.nhs": "nhs", "fr.nir": "", "es.dni": "dni|nif|identidad|documento", "es.nie": "", "pt.cc": "",
    "br.cpf": "", "de.idnr": "steuer|tax", "it.codicefiscale": "", "nl.bsn": "bsn|burger", "be.nn": "rijks|national|registre",
    "pl.pesel": "pesel", "se.personnummer": "person", "dk.cpr": "cpr", "no.fodselsnummer": "fodsel|person", "fi.hetu": "",
    "ie.pps": "", "ca.sin": "sin|social", "za.idnr": "id", "in_.aadhaar": "aadhaar", "in_.pan": "pan", "tr.tckimlik": "kimlik|tc",
    "ch.ssn": "", "mx.curp": "", "cl.rut": "rut", "ar.dni": "dni", "eg.tn": "id",
}  # fmt: skip
_NEAR = 40
# A British National Insurance number has no check digit: with its words near, or grouped as on the card.
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?P<gap> ?)\d\d ?\d\d ?\d\d ?[A-D]\b", re.I
)
_INSURED = re.compile(r"national insurance|insurance number|\bnino\b|\bni (?:number|no)\b")


@dataclass(frozen=True)
class Datum:
    """`kind` is a behaviour's id; `start`, `end` in the text that was given."""

    kind: str
    start: int
    end: int


def personal_data(text: str, region: str | None = None) -> list[Datum]:
    """What in `text` (plain characters) identifies a person. `region` such as GB helps with local phone numbers."""
    found = [Datum(EMAIL, *match.span()) for match in _EMAIL.finditer(text)] if "@" in text else []
    if len(_DIGITS.findall(text)) < 6:
        return found
    # Digit for digit, so that places stay.
    text = _OTHER_SCRIPT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    cards = *_cards(text), *_cards_apart(text), *_cards_stuck(text)
    for kind, start, end in (*_ibans(text), *cards, *_ids(text), *_phones(text, region)):
        place = bisect_left(found, end, key=lambda one: one.start)
        if not place or found[place - 1].end <= start:
            found.insert(place, Datum(kind, start, end))
    return found


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B."""
    doubled = [int(one) * 2 for one in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(one - 9 if one > 9 else one for one in doubled)) % 10 == 0


def _most(text: str) -> int:
    """Candidates looked at closely: more numbers than this are a table, and its checks would take seconds."""
    return 20 + len(text) // 200


def _cards(text: str) -> Iterator[tuple[str, int, int]]:
    """An expiry, a code or an order number may stand beside a card in one row of digits: each part is tried."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() < 13:
            continue
        groups = [one.span() for one in _GROUP.finditer(text, *run.span())]
        if _is_reference(text, run.start()) or text[run.end() : run.end() + 1].isupper():
            groups = groups[1:]
        place = 0
        while place < len(groups):
            count = _card_at(text, groups, place)
            if count:
                yield CARD, groups[place][0], groups[place + count - 1][1]
            place += count or 1


def _cards_apart(text: str) -> Iterator[tuple[str, int, int]]:
    """Cards broken over lines or cells."""
    for run in _APART.finditer(text):
        groups = [one.span() for one in _GROUP.finditer(text, *run.span())]
        if _is_reference(text, run.start()):
            groups = groups[1:]
        sizes = [end - start for start, end in groups]
        gaps = [text[one[1] : other[0]].strip(" ._/-") for one, other in pairwise(groups)]
        for place, printed in product(range(len(groups)), _PRINTED):
            last = place + len(printed) - 1
            if sizes[place : last + 1] != printed or not _is_one(sizes, gaps, place, last):
                continue
            if _is_card("".join(text[slice(*one)] for one in groups[place : last + 1])):
                yield CARD, groups[place][0], groups[last][1]


def _is_one(sizes: list[int], gaps: list[str], first: int, last: int) -> bool:
    """One number, broken once, or each group in a line or cell of its own. Then more of them around make it a list."""
    inside = set(gaps[first:last])
    if len(inside) > 1:
        return inside == {"", "\n"} and gaps[first:last].count("\n") == 1
    beside = {gaps[first - 1]} if first and sizes[first - 1] == sizes[first] else set()
    beside |= {gaps[last]} if sizes[last + 1 : last + 2] == [sizes[last]] else set()
    return not inside <= beside


def _cards_stuck(text: str) -> Iterator[tuple[str, int, int]]:
    """Two cards without a gap. Both must be cards, as long as most are."""
    for run in _STUCK.finditer(text):
        for cut in (run.start() + 16, run.start() + 15):
            if run.end() - cut in (15, 16) and _is_card(text[run.start() : cut]) and _is_card(text[cut : run.end()]):
                yield CARD, run.start(), cut
                yield CARD, cut, run.end()
                break


def _card_at(text: str, groups: list[tuple[int, int]], place: int) -> int:
    """How many groups of digits from `place` on are a card: the most that are. 0 where none are."""
    first, last = groups[place]
    inside = place > 0 and place + _LONGEST < len(groups)
    if text[first] not in "23456" or (inside and last - first < 4) or _is_fraction(text, groups, place):
        return 0
    digits, longest = "", 0
    for count, (start, end) in enumerate(groups[place : place + _LONGEST], 1):
        digits += text[start : min(end, start + _LONGEST + 1)]
        if len(digits) > _LONGEST:
            break
        if len(digits) > 12 and _as_printed(groups, place, count) and _is_card(digits):
            longest = count
    return longest


def _is_reference(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place]
    return bool(_REFERENCE.search(before)) and not _NAMED.search(before)


def _is_card(digits: str) -> bool:
    return bool(_ISSUED.fullmatch(digits)) and len(set(digits)) > 1 and luhn(digits)


def _as_printed(groups: list[tuple[int, int]], place: int, count: int) -> bool:
    """Whether the digits stand in groups as on a card: in fours, in sixes. In other groups only at an end of the row."""
    sizes = [end - start for start, end in groups[place : place + count]]
    return place == 0 or place + count == len(groups) or (min(sizes[:-1], default=4) > 3 and sizes[-1] > 2)


def _is_fraction(text: str, groups: list[tuple[int, int]], place: int) -> bool:
    """0.4111111111111111: what stands behind a point in one piece."""
    start, end = groups[place]
    return place > 0 and end - start > 12 and text[groups[place - 1][1] : start] == "."


def _ibans(text: str) -> Iterator[tuple[str, int, int]]:
    last = 0
    for match in islice(_IBAN.finditer(text), _most(text)):
        if match.start() >= last and (length := _iban_in(match[1])):
            last = match.start() + length
            yield IBAN, match.start(), last


def _iban_in(said: str) -> int:
    """How many characters at the beginning are an account. The pattern takes words after it along: ever fewer of them."""
    while len(said) >= 14:
        packed = _GAP.sub("", said).upper()
        if 15 <= len(packed) <= 34 and _mod97(packed):
            return len(said)
        said = said[: max(said.rfind(" "), said.rfind("-"), said.rfind("\n"), 0)]
    return 0


def _mod97(iban: str) -> bool:
    """ISO 13616."""
    return int("".join(str(int(one, 36)) for one in iban[4:] + iban[:4])) % 97 == 1


def _ids(text: str) -> Iterator[tuple[str, int, int]]:
    for match in islice(_ID.finditer(text), _most(text)):
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR].lower()
        checked = (module for module, words in _NATIONAL.items() if not words or re.search(words, near))
        if any(_valid(module, match[0]) for module in checked):
            yield NATIONAL_ID, *match.span()
    for match in islice(_NINO.finditer(text), _most(text)):
        if match["gap"] or _INSURED.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR].lower()):
            yield NATIONAL_ID, *match.span()


def _valid(module: str, number: str) -> bool:
    signs = re.sub(r"[ .\-/]", "", number)
    if signs.isdigit() and module in ("es.dni", "es.nie", "ie.pps", "it.codicefiscale", "mx.curp", "pt.cc"):
        return False
    # The check of a Portuguese card holds for a tenth of all numbers, of whatever length.
    if module == "pt.cc" and len(signs) != 12:
        return False
    return import_module(f"stdnum.{module}").is_valid(number)


def _phones(text: str, region: str | None) -> Iterator[tuple[str, int, int]]:
    for match in islice(_PHONE.finditer(text), _most(text)):
        said = match[0]
        if said.startswith(("+", "00")) or region:
            if _possible(said, region):
                yield PHONE, *match.span()
        elif _looks_dialled(said, text[max(0, match.start() - 30) : match.start()].lower()):
            yield PHONE, *match.span()


def _possible(said: str, region: str | None) -> bool:
    import phonenumbers  # 40 ms: only for texts with long numbers

    try:
        number = phonenumbers.parse("+" + said[2:] if said.startswith("00") else said, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)


_DIALLED = re.compile(
    r"\b(?:call|phone|mobile|cell|tel|ring|text|number is|reach|contact|telefon|handy|numero|whatsapp|fax|line)\b[^.]{0,25}$"
)


def _looks_dialled(said: str, before: str) -> bool:
    """Written as people write phone numbers at home, without a country."""
    digits = re.sub(r"\D", "", said)
    if not 7 <= len(digits) <= 13 or re.search(r"order|account|reference|booking", before):
        return False
    grouped = bool(re.search(r"\d[ ().\-]+\d", said)) and said[0] in "(0"
    american = bool(re.fullmatch(r"\(?[2-9]\d\d\)?[ .\-][2-9]\d\d[.\-]\d{4}", said))
    return (grouped and len(digits) >= 9) or american or bool(_DIALLED.search(before))
