"""What stands around a sentence, as numbers: where it is in the conversation, and how near to what was said before."""
# ruff: noqa: E501  (tables of words and patterns)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from whiteglove.ground.reader.detectors import QUESTION

_WORD = re.compile(r"[^\W\d_]{4,}")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_UNHAPPY_FACES = re.compile(
    "[\U0001f61e-\U0001f62d\U0001f641\U0001f612\U0001f614\U0001f620-\U0001f622\U0001f92c]|:\\(|:'\\(|:/"
)
_HAPPY_FACES = re.compile("[\U0001f600-\U0001f60e\U0001f64c\U0001f64f\U0001f44d\U0001f389\u2764]|:\\)|:D|;\\)")
FEATURES = (
    "first message", "second message", "early", "first sentence", "last sentence", "alone", "two or three words", "short", "long",
    "asks", "exclaims", "capitals", "unhappy face", "happy face", "digits", "nearest before", "nearest two before", "words shared",
    "answers a question", "says you", "says i", "says we", "begins with so", "phone", "email", "last message",
)  # fmt: skip
_YOU, _I, _WE = re.compile(r"\byou(?:r|'\w+)?\b", re.I), re.compile(r"\b(?:i|i'\w+|my|me)\b", re.I), re.compile(r"\b(?:we|our|us)\b", re.I)  # fmt: skip
_SO = re.compile(
    r"^(?:so|it sounds|sounds like|you're|you are|you feel|you felt|it seems|what i'm hearing|in other words)\b", re.I
)


@dataclass(frozen=True)
class Around:
    """`number` of the message from 0; `place` of the sentence in it, of `count`; what the other party said before.

    `before`: vectors (n, 512) of the other party's last message, `earlier`: of their last two; None without an encoder.
    `flags_before`, `vector_before`: of the sentence before in the same message.
    """

    number: int
    place: int
    count: int
    last: bool = False
    channel: str = ""
    words: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    before: np.ndarray | None = None
    earlier: np.ndarray | None = field(default=None)
    flags_before: frozenset[str] = frozenset()
    vector_before: np.ndarray | None = None


def content_words(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(word.lower()[:6] for text in texts for word in _WORD.findall(text[:2000]))


def nearest(vector: np.ndarray | None, others: np.ndarray | None) -> float:
    """Cosine with the nearest of them, 0 where there is nothing to compare."""
    if vector is None or others is None or not len(others):
        return 0.0
    return max(0.0, float((others @ vector).max()))


def features(text: str, around: Around, vector: np.ndarray | None) -> list[float]:
    """One number for each of FEATURES, 0 to 1."""
    head = text[:1000]
    count = head.count(" ") + 1
    own = content_words([head])
    return [
        *map(float, (around.number == 0, around.number == 1, around.number < 4, around.place == 0)),
        *map(float, (around.place == around.count - 1, around.count == 1, 2 <= count <= 3, count < 7, count > 20)),
        *map(float, ("?" in head, "!" in head, bool(_CAPITALS.search(_unmasked(head))))),
        *map(float, (bool(_UNHAPPY_FACES.search(head)), bool(_HAPPY_FACES.search(head)), any(map(str.isdigit, head)))),
        nearest(vector, around.before),
        nearest(vector, around.earlier),
        len(own & around.words) / max(3, len(own)),
        float(QUESTION in around.flags),
        *(float(bool(pattern.search(head))) for pattern in (_YOU, _I, _WE, _SO)),
        *map(float, (around.channel == "phone", around.channel == "email", around.last)),
    ]


def _unmasked(text: str) -> str:
    for mask in ("NAME", "PLACE", "EMAIL", "URL"):
        text = text.replace(mask, "")
    return text
