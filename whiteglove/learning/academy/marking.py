"""How far marks agree with a key: F1 and Cohen's kappa over sentences and behaviours. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whiteglove.learning.quality.agreement import cohen

from .programme import US

Place = tuple[int, int]  # a message, and a sentence in it
Marks = Mapping[Place, frozenset[str]]


@dataclass(frozen=True)
class Marked:
    """`score`: F1 in percent. `found`, `missed` and `extra` count marks."""

    score: int
    kappa: float | None
    found: int
    missed: int
    extra: int
    says: str


def places(case: Mapping[str, Any]) -> list[Place]:
    """Sentences of ours, which are those that can be marked."""
    return [(number, at) for number, message in enumerate(case["messages"]) if message["by"] == US
            for at in range(len(message["says"]))]  # fmt: skip


def key_of(case: Mapping[str, Any]) -> dict[Place, frozenset[str]]:
    return {
        (number, at): frozenset(case["messages"][number]["says"][at].get("shows", ())) for number, at in places(case)
    }


def judged(key: Marks, marks: Marks, choose: Collection[str]) -> Marked:
    """Every behaviour at every sentence is one decision. Chance is taken off in kappa; F1 looks at the marks alone, so
    that leaving everything empty, or marking everything, earns little."""
    pairs = [(behaviour in key[place], behaviour in marks.get(place, ())) for place in key for behaviour in choose]
    found = sum(right and ours for right, ours in pairs)
    missed = sum(right and not ours for right, ours in pairs)
    extra = sum(ours and not right for right, ours in pairs)
    whole = 2 * found + missed + extra
    agreed = cohen(pairs)
    score = round(200 * found / whole) if whole else 100
    return Marked(min(100, score), agreed.kappa, found, missed, extra, agreed.says)


def read_marks(given: Sequence[str], case: Mapping[str, Any]) -> dict[Place, frozenset[str]]:
    """From “2.0.empathy” and the like; what can't be chosen here is left out."""
    known, found = set(places(case)), {}
    for one in given[:2000]:
        message, _, rest = one.partition(".")
        sentence, _, behaviour = rest.partition(".")
        if message.isdecimal() and sentence.isdecimal() and len(message) < 5 and len(sentence) < 5:
            place = int(message), int(sentence)
            if place in known and behaviour in case["choose"]:
                found[place] = found.get(place, frozenset()) | {behaviour}
    return found


def written(marks: Marks) -> list[str]:
    """As they are kept, and as `read_marks` reads them."""
    return sorted(f"{message}.{sentence}.{one}" for (message, sentence), each in marks.items() for one in each)
