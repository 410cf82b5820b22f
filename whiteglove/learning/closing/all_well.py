"""Whether an answer to “is all still well?” says yes and nothing else. Pure; in doubt it doesn't."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

MOST_WORDS, A_FEW = 60, 4
WORD = re.compile(r"\w+(?:['’]\w+)*")


def all_well(sentences: Sequence[tuple[str, frozenset[str]]], rule: Mapping[str, Any]) -> bool:
    """`sentences`: [(text, behaviours found in it)]; `rule`: `follow_up.all_well` of a pack. Each sentence has to be
    good news, thanks or a farewell, and one of them good news."""
    words = [word.casefold() for text, _ in sentences for word in WORD.findall(text)]
    asks = any("?" in text or "؟" in text for text, _ in sentences)
    if asks or not words or len(words) > MOST_WORDS or _named(words, rule.get("unless", ())):
        return False
    good = [_good(text, shown, rule) for text, shown in sentences]
    return any(good) and all(
        well or _thanks(text, rule) or _farewell(text, shown, rule)
        for well, (text, shown) in zip(good, sentences, strict=True)
    )


def _good(text: str, shown: frozenset[str], rule: Mapping[str, Any]) -> bool:
    if shown & set(rule["shown_by"]):
        return shown <= {*rule["shown_by"], *rule.get("beside", ())}
    said = {_plain(one) for one in rule.get("said", ())}
    pieces = _pieces(text)
    return any(one in said for one in pieces) and all(one in said or _thankful(one, rule) for one in pieces)


def _thanks(text: str, rule: Mapping[str, Any]) -> bool:
    pieces = _pieces(text)
    return bool(pieces) and all(_thankful(one, rule) for one in pieces)


def _thankful(piece: str, rule: Mapping[str, Any]) -> bool:
    """“Thanks a lot, Ada” is; “thanks for nothing but the bill that came” has to be read by somebody."""
    begins = any(piece == one or piece.startswith(f"{one} ") for one in map(_plain, rule.get("thanks", ())))
    return begins and len(piece.split()) <= A_FEW


def _farewell(text: str, shown: frozenset[str], rule: Mapping[str, Any]) -> bool:
    return bool(shown) and shown <= set(rule.get("beside", ())) and len(WORD.findall(text)) <= 2 * A_FEW


def _pieces(text: str) -> list[str]:
    return [plain for piece in re.split(r"[,;.!…:،\n–—-]+", text) if (plain := _plain(piece))]


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _named(words: Sequence[str], unless: Sequence[str]) -> bool:
    return any(one in words for one in map(_plain, unless)) or any(re.search(r"n['’]t$", one) for one in words)
