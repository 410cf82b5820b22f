"""Whom one can serve, as cards: found by words, kind, level, channel and language. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.ground.lib.words import fold

from .engine.case import CHAT, EMAIL, PHONE, SOCIAL
from .models import Medium
from .schema import KINDS

KIND_NAMES = {"billing": "Billing", "technical": "Technical", "refund": "Refund", "feature": "Feature request",
              "complaint": "Complaint", "account": "Account and privacy", "delivery": "Delivery", "booking": "Booking",
              "other": "Other"}  # fmt: skip
LEVELS = {1: "Gentle", 2: "Demanding", 3: "Hard"}
LANGUAGES = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "pt": "Português", "it": "Italiano",
             "nl": "Nederlands", "ar": "العربية"}  # fmt: skip
STATES = {"new": "Not met yet", "open": "Not passed yet", "passed": "Passed"}
MEDIUM_NAMES = dict(Medium.choices)


@dataclass(frozen=True)
class Played:
    """What somebody's runs with one customer came to."""

    times: int = 0
    best: int | None = None
    passed: bool = False
    last: datetime | None = None


@dataclass(frozen=True)
class Card:
    id: str
    name: str
    task: str
    customer: str
    kind: str
    level: int
    language: str
    medium: str
    played: Played

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.kind]

    @property
    def level_name(self) -> str:
        return LEVELS[self.level]

    @property
    def language_name(self) -> str:
        return LANGUAGES.get(self.language, self.language)

    @property
    def medium_name(self) -> str:
        return MEDIUM_NAMES[self.medium]

    @property
    def media(self) -> list[tuple[str, str]]:
        """How they can be served, the way they come first; a post in public only where it is one."""
        ways = [self.medium, *(one for one in (CHAT, EMAIL, PHONE) if one != self.medium)]
        return [(one, MEDIUM_NAMES[one]) for one in ways]

    @property
    def state(self) -> str:
        return "passed" if self.played.passed else "open" if self.played.times else "new"

    def says(self, words: str) -> bool:
        text = fold(f"{self.name} {self.task} {self.customer} {self.kind_name}")
        return all(word in text for word in fold(words).split())


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; "" for anything."""

    words: str = ""
    kind: str = ""
    level: str = ""
    medium: str = ""
    language: str = ""
    state: str = ""

    def takes(self, card: Card) -> bool:
        exact = ((self.kind, card.kind), (self.level, str(card.level)), (self.medium, card.medium),
                 (self.language, card.language), (self.state, card.state))  # fmt: skip
        return all(not asked or asked == has for asked, has in exact) and card.says(self.words)


def card_of(scenario: Mapping[str, Any], played: Played) -> Card:
    return Card(
        scenario["id"], scenario["name"], scenario["task"], scenario["customer"]["name"], scenario["kind"],
        scenario["level"], scenario.get("language", "en"), scenario.get("as", CHAT), played,
    )  # fmt: skip


def cards_of(scenarios: Mapping[str, Any], played: Mapping[str, Played]) -> list[Card]:
    """The gentle ones of each kind first."""
    cards = [card_of(one, played.get(name, Played())) for name, one in scenarios.items()]
    return sorted(cards, key=lambda one: (KINDS.index(one.kind), one.level, one.id))


def by_kind(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """[(kind's name, cards)] in the order of the cards."""
    groups: dict[str, list[Card]] = {}
    for one in cards:
        groups.setdefault(one.kind_name, []).append(one)
    return list(groups.items())


def choices(cards: Iterable[Card]) -> dict[str, list[tuple[str, str]]]:
    """What lists can be narrowed to: only what there is."""
    cards = list(cards)
    found = {
        "kind": [(key, name) for key, name in KIND_NAMES.items() if any(one.kind == key for one in cards)],
        "level": [(str(key), name) for key, name in LEVELS.items() if any(one.level == key for one in cards)],
        "medium": [(key, MEDIUM_NAMES[key]) for key in (CHAT, EMAIL, PHONE, SOCIAL)
                   if any(one.medium == key for one in cards)],
        "language": [(key, name) for key, name in LANGUAGES.items() if any(one.language == key for one in cards)],
        "state": list(STATES.items()),
    }  # fmt: skip
    return {name: options for name, options in found.items() if len(options) > 1}
