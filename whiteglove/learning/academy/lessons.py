"""A lesson laid out for reading: safe HTML in pieces, a question after each. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from whiteglove.service.knowledge.markdown import Heading, parsed, rendered

from .programme import MARK, Question

_PLACE = re.compile(r"<p>::question ([a-z0-9][a-z0-9._-]*)</p>")


@dataclass(frozen=True)
class LaidOut:
    """`parts`: (what to read, the question after it or "")."""

    parts: tuple[tuple[SafeString, str], ...]
    headings: tuple[Heading, ...]
    words: int


@lru_cache(maxsize=200)
def laid_out(text: str) -> LaidOut:
    """Drawn whole, so that headings keep their addresses, and cut where questions stand."""
    page = parsed(MARK.sub(r"\n\n::question \1\n\n", text))
    cut = _PLACE.split(rendered(page))
    parts = tuple((mark_safe(cut[at]), cut[at + 1] if at + 1 < len(cut) else "") for at in range(0, len(cut), 2))
    return LaidOut(parts, tuple(page.headings), len(MARK.sub("", text).split()))


@dataclass(frozen=True)
class Chosen:
    number: int
    says: str
    chosen: bool
    right: bool
    because: str


@dataclass(frozen=True)
class Answered:
    """A question with what was chosen. `says`: how it went, "" before the first answer."""

    question: Question
    options: tuple[Chosen, ...]
    right: bool
    says: str


def answered(question: Question, chosen: Collection[int]) -> Answered:
    """Reasons are told for what was chosen; once all is right, for the rest too."""
    picked = frozenset(chosen)
    right = bool(picked) and question.right(picked)
    options = tuple(
        Chosen(number, one.says, number in picked, one.right, one.because if number in picked or right else "")
        for number, one in enumerate(question.options)
    )
    return Answered(question, options, right, _verdict(options, right) if picked else "")


def _verdict(options: tuple[Chosen, ...], right: bool) -> str:
    if right:
        return "That’s it."
    hits, wrong = sum(one.chosen and one.right for one in options), any(one.chosen and not one.right for one in options)
    if hits and not wrong:
        return "Right so far, and there is more."
    return "Partly. Read the reasons, then choose again." if hits else "Not quite. Read the reason, then choose again."
