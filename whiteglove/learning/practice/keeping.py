"""A turn of ours as it is stored, and back. Pure.

What the reader found is kept with the words, so that a run is read once: it plays again without a reader, and the same
after another has learnt more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .engine import play
from .engine.case import Case
from .engine.state import Deed, Heard, Run, Sentence, Turn

Kept = dict[str, Any]


def kept(turn: Turn, *, text: str = "", key: str = "") -> Kept:
    """`text`: our words as they were written. `key`: a name of what brought them, so that bringing it twice is once.

    `said`: what the customer said to it, which stays what they said; `voiced`: in which words, where they were others.
    """
    heard = turn.heard
    found = {
        "sentences": [[one.text, dict(one.shown)] if one.shown else [one.text] for one in heard.sentences],
        "deeds": [[one.do, one.value] for one in heard.deeds],
        "language": heard.language, "text": text, "key": key,
        "voiced": turn.voiced,
    }  # fmt: skip
    return {"seconds": heard.seconds, "said": turn.said} | {name: value for name, value in found.items() if value}


def heard_of(entry: Mapping[str, Any]) -> Heard:
    return Heard(
        tuple(Sentence(*one) for one in entry.get("sentences", ())),
        tuple(Deed(*one) for one in entry.get("deeds", ())),
        entry["seconds"], entry.get("language", ""),
    )  # fmt: skip


def replayed(case: Case, entries: Sequence[Mapping[str, Any]]) -> Run:
    """As far as it had come with these, each turn with what the customer said then."""
    run = play.play(case, map(heard_of, entries))
    said = ({}, *({"said": one["said"], "voiced": one.get("voiced", "")} for one in entries))
    return Run(case, tuple(replace(turn, **said[turn.number]) for turn in run.turns))


def number_of(entries: Iterable[Mapping[str, Any]], key: str) -> int:
    """The turn that was brought under this key, 0 where none was."""
    found = (number for number, one in enumerate(entries, 1) if key and one.get("key") == key)
    return next(found, 0)
