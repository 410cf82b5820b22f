"""Numbers that shouldn't travel, made unusable and still recognisable: 4111 •••• •••• 1111."""

from __future__ import annotations

from dataclasses import dataclass

from whiteglove.ground.reader.folding import plainly
from whiteglove.ground.reader.personal import CARD, IBAN, NATIONAL_ID, personal_data

DOT = "•"
# What is never needed in full in an answer. Addresses and phone numbers often are.
SECRET = {CARD: "card number", IBAN: "account number", NATIONAL_ID: "identity number"}


@dataclass(frozen=True)
class Secret:
    """`masked` for what stands from `start` to `end`."""

    kind: str
    start: int
    end: int
    masked: str

    @property
    def name(self) -> str:
        return SECRET[self.kind]


def secrets(text: str, region: str | None = None) -> list[Secret]:
    """The numbers in `text` that should be masked, in order."""
    plain = plainly(text)
    found = [one for one in personal_data(plain.text, region) if one.kind in SECRET]
    places = [(one.kind, *plain.origin(one.start, one.end)) for one in found]
    return [Secret(kind, start, end, masked(kind, text[start:end])) for kind, start, end in places]


def cards(text: str) -> list[Secret]:
    """Full card numbers alone: what PCI DSS 3.4 doesn't let anybody send."""
    return [one for one in secrets(text) if one.kind == CARD]


def mask(text: str, found: list[Secret]) -> str:
    """`text` with each of them masked."""
    for one in sorted(found, key=lambda one: -one.start):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


def masked(kind: str, number: str) -> str:
    """The first four and the last four of a card or account stay, and the last three of an identity number."""
    signs = [place for place, sign in enumerate(number) if sign.isalnum()]
    first, last = (0, 3) if kind == NATIONAL_ID else (4, 4)
    hidden = set(signs[first : len(signs) - last])
    shown = "".join(DOT if place in hidden else sign for place, sign in enumerate(number))
    if kind == NATIONAL_ID or not number.isalnum():
        return shown
    dots = DOT * len(hidden)
    grouped = " ".join(dots[place : place + 4] for place in range(0, len(dots), 4)) if len(dots) % 4 == 0 else dots
    return f"{shown[:first]} {grouped} {shown[-last:]}"
