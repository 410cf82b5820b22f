"""All patterns of a language at once, in time linear in the text: RE2 decides, whatever a pack brings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import re2

from whiteglove.ground.reader.behaviour import RULE_KEYS, Behaviour
from whiteglove.ground.reader.filters import Filter
from whiteglove.ground.reader.folding import plain_pattern
from whiteglove.ground.reader.needs import Needs

MEMORY = 3 << 20  # bytes one pattern may take; a larger one is refused
FEW = 1 << 17  # and so many are enough for nearly all: what RE2 remembers of a search stays within it


def _options(memory: int = MEMORY) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    return options


_ONE, _SMALL = _options(), _options(FEW)
_ANYWHERE = re2._Anchor.UNANCHORED
Span = tuple[int, int]


def _compiled(pattern: str) -> re2._Regexp:
    """In few bytes where it fits: two thousand patterns would remember hundreds of megabytes. Raises re2.error."""
    try:
        return re2.compile(pattern, _SMALL)
    except re2.error:
        return re2.compile(pattern, _ONE)


def fault_of(pattern: str, language: str = "en") -> str:
    """Why RE2 refuses the pattern, or "" when it takes it."""
    try:
        if re2.compile(plain_pattern(pattern, language), _ONE).search("") is not None:
            return "this matches everything, even an empty sentence."
    except re2.error as error:
        says = error.args[0] if error.args else ""
        return f"RE2 can't use this: {says.decode() if isinstance(says, bytes) else says}."
    return ""


@dataclass(frozen=True)
class Line:
    """One pattern: whose it is, and under which key of its file it stands."""

    behaviour: str
    key: str
    pattern: str


@dataclass
class Found:
    """By the patterns in one text: `spans` of behaviours, of which `sure` stand whatever speaks against them; `denied`
    are those that this text can't show."""

    spans: dict[str, Span] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)

    def take_in(self, more: Found) -> None:
        """What another language's patterns found there."""
        self.spans = more.spans | self.spans
        self.sure |= more.sure
        self.denied |= more.denied


class Matcher:
    """The patterns of some behaviours in one language."""

    def __init__(self, behaviours: Iterable[Behaviour], language: str, needs: Needs = MappingProxyType({})) -> None:
        lines = [
            Line(one.id, key, plain_pattern(pattern, language))
            for one in behaviours
            for key in RULE_KEYS
            for pattern in one.rules[key].get(language, ())
        ]
        self.lines = [one for one in lines if one.key != "unless"]
        self._vetoes: dict[str, list[str]] = {}
        for one in lines:
            if one.key == "unless":
                self._vetoes.setdefault(one.behaviour, []).append(one.pattern)
        self._veto: dict[str, list[re2._Regexp]] = {}
        self._filter = Filter([one.pattern for one in self.lines], needs)
        self._patterns: list[re2._Regexp | None] = [None] * len(self.lines)

    def found(self, texts: Sequence[str]) -> list[Found]:
        """What is found in each of `texts`, each behaviour with the span of its longest match.

        `patterns` come first: those that leave no doubt often take in the whole sentence, and say where only alone.

        Pattern by pattern: what RE2 remembers of one stays near the processor while it is tried on all of them.
        """
        made = [Found() for _ in texts]
        encoded, last = [one.encode() for one in texts], -1
        for place, number in self._filter.worth_trying(texts):
            if place != last:
                last, line, pattern = place, self.lines[place], self._pattern(place)
            if (span := _span(pattern, encoded[number])) is None:
                continue
            found, behaviour = made[number], line.behaviour
            if line.key == "never":
                found.denied.add(behaviour)
                continue
            if line.key == "surely":
                found.sure.add(behaviour)
            if len(encoded[number]) > len(texts[number]):
                span = len(encoded[number][: span[0]].decode()), len(encoded[number][: span[1]].decode())
            known = found.spans.get(behaviour)
            if known is None or (line.key == "patterns" and span[1] - span[0] > known[1] - known[0]):
                found.spans[behaviour] = span
        return made

    def _pattern(self, place: int) -> re2._Regexp:
        """Compiled when it is first tried: most never are."""
        if (made := self._patterns[place]) is None:
            made = self._patterns[place] = _compiled(self.lines[place].pattern)
        return made

    def forbidden_among(self, shown: Sequence[Iterable[str]], texts: Sequence[str]) -> list[set[str]]:
        """Those of the behaviours `shown` in each of `texts` that `unless` forbids there."""
        made: list[set[str]] = [set() for _ in texts]
        where: dict[str, list[int]] = {}
        for number, behaviours in enumerate(shown):
            for one in behaviours:
                if one in self._vetoes:
                    where.setdefault(one, []).append(number)
        encoded = [one.encode() for one in texts] if where else []
        for behaviour, numbers in where.items():
            vetoes = self._vetoes_of(behaviour)
            for number in numbers:
                if any(_span(veto, encoded[number]) is not None for veto in vetoes):
                    made[number].add(behaviour)
        return made

    def _vetoes_of(self, behaviour: str) -> list[re2._Regexp]:
        """As one pattern, where it isn't too large for that."""
        if (made := self._veto.get(behaviour)) is None:
            patterns = self._vetoes.get(behaviour, [])
            try:
                made = [_compiled("|".join(f"(?:{one})" for one in patterns))] if patterns else []
            except re2.error:
                made = [_compiled(one) for one in patterns]
            self._veto[behaviour] = made
        return made


def _span(pattern: re2._Regexp, text: bytes) -> Span | None:
    """Where it first matches, in bytes. The library's own `search` takes several times as long around this."""
    span = pattern._regexp.Match(_ANYWHERE, text, 0, len(text))[0]
    return None if span[0] < 0 else span


def faults(behaviours: Iterable[Behaviour], tried: Collection[str] = frozenset()) -> Iterator[tuple[str, str, str]]:
    """(behaviour, key, what is wrong) for every pattern RE2 refuses.

    `tried`: whole prints of rules that were taken before. Wordings are no part of a print: theirs are tried each time.
    """
    for one in behaviours:
        if one.whole_print not in tried:
            yield from _faults_of_rules(one)
        for language, wordings in one.instead.items():
            for place, wording in enumerate(wordings):
                if wording.when and (says := fault_of(wording.when, language)):
                    yield one.id, f"instead.{language}[{place}].when", says


def _faults_of_rules(one: Behaviour) -> Iterator[tuple[str, str, str]]:
    for key, by_language in one.rules.items():
        for language, patterns in by_language.items():
            for place, pattern in enumerate(patterns):
                if says := fault_of(pattern, language):
                    yield one.id, f"{key}.{language}[{place}]", says
