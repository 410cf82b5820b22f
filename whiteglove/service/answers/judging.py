"""Whether an article answers a question: what speaks for it, as one number, and what to do with the numbers. Pure.

Weights and thresholds are data (judging.yaml), settled on the tuning half of the measured questions by
`whiteglove answers evaluate --fit`. Without the encoder another set of them holds.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "judging.yaml"
OFFERED = 3


@dataclass(frozen=True)
class Asked:
    """A question: `words` {stem: how much it says}, `meant` {stem: what it stands for}; `whether`: yes or no."""

    words: Mapping[str, float]
    meant: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whether: bool = False

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset().union(*self.meant.values())


@dataclass
class Candidate:
    """An article that may answer. `title`, `text`: stems; `near_title`, `near_text`: cosines, 0 without an encoder."""

    article: int
    title: frozenset[str]
    text: frozenset[str]
    title_concepts: frozenset[str] = frozenset()
    text_concepts: frozenset[str] = frozenset()
    near_title: float = 0.0
    near_text: float = 0.0
    comparable: bool = True  # in the asker's language, so that words can be compared
    against: bool = False  # speaks of the opposite
    score: float = 0.0
    why: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """`answer` is stated; `offered` are to choose between (none, or two to three). Neither: nothing fits."""

    answer: Candidate | None = None
    offered: tuple[Candidate, ...] = ()


def weighed(asked: Asked, one: Candidate) -> dict[str, float]:
    """What speaks for it, each from 0 to 1."""
    concepts = asked.concepts
    told = {word: worth for word, worth in asked.words.items() if tells(asked, one, word)}
    titled = sum(worth for word, worth in asked.words.items() if word in one.title) if one.comparable else 0.0
    whole = sum(asked.words.values()) or 1.0
    untold = max((worth for word, worth in asked.words.items() if word not in told), default=0.0)
    return {
        "near_title": max(0.0, one.near_title),
        "near_text": max(0.0, one.near_text),
        "words": sum(told.values()) / whole,
        "title_words": titled / whole,
        "title_asked": len(one.title & asked.words.keys()) / (len(one.title) or 1) if one.comparable else 0.0,
        "meant": len(concepts & one.text_concepts) / (len(concepts) or 1),
        "title_meant": len(concepts & one.title_concepts) / (len(concepts) or 1),
        "title_whole": len(concepts & one.title_concepts) / (len(one.title_concepts) or 1),
        "untold": untold,
        # "Do you repair phones?": the rare word is what it is about, more than in "How do I …".
        "untold_whether": untold if asked.whether else 0.0,
    }


def tells(asked: Asked, one: Candidate, word: str) -> bool:
    """Whether the article has this word of the question, or another for the same."""
    if one.comparable and word in one.text:
        return True
    return bool(asked.meant.get(word, frozenset()) & one.text_concepts)


def scored(asked: Asked, candidates: Sequence[Candidate], *, encoded: bool) -> list[Candidate]:
    """The best first, each with its score (0 to 1) and why."""
    for one in candidates:
        one.why = weighed(asked, one)
    return ranked(candidates, rules(encoded))


def ranked(candidates: Sequence[Candidate], by: Mapping[str, Any]) -> list[Candidate]:
    for one in candidates:
        speaks = by["bias"] + sum(by["weights"].get(name, 0.0) * value for name, value in one.why.items())
        one.score = 1 / (1 + math.exp(-max(-30.0, min(30.0, speaks))))
    return sorted(candidates, key=lambda one: (-one.score, one.article))


def judged(best_first: Sequence[Candidate], *, encoded: bool) -> Verdict:
    """Stated is only what is likely and clearly ahead of the next, and doesn't speak of the opposite."""
    return decided(best_first, rules(encoded))


def decided(best_first: Sequence[Candidate], by: Mapping[str, Any]) -> Verdict:
    offered = tuple(one for one in best_first[:OFFERED] if one.score >= by["offer"])
    if not offered:
        return Verdict()
    first = best_first[0]
    ahead = first.score - (best_first[1].score if len(best_first) > 1 else 0.0)
    if first.score >= by["answer"] and ahead >= by["ahead"] and not first.against:
        return Verdict(first, offered[1:])
    return Verdict(None, offered)


def rules(encoded: bool) -> dict[str, Any]:
    return _settings()["with_encoder" if encoded else "without"]


@cache
def _settings() -> dict[str, Any]:
    import yaml

    return yaml.safe_load(FILE.read_text())
