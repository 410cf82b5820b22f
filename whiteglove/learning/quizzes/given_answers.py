"""An answer as a page sends it, and as it is kept: places on the page are shuffled, those kept are of the file."""

from collections.abc import Mapping, Sequence
from typing import Any

from .bank.drawing import order_of_answers, rights_of
from .bank.question import CHOICE, ESSAY, MATCH, SEVERAL, TRUTH, Question

LONGEST = {ESSAY: 20_000}
SHORT_ENOUGH = 500
Sent = Mapping[str, Sequence[str]]


def read_answer(one: Question, sent: Sent, seed: int, *, shuffle: bool) -> dict[str, Any] | None:
    """None where nothing was answered. What no page of ours could send is left out."""
    order = order_of_answers(one, seed, shuffle=shuffle)
    if one.kind in (CHOICE, TRUTH):
        picks = _places(sent.get("pick", ()), order)
        return {"pick": picks[0]} if picks else None
    if one.kind == SEVERAL:
        picks = _places(sent.get("pick", ()), order)
        return {"picks": sorted(set(picks))} if picks else None
    if one.kind == MATCH:
        rights = rights_of(one, seed)
        pairs = {str(place): rights[chosen[0]] for shown, place in enumerate(order)
                 if (chosen := _places(sent.get(f"pair-{shown}", ()), range(len(rights))))}  # fmt: skip
        return {"pairs": pairs} if pairs else None
    text = (
        "".join(sent.get("text", ())[:1]).replace("\r\n", "\n").replace("\0", "")[: LONGEST.get(one.kind, SHORT_ENOUGH)]
    )
    return {"text": text} if text.strip() else None


def _places(said: Sequence[str], order: Sequence[int]) -> list[int]:
    found = [int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 4]
    return [order[place] for place in found if place < len(order)]
