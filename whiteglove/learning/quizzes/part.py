"""This room owns the `questions`, `quizzes` and `inventories` parts of every pack."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from whiteglove.ground.packs.parts import register_part
from whiteglove.ground.packs.schema import Mapping as Group
from whiteglove.ground.packs.schema import Name

from .schema import (
    ENDING,
    INVENTORIES,
    INVENTORY,
    QUESTIONS,
    QUIZ,
    QUIZZES,
    Bank,
    advise_quizzes,
    verify_bank,
    verify_inventories,
    verify_quizzes,
)

if TYPE_CHECKING:
    from whiteglove.ground.packs.models import Revision


def take_in_questions(content: Mapping[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    """They are read from the revision itself, so there is nothing to write."""
    return [f"Questions: {sum(map(len, content.values()))}."]


def take_in_quizzes(content: Mapping[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    return [f"Quizzes: {', '.join(one['name'] for one in content.values())}."]


def take_in_inventories(content: Mapping[str, Any], revision: "Revision", by_id: int | None, at: datetime) -> list[str]:
    return [f"Inventories: {', '.join(one['name'] for one in content.values())}."]


register_part(QUESTIONS, Bank(), take_in_questions, verify_bank, texts=(ENDING,))
register_part(QUIZZES, Group(Name(), QUIZ), take_in_quizzes, verify_quizzes, advise_quizzes)
register_part(INVENTORIES, Group(Name(), INVENTORY), take_in_inventories, verify_inventories)
