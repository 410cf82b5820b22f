"""From what a sentence shows to verdicts: by rule, by rule and head, or by model, as each behaviour does best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from whiteglove.ground.reader.behaviour import TAUGHT, Behaviour
from whiteglove.ground.reader.closer import closer_or_none
from whiteglove.ground.reader.context import Around
from whiteglove.ground.reader.detectors import CLOSED, OPEN, QUESTION
from whiteglove.ground.reader.heads import ADD, MODEL_MODE, RULES, RULES_AND_HEAD, VETO, Heads
from whiteglove.ground.reader.language import UNSURE
from whiteglove.ground.reader.reading import ADDED, MODEL, RULE
from whiteglove.ground.reader.rules import Seen

# Groups and behaviours that the rest of a long sentence covers up: judged again by the part that shows them. Held out
# from training, others lost as much by it as they gained; for times it was six right ones, none wrong.
DROWNS = frozenset({"fault", "timeline"})
# Elsewhere the model adds to what the rules see and takes nothing away: it hears less in what it wasn't taught in.
HEARD_WELL = frozenset({TAUGHT, UNSURE})
# One sentence hardly shows both: the surer stays.
CONTRARY = (("emotion.satisfied", "emotion.angry"),)
SURE = 0.85  # score that the part must reach: alone it is out of its context


@dataclass(frozen=True)
class Verdict:
    behaviour: str
    score: float
    rung: str


class Decider:
    """`heads` None: rules alone."""

    def __init__(self, behaviours: Iterable[Behaviour], heads: Heads | None) -> None:
        self.behaviours = {one.id: one for one in behaviours}
        self.heads = heads
        self._by_rule = {one: Verdict(one, 1.0, RULE) for one in self.behaviours}
        if heads is not None:
            kept = [
                name in self.behaviours and self.behaviours[name].print == heads.prints[heads.place[name]]
                for name in heads.ids
            ]
            self._modes = np.where(kept, np.array(heads.modes), RULES)
            self._closer = closer_or_none() if heads.second is not None else None
            self._by_model, self._by_both = self._modes == MODEL_MODE, self._modes == RULES_AND_HEAD
            self._sides = {
                side: np.array([one in self.behaviours and self.behaviours[one].shown_by(side) for one in heads.ids])
                for side in ("agent", "customer")
            }

    def decide(
        self, seen: list[Seen], around: list[Around], side: list[str], *, closely: bool = True
    ) -> list[list[Verdict]]:
        """The verdicts on each sentence. The lists belong together. `closely`: looked at again where unsure."""
        made = [{one: self._by_rule[one] for one in each.spans} for each in seen]
        if self.heads is not None and seen and any(each.vector is not None for each in seen):
            self._by_heads(seen, around, side, made, closely)
        for one, each in zip(seen, made, strict=True):
            for name in one.sure:
                each[name] = self._by_rule[name]
            for name in one.denied:
                each.pop(name, None)
        return [self._settled(each) for each in made]

    def overruled(self, seen: Seen, found: Iterable[Verdict]) -> list[str]:
        """What drowns in long sentences: seen by a rule in this one, and not among the verdicts `found` on it."""
        kept = {one.behaviour for one in found}
        return [one for one in seen.spans if one not in kept and {one, self.behaviours[one].group} & DROWNS]

    def _by_heads(
        self, seen: list[Seen], around: list[Around], side: list[str], made: list[dict], closely: bool
    ) -> None:
        heads = self.heads
        places = [place for place, each in enumerate(seen) if each.vector is not None]
        if not places:
            return
        rows = heads.inputs.rows([seen[place] for place in places], [around[place] for place in places])
        mine = np.stack([self._mine(side[place], short=seen[place].short) for place in places])
        logits = heads.net.logits(rows)
        if closely:
            logits = self._agreed(logits, rows, [seen[place] for place in places], mine)
        taught = np.array([seen[place].language in HEARD_WELL for place in places])[:, None]
        for number, place in zip(*np.nonzero(mine & taught & self._rule_refused(logits)), strict=True):
            made[places[number]].pop(heads.ids[place], None)
        above = logits - heads.threshold
        for number, place in zip(*np.nonzero(mine & self._by_model & (above >= 0)), strict=True):
            name = heads.ids[place]
            made[places[number]][name] = Verdict(name, _probability(above[number, place]), MODEL)
        scores = (logits - heads.mean) / heads.spread
        for number, place in zip(*np.nonzero(mine & self._by_both & (scores > ADD)), strict=True):
            name, at = heads.ids[place], places[number]
            if name not in seen[at].forbidden:
                made[at].setdefault(name, Verdict(name, _probability(scores[number, place] - ADD), ADDED))

    def _agreed(self, logits: np.ndarray, rows: np.ndarray, seen: list[Seen], mine: np.ndarray) -> np.ndarray:
        """With a second opinion where these are unsure: in the language it was taught in, beyond a word or two."""
        second = self.heads.second
        if second is None or self._closer is None:
            return logits
        heard = np.array([one.language == TAUGHT and not one.short for one in seen])
        asked = np.flatnonzero(heard & second.asked(logits, mine))
        if asked.size:
            logits[asked] = second.agreed(logits[asked], rows[asked], self._looked_closer([seen[one] for one in asked]))
        return logits

    def _looked_closer(self, seen: list[Seen]) -> np.ndarray:
        """Each sentence once."""
        new = list({id(one): one for one in seen if one.closer is None}.values())
        if new:
            for one, closer in zip(new, self._closer.of([one.text for one in new]), strict=True):
                one.closer = closer.astype(np.float16)
        return np.stack([one.closer for one in seen]).astype(np.float32)

    def _mine(self, side: str, *, short: bool) -> np.ndarray:
        """(k,) the behaviours on which heads may judge such a sentence."""
        return self._sides[side] & self.heads.brief if short else self._sides[side]

    def _rule_refused(self, logits: np.ndarray) -> np.ndarray:
        """(n, k) where a rule's word doesn't stand: the model has its own, or the head vetoes."""
        vetoed = logits < self.heads.mean + VETO * self.heads.spread
        return self._by_model | (self._by_both & vetoed)

    def _settled(self, made: dict[str, Verdict]) -> list[Verdict]:
        """With what follows from them; a question is open or closed, and whatever is either is a question."""
        for found in list(made.values()):
            for also in self.behaviours[found.behaviour].also if found.behaviour in self.behaviours else ():
                if also in self.behaviours:
                    made.setdefault(also, Verdict(also, found.score, found.rung))
        for one, other in CONTRARY:
            if one in made and other in made:
                made.pop(other if made[other].score <= made[one].score else one)
        if QUESTION in self.behaviours and OPEN in self.behaviours and CLOSED in self.behaviours:
            _pair_question(made)
        return list(made.values())


def _pair_question(made: dict[str, Verdict]) -> None:
    if QUESTION not in made:
        made.pop(OPEN, None)
        made.pop(CLOSED, None)
    elif OPEN in made and CLOSED in made:
        made.pop(OPEN if made[OPEN].score < made[CLOSED].score else CLOSED)
    elif OPEN not in made and CLOSED not in made:
        made[CLOSED] = Verdict(CLOSED, made[QUESTION].score, made[QUESTION].rung)


def _probability(logit: float) -> float:
    return round(float(1 / (1 + np.exp(-np.clip(logit, -30, 30)))), 3)
