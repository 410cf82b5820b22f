"""What the customer's parting words say of how they left: content, or only polite. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from .fitting import DEEDS
from .judgement import Quote, quote
from .transcript import AGENT, CUSTOMER, Found, Line, Transcript

POLITE = ("thanks", "accepts")


def parting(last: list[Line], about: Mapping[str, Any]) -> list[Line]:
    """The last of these that says how they left, and whatever came after it."""
    places = [number for number, line in enumerate(last) if content_of(line, about) or line.first(about["bad"])]
    return last[places[-1] :] if places else last


def content_of(line: Line, about: Mapping[str, Any]) -> list[Found]:
    """“Thank you, but is there …?” thanks out of politeness, and isn't content."""
    found = line.all(about["good"])
    return [one for one in found if one.behaviour not in POLITE] if line.first(("question",)) else found


def thanks_alone(talk: Transcript, good: Sequence[Quote], last: Line, about: Mapping[str, Any]) -> list[Quote]:
    """Their unhappy words just before, where they only thank after an answer in which nothing was done."""
    if any(one.behaviour not in POLITE for line in talk.of(CUSTOMER) if line.number >= last.number
           for one in line.all(about["good"])):  # fmt: skip
        return []
    before = next(
        (block for block in reversed(talk.blocks) if block.side == CUSTOMER and block.number < last.number), None
    )
    since = [line for line in talk.of(AGENT) if before and before.number < line.number < last.number]
    if before is None or before.first(about["good"]) or any(line.shown & DEEDS for line in since):
        return []
    unhappy = [quote(line, one) for line in before.lines for one in line.all(about["bad"])]
    return [*unhappy, *good] if unhappy else []
