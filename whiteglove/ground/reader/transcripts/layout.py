"""How a large JSON document is laid out, from its beginning alone: where in it the conversations stand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from whiteglove.ground.reader.transcripts import objects
from whiteglove.ground.reader.transcripts.shapes import Keys, plain
from whiteglove.ground.reader.transcripts.turns import first, is_pair, plain_keys

_OUTSIDE, _INSIDE = re.compile(r'["{}\[\],]'), re.compile(r'["\\]')
ONE, LISTED, WRAPPED, NAMED = "one", "listed", "wrapped", "named"


@dataclass(frozen=True)
class Layout:
    """LISTED: an array of conversations. WRAPPED: they stand under a key such as "tickets". NAMED: each has its name.

    ONE: it is a single conversation, or nobody can tell. `inner`: of what stands under a wrapper, by its key; under ""
    of the arrays in a NAMED one.
    """

    kind: str
    inner: Mapping[str, Layout] = field(default_factory=dict)

    def of(self, key: str, bracket: bytes) -> Layout | None:
        """Of what opens here under `key`; None for what isn't looked at."""
        if self.kind == LISTED:
            return _ONE
        if self.kind == NAMED:
            return _ONE if bracket == b"{" else self.inner.get("", _LISTED)
        if plain(key) not in objects.WRAPPERS:
            return None
        if found := self.inner.get(plain(key)):
            return found
        return _LISTED if bracket == b"[" else next((one for one in self.inner.values() if one.kind == NAMED), _ONE)


_ONE, _LISTED = Layout(ONE), Layout(LISTED)


def layout(head: str, keys: Keys) -> Layout:
    """Of the document that begins so."""
    return _laid(sample(head), keys)


def _laid(value: Any, keys: Keys, deep: int = 0) -> Layout:
    if isinstance(value, list):
        return _ONE if value and (is_pair(value[0]) or not isinstance(value[0], list | Mapping)) else _LISTED
    if not isinstance(value, Mapping) or deep > objects.DEEPEST:
        return _ONE
    by_key = plain_keys(value)
    if objects.messages_of(by_key, keys) is not None:
        return _ONE
    wrapped = {key: one for key in objects.WRAPPERS if isinstance(one := by_key.get(key), list | Mapping)}
    if wrapped:
        return Layout(WRAPPED, {key: _laid(one, keys, deep + 1) for key, one in wrapped.items()})
    if first(by_key, keys, "text") is None and objects.are_conversations(value):
        lists = next((one for one in value.values() if isinstance(one, list)), [])
        return Layout(NAMED, {"": _LISTED if not lists or _are_talks(lists, keys) else _ONE})
    return _ONE


def _are_talks(values: list, keys: Keys) -> bool:
    return isinstance(values[0], Mapping) and objects.messages_of(plain_keys(values[0]), keys) is not None


def sample(head: str) -> Any:
    """The value a document begins with, as far as `head` goes, what is open there closed. None where it is no JSON."""
    try:
        return json.loads(head)
    except (ValueError, RecursionError):
        pass
    place, inside, opened, end = 0, False, [], 0
    while mark := (_INSIDE if inside else _OUTSIDE).search(head, place):
        place, sign = mark.end(), mark[0]
        if inside:
            inside, place = sign == "\\", place + (sign == "\\")
        elif sign == '"':
            inside = True
        else:
            end = mark.start() if sign == "," else place
            if sign in "{[":
                opened.append("}" if sign == "{" else "]")
            elif sign != "," and opened:
                opened.pop()
    try:
        return json.loads(head[:end] + "".join(reversed(opened)))
    except (ValueError, RecursionError):
        return None
