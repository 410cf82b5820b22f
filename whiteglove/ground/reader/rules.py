"""What the rules see in one sentence, remembered: after an edit only the edited sentence is looked at again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from whiteglove.ground.reader.behaviour import LANGUAGES, Behaviour
from whiteglove.ground.reader.detectors import BUILT_IN, NAME_USED, built_in
from whiteglove.ground.reader.folding import Traced, tidied
from whiteglove.ground.reader.language import UNSURE
from whiteglove.ground.reader.matcher import Matcher
from whiteglove.ground.reader.names import Known, mask
from whiteglove.ground.reader.needs import Needs

KEPT = 4096  # sentences
SHORT = 2  # words; up to here rules decide alone
_SIDES = ("agent", "customer")
Span = tuple[int, int]


@dataclass
class Seen:
    """One sentence, tidied and masked. `spans` of behaviours in `traced.text`; `vector` and `grain` once it was
    encoded: what it means, and what its single words say; `closer` once it was looked at closer. `language`: whose
    patterns were tried."""

    traced: Traced
    spans: dict[str, Span]
    forbidden: Collection[str]
    vector: np.ndarray | None = None
    grain: np.ndarray | None = None
    language: str = UNSURE
    pieces: np.ndarray | None = None
    closer: np.ndarray | None = None

    @property
    def text(self) -> str:
        return self.traced.text

    @property
    def short(self) -> bool:
        return self.text.count(" ") < SHORT


class Rules:
    """The patterns of every language and side, and the built-in detectors.

    A veto is looked for only where its behaviour was found: the same verdicts in half the time.
    """

    def __init__(self, behaviours: Iterable[Behaviour], needs: Needs = MappingProxyType({})) -> None:
        behaviours = list(behaviours)
        self._needs = needs
        self.known = {one.id: one for one in behaviours}
        self._by_side = {side: [one for one in behaviours if one.shown_by(side)] for side in _SIDES}
        self._built_in = {side: {one.id for one in mine if one.id in BUILT_IN} for side, mine in self._by_side.items()}
        self._matchers: dict[tuple[str, str], Matcher] = {}
        self._seen: OrderedDict[tuple, Seen] = OrderedDict()

    def look(self, sentence: Traced, side: str, language: str, known: Known) -> Seen:
        """What the sentence shows. Places in the result are relative to `sentence`."""
        key = (sentence.text, side, language, known.customer, known.agent)
        if (seen := self._seen.get(key)) is not None:
            self._seen.move_to_end(key)
            return seen
        # Places of their own, so that the same sentence elsewhere can share them.
        seen = self._look(Traced(sentence.text), side, language, known)
        self._seen[key] = seen
        if len(self._seen) > KEPT:
            self._seen.popitem(last=False)
        return seen

    def forget(self) -> None:
        """Look at every sentence anew from here on."""
        self._seen.clear()

    def _look(self, sentence: Traced, side: str, language: str, known: Known) -> Seen:
        masked = mask(tidied(sentence, english=language in ("en", UNSURE)), known, language)
        text = masked.text.text
        spans = self._matched(text, side, language)
        spans.pop(NAME_USED, None)
        for behaviour, span in built_in(text, masked.names, side).items():
            if behaviour in self._built_in[side]:
                spans.setdefault(behaviour, span)
        forbidden = self._forbidden(text, side, language, spans)
        if NAME_USED in spans:
            # Who is addressed is known from the names, and no pattern can know it.
            forbidden.discard(NAME_USED)
        for behaviour in forbidden:
            spans.pop(behaviour, None)
        return Seen(masked.text, spans, forbidden, language=language)

    def _matched(self, text: str, side: str, language: str) -> dict[str, Span]:
        spans: dict[str, Span] = {}
        for one in (language,) if language else LANGUAGES:
            if (matcher := self._matcher(one, side)).lines:
                spans = matcher.found(text) | spans
        return spans

    def _forbidden(self, text: str, side: str, language: str, spans: Collection[str]) -> set[str]:
        matchers = (self._matcher(one, side) for one in ((language,) if language else LANGUAGES))
        return {one for matcher in matchers for one in matcher.forbidden_among(spans, text)}

    def _matcher(self, language: str, side: str) -> Matcher:
        if (language, side) not in self._matchers:
            self._matchers[language, side] = Matcher(self._by_side.get(side, ()), language, self._needs)
        return self._matchers[language, side]
