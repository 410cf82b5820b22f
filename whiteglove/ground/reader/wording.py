"""A kinder wording in the place of a fault, fitted into the sentence that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whiteglove.ground.reader.behaviour import REST, UPSET, Behaviour, Wording
from whiteglove.ground.reader.clauses import joints_in

# What stands before everything and stays: "Hello Cleo, …".
_LEAD = re.compile(
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|thanks?(?: you)?|ok(?:ay)?|bonjour|hola|olá|hallo)\b"
    r"[^,;]{0,40}[,;]\s+",
    re.I,
)
_ASIDE = re.compile(r"(?:as|like|per|according|with respect)\b[^,;]{0,60}(,\s+)", re.I)
_END = re.compile(r"[\s.!?…]*$")
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
SPOKEN = 5  # words of the fault that are quoted


@dataclass(frozen=True)
class Alternative:
    """`text` for what stands from `start` to `end` of the message."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Clause:
    """`text[start:end]` is at fault; `rest` begins what follows in the sentence, or is its end."""

    start: int
    end: int
    rest: int
    first: bool


def alternative(
    behaviour: Behaviour, text: str, span: tuple[int, int], sentence: tuple[int, int], *, language: str, upset: bool
) -> Alternative | None:
    """What to say instead of the fault at `span`; None where the behaviour has no wording that fits.

    Places are of `text`, the whole message.
    """
    clause = _clause(text, span, sentence, language)
    close = sentence[0] + _END.search(text[slice(*sentence)]).start()
    rest = text[clause.rest : close]
    for wording in _in_order(behaviour.instead.get(language, ()), upset):
        said = _filled(wording, text[clause.start : clause.end], rest)
        if said:
            end = close if rest and f"{{{REST}}}" in wording.say else clause.end
            return _set_in(text, clause, said, end, close, sentence[1])
    return None


def reason(behaviour: Behaviour, words: str) -> str:
    """Why it is one, in a few words: “You should have” blames."""
    first = words.strip(" .,;!?").split()
    quoted = " ".join(first[:SPOKEN]) + (" …" if len(first) > SPOKEN else "")
    return (behaviour.why or f"“{{words}}”: {behaviour.name}").replace("{words}", quoted)


def _in_order(wordings: tuple[Wording, ...], upset: bool) -> Iterator[Wording]:
    """As the pack has them, without those for people who are upset where the customer isn't."""
    return (one for one in wordings if upset or one.to != UPSET)


def _filled(wording: Wording, clause: str, rest: str) -> str:
    if f"{{{REST}}}" in wording.say and not rest:
        return ""
    said = wording.say
    if wording.when:
        match = _pattern(wording.when).search(clause.translate(_STRAIGHT))
        if match is None:
            return ""
        for number, part in enumerate(match.groups(), 1):
            said = said.replace(f"{{{number}}}", part or "")
    return re.sub(r"\s{2,}", " ", said.replace(f"{{{REST}}}", rest)).strip()


@lru_cache(maxsize=1024)
def _pattern(pattern: str):
    import re2

    from whiteglove.ground.reader.matcher import _ONE

    return re2.compile(pattern, _ONE)


def _clause(text: str, span: tuple[int, int], sentence: tuple[int, int], language: str) -> _Clause:
    begin, close = sentence[0], sentence[0] + _END.search(text[slice(*sentence)]).start()
    joints = [(begin + first, begin + last) for first, last in joints_in(text[begin:close], language)]
    before = [joint for joint in joints if joint[1] <= span[0]]
    after = [joint for joint in joints if joint[0] >= span[1]]
    start = before[-1][1] if before else begin
    lead = None if before else _LEAD.match(text, begin, span[0])
    if lead:
        start = lead.end()
    if aside := _ASIDE.match(text, start, close):
        # "As we already told you, the deadline was Friday.": here a bare comma divides.
        after.insert(0, aside.span(1))
    end, rest = after[0] if after and after[0][0] >= span[1] else (close, close)
    return _Clause(min(start, span[0]), max(end, span[1]), max(rest, span[1]), not before and not lead)


def _set_in(text: str, clause: _Clause, said: str, end: int, close: int, whole: int) -> Alternative:
    """With the capital and the full stop that its place asks for."""
    began = text[clause.start]
    if clause.first and began.isupper():
        said = said[0].upper() + said[1:]
    elif not clause.first and not re.match(r"I\b", said):
        said = said[0].lower() + said[1:]
    if end < close:
        return Alternative(clause.start, end, said.rstrip(".!?"))
    tail = text[close:whole].rstrip()
    if said.endswith(("?", "!")):
        return Alternative(clause.start, close + len(tail), said)
    plain = tail.replace("?", ".").replace("!", ".")[:1] if tail else ""
    return Alternative(clause.start, close + len(tail), said.rstrip(".") + plain)
