"""What the rules see in one sentence, remembered: after an edit only the edited sentence is looked at again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from whiteglove.ground.reader.behaviour import LANGUAGES, Behaviour
from whiteglove.ground.reader.detectors import BUILT_IN, NAME_USED, built_in
from whiteglove.ground.reader.folding import Traced, tidied
from whiteglove.ground.reader.language import UNSURE
from whiteglove.ground.reader.matcher import Found, Matcher
from whiteglove.ground.reader.names import Known, Masked, mask
from whiteglove.ground.reader.needs import Needs

KEPT = 4096  # sentences
SHORT = 2  # words; up to here rules decide alone
_SIDES = ("agent", "customer")
Span = tuple[int, int]
Asked = tuple[Traced, str, str, Known]  # a sentence, side, language


@dataclass
class Seen:
    """One sentence, tidied and masked. `spans` of behaviours in `traced.text`; `vector` and `grain` once it was
    encoded: what it means, and what its single words say; `closer` once it was looked at closer. `language`: whose
    patterns were tried. `sure` and `denied`: shown, and not shown, whatever weights say."""

    traced: Traced
    spans: dict[str, Span]
    forbidden: Collection[str]
    vector: np.ndarray | None = None
    grain: np.ndarray | None = None
    language: str = UNSURE
    pieces: np.ndarray | None = None
    closer: np.ndarray | None = None
    sure: Collection[str] = ()
    denied: Collection[str] = ()

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
        return self.look_all([(sentence, side, language, known)])[0]

    def look_all(self, asked: Iterable[Asked]) -> list[Seen]:
        """The same for many: each pattern looks at all of them in turn, which is a good deal faster."""
        keys, found, new = [], {}, {}
        for sentence, side, language, known in asked:
            key = (sentence.text, side, language, known.customer, known.agent)
            keys.append(key)
            if (seen := self._seen.get(key)) is not None:
                self._seen.move_to_end(key)
                found[key] = seen
            else:
                new[key] = known
        for key, seen in zip(new, self._looked([(*key[:3], known) for key, known in new.items()]), strict=True):
            found[key] = self._seen[key] = seen
        while len(self._seen) > KEPT:
            self._seen.popitem(last=False)
        return [found[key] for key in keys]

    def forget(self) -> None:
        """Look at every sentence anew from here on."""
        self._seen.clear()

    def _looked(self, asked: Sequence[tuple[str, str, str, Known]]) -> list[Seen]:
        masked = [self._masked(text, language, known) for text, _, language, known in asked]
        together: dict[tuple[str, str], list[int]] = {}
        for number, (_, side, language, _) in enumerate(asked):
            together.setdefault((side, language), []).append(number)
        made: list[Seen | None] = [None] * len(asked)
        for (side, language), numbers in together.items():
            those = [masked[number] for number in numbers]
            for number, one in zip(numbers, self._judged(those, side, language), strict=True):
                made[number] = one
        return made

    def _masked(self, text: str, language: str, known: Known) -> Masked:
        # Places of their own, so that the same sentence elsewhere can share them.
        return mask(tidied(Traced(text), english=language in ("en", UNSURE)), known, language)

    def _judged(self, masked: Sequence[Masked], side: str, language: str) -> list[Seen]:
        texts = [one.text.text for one in masked]
        matchers = [self._matcher(one, side) for one in ((language,) if language else LANGUAGES)]
        found = self._found(masked, texts, side, matchers)
        forbidden: list[set[str]] = [set() for _ in texts]
        for matcher in matchers:
            for mine, more in zip(forbidden, matcher.forbidden_among([one.spans for one in found], texts), strict=True):
                mine |= more
        return [
            _seen(one.text, each, those, language) for one, each, those in zip(masked, found, forbidden, strict=True)
        ]

    def _found(
        self, masked: Sequence[Masked], texts: Sequence[str], side: str, matchers: Iterable[Matcher]
    ) -> list[Found]:
        """By patterns and by what is built in, before anything is forbidden."""
        found = [Found() for _ in texts]
        for matcher in matchers:
            if matcher.lines:
                for mine, more in zip(found, matcher.found(texts), strict=True):
                    mine.take_in(more)
        ours = self._built_in[side]
        for one, text, each in zip(masked, texts, found, strict=True):
            each.spans.pop(NAME_USED, None)
            for behaviour, span in built_in(text, one.names, side).items():
                if behaviour in ours:
                    each.spans.setdefault(behaviour, span)
        return found

    def _matcher(self, language: str, side: str) -> Matcher:
        if (language, side) not in self._matchers:
            self._matchers[language, side] = Matcher(self._by_side.get(side, ()), language, self._needs)
        return self._matchers[language, side]


def _seen(text: Traced, found: Found, forbidden: set[str], language: str) -> Seen:
    if NAME_USED in found.spans:
        # Who is addressed is known from the names, and no pattern can know it.
        forbidden.discard(NAME_USED)
    forbidden = forbidden - found.sure
    gone = forbidden | found.denied  # what is denied is no input of the weights: they judge by what they were taught
    spans = {behaviour: span for behaviour, span in found.spans.items() if behaviour not in gone}
    return Seen(text, spans, forbidden, language=language, sure=found.sure - found.denied, denied=found.denied)
