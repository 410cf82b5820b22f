"""A small pack, and a reader of it."""
# ruff: noqa: E501  (sentences on one line)

from functools import cache

import pytest

from whiteglove.ground.reader import Reader
from whiteglove.ground.reader.bench import PACK


def behaviour(name: str, side: str = "agent", group: str = "listening", **more) -> dict:
    return {"id": name, "name": name.title(), "about": "For tests.", "side": side, "group": group} | more


SMALL = {
    "fragments": {"en": {"we": "we|i", "are": "am|are|'m|'re"}},
    "apology": behaviour(
        "apology",
        patterns={"en": [r"\b{we} ?{are} (?:so |very )?sorry\b", r"\bapologi[sz]e\b"], "fr": ["désolée?s?"], "ar": [r"\bآسف"]},
        unless={"en": [r"\bno need to apologi[sz]e\b"]},
        overlaps=["thanks"],
    ),
    "thanks": behaviour("thanks", "any", patterns={"en": [r"\bthank(?:s| you)\b"], "fr": [r"\bmerci\b"], "de": [r"\bdanke\b"]}),
    "patience_thanks": behaviour("patience_thanks", patterns={"en": ["for your patience"]}, also=["thanks"]),
    "emotion.angry": behaviour("emotion.angry", "customer", "emotion", patterns={"en": ["outrageous", "can't believe"]}),
    **{name: behaviour(name, "any", "questions") for name in ("question", "question.open", "question.closed")},
    "name_used": behaviour("name_used", group="opening"),
    **{f"data.{kind}": behaviour(f"data.{kind}", "any", "data")
       for kind in ("card", "iban", "email", "phone", "national_id")},
}  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.from_content(SMALL)


@cache
def shipping() -> Reader:
    """The reader of the pack that ships; loading it takes seconds."""
    return Reader.from_pack(PACK)


@pytest.fixture(scope="session")
def shipped() -> Reader:
    return shipping()
