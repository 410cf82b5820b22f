"""A survey's page without a survey: as a customer would find it, and nothing of it is kept."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import DeskRules

from . import tongue
from .asks import Ask
from .models import LONGEST

TEXTS = ("question", "low", "high", "comment", "thanks", "sorry")


def sample(company: str, person: Person) -> dict[str, str]:
    """What stands for {name} and the others where there is no customer."""
    return {"name": person.name.split()[0], "company": DeskRules.current().company or company,
            "subject": "Where is my parcel?", "number": "42", "agent": person.name}  # fmt: skip


def questions(ask: Ask, person: Person) -> dict[str, str]:
    """{language: what it asks in it}"""
    about = sample(settings.HELP_NAME, person)
    return {language: ask.says("question", language, **about) for language in ask.words}


def page(ask: Ask, language: str, score: str, person: Person) -> dict[str, Any]:
    chosen = int(score) if score.isascii() and score.isdigit() and ask.scale.fits(int(score[:4])) else None
    now = SimpleNamespace(
        ask=ask, chosen=chosen, answerable=True, given=None, scores=ask.scale.scores, sorry=False, by_itself=False,
        survey=SimpleNamespace(kind=ask.scale.kind, address=""),
    )  # fmt: skip
    about, spoken = sample(settings.HELP_NAME, person), ask.language(language)
    return {
        "now": now, "trial": True, "token": "", "action": "", "longest": LONGEST, "say": tongue.says(language),
        "language": language, "direction": tongue.direction(language), "brand": settings.HELP_NAME,
        "coloured": bool(settings.HELP_COLOUR), **{key: ask.says(key, spoken, **about) for key in TEXTS},
    }  # fmt: skip
