"""A turn of ours as it is stored, and back. Pure.

What the reader found is kept with the words, so that a run is read once: it plays again without a reader, and the same
after another has learnt more.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
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
    return played_on(play.begin(case), entries)


def played_on(run: Run, entries: Iterable[Mapping[str, Any]]) -> Run:
    """The same run with these turns besides."""
    for one in entries:
        after = play.answer(run, heard_of(one))
        if after is run:
            break
        last = replace(after.turns[-1], said=one["said"], voiced=one.get("voiced", ""))
        run = Run(run.case, (*after.turns[:-1], last))
    return run


class Folds:
    """Runs as they were last asked for in this process, so that a turn costs as much as one turn, not as all before.

    By what was said and done, not by whose run it is: nothing in here can be out of date.
    """

    def __init__(self, most: int = 2000) -> None:
        self._kept: OrderedDict[tuple, Run] = OrderedDict()
        self._most, self._lock = most, threading.Lock()

    def replayed(self, case: Case, entries: Sequence[Mapping[str, Any]]) -> Run:
        with self._lock:
            found, upto = next(
                ((run, upto) for upto in (len(entries), len(entries) - 1) if upto > 0
                 and (run := self._kept.get(_key(case, entries[:upto])))), (None, 0),
            )  # fmt: skip
        run = played_on(found, entries[upto:]) if found else replayed(case, entries)
        with self._lock:
            self._kept[_key(case, entries)] = run
            self._kept.move_to_end(_key(case, entries))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return run


def _key(case: Case, entries: Sequence[Mapping[str, Any]]) -> tuple:
    return id(case), case.seed, sha256(repr(entries).encode()).digest()


def number_of(entries: Iterable[Mapping[str, Any]], key: str) -> int:
    """The turn that was brought under this key, 0 where none was."""
    found = (number for number, one in enumerate(entries, 1) if key and one.get("key") == key)
    return next(found, 0)
