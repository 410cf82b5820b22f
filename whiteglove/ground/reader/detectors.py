"""Behaviours that no pattern can find: questions by their form, and the customer's name in an address."""
# ruff: noqa: E501  (patterns are read whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from whiteglove.ground.reader.names import AGENT, CUSTOMER
from whiteglove.ground.reader.questions import asking

QUESTION, OPEN, CLOSED, NAME_USED = "question", "question.open", "question.closed", "name_used"
BUILT_IN = (QUESTION, OPEN, CLOSED, NAME_USED)
Span = tuple[int, int]

_ADDRESSED = re.compile(
    r"(?:^|[,;:!.?-] ?|\b(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|thanks|thank you|sorry|apologies|welcome|welcome back|bye|goodbye"
    r"|cheers|bonjour|hola|ola|hallo|there|again|liebe|lieber|chere?|estimad[oa]|car[oa]|prezad[oa]|you|now|ok|okay|yes|no|sure|well) )$",
    re.IGNORECASE,
)
_NOT_ADDRESSED = re.compile(
    r"(?:regards|sincerely|yours|best wishes|name is|name's|this is|i'm|i am|love|kisses|call me)[,:]? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:[,.!?;:()-]|$|i\b|i'm\b|we\b|you\b|your\b|for\b|how\b|what\b|and thank)", re.IGNORECASE)
_OWN = re.compile(r",? (?:here|speaking|from|at your|with the|and i'm|and i am)\b", re.IGNORECASE)


def built_in(text: str, names: Sequence[tuple[int, int, str]], side: str) -> dict[str, Span]:
    """{behaviour: span in `text`}; `names` as `names.mask` gives them."""
    found: dict[str, Span] = {}
    if asked := asking(text):
        found[QUESTION] = found[OPEN if asked.open else CLOSED] = (asked.start, asked.end)
    for start, end, whose in names:
        if side == AGENT and whose != AGENT and _is_address(text, start, end, whose):
            found.setdefault(NAME_USED, (start, end))
    return found


def _is_address(text: str, start: int, end: int, whose: str) -> bool:
    before, after = text[max(0, start - 25) : start], text[end : end + 14]
    if not before and not after.strip(" ,.!"):
        return whose == CUSTOMER  # a name alone on a line: a salutation, or somebody's signature
    if _NOT_ADDRESSED.search(before) or _OWN.match(after):
        return False
    return bool(_ADDRESSED.search(before) and (_AFTER.match(after) or (before.endswith(", ") and not after)))
