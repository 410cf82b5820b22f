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

_GREETED = re.compile(
    r"\b(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|thanks|thank you|sorry|apologies|welcome|welcome back|bye|goodbye|cheers|bonjour"
    r"|hola|ola|hallo|hello there|hi there|thanks again|liebe|lieber|chere?|estimad[oa]|car[oa]|prezad[oa]) $",
    re.IGNORECASE,
)
_NOT_ADDRESSED = re.compile(
    r"(?:regards|sincerely|sympathy|yours|best wishes|name is|name's|this is|i'm|i am|love|kisses|call me|faithfully|wishes)[,:]? ?$"
    r"|\b(?:for|of|to|with|by|from|under|named|as|is|about|called|spoke to|account|order) $"
    r"|\b(?:(?:au|le) nom(?: d[e'])?|de la part(?: de)?|(?:a|el) nombre(?: de)?|de parte(?: de)?|(?:em|no) nome(?: d[aeo])?"
    r"|(?:auf|in|unter)(?: den| dem)? namen|auf|fur|von|باسم|نيابه عن) ?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r",? (?:here|speaking|from|at your|with the|and i'm|and i am)\b|'s\b| (?:is|was|has|and NAME)\b", re.IGNORECASE
)


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
    if _NOT_ADDRESSED.search(before) or _OWN.match(after):
        return False
    if whose == CUSTOMER:
        return True
    # Somebody's name alone on a line is a signature; a name in a list is just a name.
    greeted = bool(_GREETED.search(before)) and not after.lstrip(", ").startswith("NAME")
    return greeted or (before.endswith(", ") and len(text) > 20 and not after.strip(" .!?"))
