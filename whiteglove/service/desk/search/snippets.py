"""A few words around what was found, with the found ones told apart. Pure."""

import re
from collections.abc import Iterable, Sequence

from whiteglove.ground.lib.snippets import Piece, cut, merged
from whiteglove.ground.lib.words import fold

from .ask import Term

AROUND, LONGEST = 60, 180
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def snippet(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Piece, ...]:
    """From the first text that has any of the words; empty if none has (they were found in a name, say)."""
    for text in texts:
        if spans := found_in(text, terms):
            return cut(text, spans, around=AROUND, longest=LONGEST)
    return ()


def found_in(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the words stand: [(start, end)] in order, not overlapping."""
    whole = {word for term in terms for word in (term.words[:-1] if term.prefix else term.words)}
    begins = tuple(term.words[-1] for term in terms if term.prefix)
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if _CJK.search(folded):
            spans += signs(match.start(), folded, len(match[0]), [*whole, *begins])
        elif folded in whole or (begins and folded.startswith(begins)):
            spans.append(match.span())
        if len(spans) > 20:
            break
    return merged(spans)


def signs(start: int, folded: str, length: int, wanted: Sequence[str]) -> list[tuple[int, int]]:
    if len(folded) != length:  # Folding changed the length, so places can't be trusted.
        return []
    found = [match.span() for word in wanted for match in re.finditer(re.escape(word), folded)]
    return [(start + begin, start + end) for begin, end in found]
