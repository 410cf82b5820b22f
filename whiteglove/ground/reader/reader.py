"""The conversation reader: `Reader.from_pack(path).read(message, conversation) -> Reading`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from whiteglove.ground.reader import heads as heads_
from whiteglove.ground.reader.behaviour import Behaviour, BehaviourError, behaviours_from
from whiteglove.ground.reader.clauses import part_around
from whiteglove.ground.reader.context import Around, content_words
from whiteglove.ground.reader.deciding import SURE, Decider, Verdict
from whiteglove.ground.reader.encoder import Encoder, encoder_or_none, on_one_core
from whiteglove.ground.reader.folding import Traced, plainly, tidied
from whiteglove.ground.reader.heads import Heads
from whiteglove.ground.reader.language import _SPEAKS, UNSURE, language_of
from whiteglove.ground.reader.matcher import faults
from whiteglove.ground.reader.names import Known
from whiteglove.ground.reader.needs import FILE as NEEDS
from whiteglove.ground.reader.needs import Needs, read_needs
from whiteglove.ground.reader.pack import content_of, vocabulary_of
from whiteglove.ground.reader.personal import personal_data
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Conversation, Finding, Message, Reading, Sentence
from whiteglove.ground.reader.rules import Rules, Seen
from whiteglove.ground.reader.sentences import spans, together
from whiteglove.ground.reader.weights import weights_of

ALONE = Conversation()
GLANCE = 4000  # characters at the end of a message said before
AT_ONCE = 768  # messages read together by read_all: the more, the more words they share, which are encoded once
VOCABULARY = "vocabulary.txt"
TRIED = "tried.txt"  # whole prints of rules that were taken when the pack was trained


@dataclass
class _Opened:
    """A message between its parts: sentences found, not yet judged."""

    message: Message
    conversation: Conversation
    language: str
    plain: Traced
    places: list[tuple[int, int]]
    joined: range  # which sentences are several
    seen: list[Seen] = field(default_factory=list)
    before: list[Seen] = field(default_factory=list)  # the other party's last message
    earlier: list[Seen] = field(default_factory=list)  # and their last two

    @property
    def apart(self) -> list[Seen]:
        """The sentences that are one each: lines of a log mean nothing to the model."""
        return [one for place, one in enumerate(self.seen) if place not in self.joined] if self.joined else self.seen


class Reader:
    """Reads messages by the behaviours of one pack. Not for use by several threads at once."""

    def __init__(
        self,
        behaviours: Iterable[Behaviour],
        *,
        heads: Heads | None = None,
        encoder: Encoder | None = None,
        vocabulary: Iterable[str] = (),
        needs: Needs = MappingProxyType({}),
    ) -> None:
        self.behaviours = {one.id: one for one in behaviours}
        self.heads = heads if encoder is not None else None
        self.encoder = encoder
        self.rules = Rules(self.behaviours.values(), needs)
        self.decider = Decider(self.behaviours.values(), self.heads)
        self._vocabulary = _one_of_equals(frozenset(vocabulary) | _ordinary(self.behaviours.values()))
        self._known = lru_cache(maxsize=512)(lambda customer, agent: Known.of(customer, agent, self._vocabulary))
        self._examples: dict[tuple[str, bool], np.ndarray] = {}
        # A message is looked at again as the one before the next, and before that.
        self._split = lru_cache(maxsize=64)(_split)
        self._data = frozenset(one for one in self.behaviours if one.startswith("data."))

    @classmethod
    def from_pack(cls, path: str | Path, *, encoder: bool = True) -> Reader:
        """The reader of the pack in this folder. `encoder` False: rules alone. Raises BehaviourError, WeightsError."""
        trained, content = Path(path) / heads_.FOLDER, content_of(path)
        heads = weights_of(trained / heads_.FILE) if encoder else None
        # Trying all rules takes half a second.
        if refused := list(faults(behaviours_from(content), vocabulary_of(trained / TRIED))):
            raise BehaviourError(refused)
        return cls.from_content(
            content,
            heads=heads,
            encoder=encoder_or_none() if encoder else None,
            vocabulary=vocabulary_of(trained / VOCABULARY),
            needs=read_needs(trained / NEEDS),
        )

    @classmethod
    def from_content(cls, content: Mapping[str, Any], **parts: Any) -> Reader:
        """Of the `behaviours` part of a loaded revision. `parts` as the constructor takes them."""
        return cls(behaviours_from(content), **parts)

    def read(self, message: Message, conversation: Conversation = ALONE, *, closely: bool = True) -> Reading:
        """`closely` False, while somebody writes: without the closer look, which takes longer than a pause."""
        return self._read([(message, conversation)], closely)[0]

    def read_all(self, messages: Iterable[tuple[Message, Conversation]]) -> list[Reading]:
        """Many messages, each with its conversation; a good deal faster than one by one."""
        pairs = list(messages)
        chunks = (pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE))
        return [reading for chunk in chunks for reading in self._read(chunk)]

    def read_conversation(self, messages: Sequence[Message], conversation: Conversation = ALONE) -> list[Reading]:
        """Every message of a conversation, each read with those before it; `conversation` says the rest."""
        return self.read_all(told(messages, conversation))

    @on_one_core()
    def explained(self, reading: Reading) -> Reading:
        """The same with each finding's nearest exemplar and counterexample.

        A behaviour's own sentences are encoded when first asked for (50 ms). Without an encoder nothing is added.
        """
        if self.encoder is None:
            return reading
        texts = [reading.sentences[one.sentence].text for one in reading.findings]
        vectors = self.encoder.encode([tidied(plainly(text)).text for text in texts])
        found = [
            replace(one, exemplar=self._nearest(one.behaviour, True, vector),
                    counterexample=self._nearest(one.behaviour, False, vector))
            for one, vector in zip(reading.findings, vectors, strict=True)
        ]  # fmt: skip
        return replace(reading, findings=tuple(found))

    def _nearest(self, behaviour: str, good: bool, vector: np.ndarray) -> str:
        known = self.behaviours[behaviour]
        sentences = known.exemplars if good else known.counterexamples
        if not sentences:
            return ""
        if (behaviour, good) not in self._examples:
            self._examples[behaviour, good] = self.encoder.encode([tidied(plainly(one)).text for one in sentences])
        return sentences[int((self._examples[behaviour, good] @ vector).argmax())]

    def open(
        self, message: Message, conversation: Conversation = ALONE, parts: Sequence[str] = ()
    ) -> list[tuple[Seen, Around]]:
        """Each sentence before any verdict, encoded where there is an encoder: what training learns from.

        `parts`: the message's sentences where somebody has split it already.
        """
        return self.open_all([(message, conversation, parts)])[0]

    def open_all(
        self, messages: Iterable[tuple[Message, Conversation | None, Sequence[str]]]
    ) -> list[list[tuple[Seen, Around]]]:
        """`open` for many messages, each (message, conversation, parts): encoded together."""
        opened = self._open_all([(message, around or ALONE, parts) for message, around, parts in messages])
        self._encode(opened)
        return [list(zip(one.seen, self._around(one), strict=True)) for one in opened]

    def _read(self, pairs: Sequence[tuple[Message, Conversation]], closely: bool = True) -> list[Reading]:
        if self.heads is not None:
            return self._by_all(pairs, closely)
        # Rules alone look at nothing but the sentence.
        return self._judged(self._open_all([(*pair, ()) for pair in pairs], glance=False), [])

    @on_one_core()
    def _by_all(self, pairs: Sequence[tuple[Message, Conversation]], closely: bool) -> list[Reading]:
        opened = self._open_all([(*pair, ()) for pair in pairs])
        self._encode(opened)
        return self._judged(opened, [one for each in opened for one in self._around(each)], closely)

    def _judged(self, opened: list[_Opened], around: list[Around], closely: bool = True) -> list[Reading]:
        seen = [one for each in opened for one in each.seen]
        sides = [each.message.side for each in opened for _ in each.seen]
        verdicts = self.decider.decide(seen, around, sides, closely=closely)
        if around:
            self._ask_again(opened, around, verdicts, closely)
        told = iter(verdicts)
        return [self._reading(each, [next(told) for _ in each.seen]) for each in opened]

    def _ask_again(
        self, opened: Sequence[_Opened], around: list[Around], verdicts: list[list[Verdict]], closely: bool
    ) -> None:
        """Where a rule was overruled in a sentence of several parts: judge the rule's own part, and add what stands."""
        asked, place = [], 0
        for each in opened:
            for number, seen in enumerate(each.seen):
                for behaviour in self.decider.overruled(seen, verdicts[place]):
                    part = self._part(each, number, behaviour)
                    if part is not None and behaviour in part.spans:
                        asked.append((place, behaviour, part, each.message.side))
                place += 1
        self._put_in_numbers(part for _, _, part, _ in asked)
        again = self.decider.decide(
            [part for _, _, part, _ in asked], [around[place] for place, *_ in asked], [side for *_, side in asked],
            closely=closely,
        )  # fmt: skip
        for (place, behaviour, _, _), found in zip(asked, again, strict=True):
            verdicts[place] += [one for one in found if one.behaviour == behaviour and one.score >= SURE]

    def _part(self, each: _Opened, number: int, behaviour: str) -> Seen | None:
        """The part of a sentence that shows the behaviour; None where the sentence has no parts."""
        seen, (first, _) = each.seen[number], each.places[number]
        if (place := part_around(seen.text, seen.spans[behaviour], each.language)) is None:
            return None
        start, end = seen.traced.origin(*place)
        known = self._known(tuple(each.conversation.customer_names), tuple(each.conversation.agent_names))
        return self.rules.look(each.plain.part(first + start, first + end), each.message.side, each.language, known)

    def _open_all(
        self, messages: Sequence[tuple[Message, Conversation, Sequence[str]]], *, glance: bool = True
    ) -> list[_Opened]:
        """Each (message, conversation, parts) with its sentences, all of them looked at together."""
        opened, asked = [], []
        for message, conversation, parts in messages:
            one, sentences = self._open(message, conversation, parts)
            known = self._known(tuple(conversation.customer_names), tuple(conversation.agent_names))
            others = _of_other(message, conversation) if glance else ()
            said = [(message, sentences), *((other, self._glance(other)) for other in others)]
            asked += [(piece, by.side, one.language, known) for by, pieces in said for piece in pieces]
            opened.append((one, [len(pieces) for _, pieces in said]))
        seen = iter(self.rules.look_all(asked))
        for one, counts in opened:
            one.seen, *before = [list(islice(seen, count)) for count in counts]
            one.before, one.earlier = before[0] if before else [], [each for sentences in before for each in sentences]
        return [one for one, _ in opened]

    def _open(
        self, message: Message, conversation: Conversation, parts: Sequence[str] = ()
    ) -> tuple[_Opened, list[Traced]]:
        """The message, and its sentences that are to be looked at."""
        plain, places, joined = self._split(message.text)
        language = message.language or language_of(plain.text, before=self._language_before(conversation))
        sentences = [plainly(part) for part in parts] or [plain.part(*place) for place in places]
        opened = _Opened(message, conversation, language, plain, places, range(0) if parts else joined)
        return opened, sentences

    def _glance(self, message: Message) -> list[Traced]:
        """The sentences of a message said before; only its end when it was long."""
        plain, places, _ = self._split(message.text if len(message.text) < GLANCE else message.text[-GLANCE:])
        return [plain.part(*place) for place in places[-12:]]

    def _language_before(self, conversation: Conversation) -> str:
        for message in reversed(conversation.messages[-3:]):
            if found := message.language or language_of(self._split(message.text)[0].text):
                return found
        return UNSURE

    def _encode(self, opened: Sequence[_Opened]) -> None:
        if self.encoder is not None:
            self._put_in_numbers(one for each in opened for one in (*each.apart, *each.earlier))

    def _put_in_numbers(self, sentences: Iterable[Seen]) -> None:
        """Each that wasn't encoded yet; together, which is a good deal faster."""
        waiting = list({id(one): one for one in sentences if one.vector is None}.values())
        for start in range(0, len(waiting), AT_ONCE):
            now = waiting[start : start + AT_ONCE]
            meanings, layers = self.encoder.layers([one.text for one in now])
            for one, meaning, grain in zip(now, meanings, self._grain(layers), strict=True):
                one.vector, one.grain = meaning, grain

    def _grain(self, layers: np.ndarray) -> np.ndarray:
        """As the heads look at it; whole where there are none yet."""
        return self.heads.inputs.grain.of(layers) if self.heads is not None else layers.astype(np.float16)

    def _around(self, each: _Opened) -> list[Around]:
        words = content_words([one.text for one in each.before])
        flags = frozenset(flag for one in each.before for flag in one.spans)
        common = {
            "number": len(each.conversation.messages), "count": len(each.seen), "words": words, "flags": flags,
            "before": _stacked(each.before), "earlier": _stacked(each.earlier), "channel": each.conversation.channel,
            "last": each.conversation.closed,
        }  # fmt: skip
        before = [None, *each.seen[:-1]]
        return [
            Around(
                place=place,
                flags_before=frozenset(one.spans) if one else frozenset(),
                vector_before=one.vector if one else None,
                **common,
            )
            for place, one in enumerate(before[: len(each.seen)])
        ]

    def _reading(self, each: _Opened, verdicts: list[list[Verdict]]) -> Reading:
        text = each.message.text
        sentences = []
        for place in each.places:
            start, end = each.plain.origin(*place)
            sentences.append(Sentence(start, end, text[start:end]))
        findings = [self._finding(each, number, verdict) for number, found in enumerate(verdicts) for verdict in found]
        findings += self._data_of(each, sentences)
        findings.sort(key=lambda one: (one.sentence, one.start, one.behaviour))
        return Reading(each.message, each.language, tuple(sentences), tuple(findings), bool(each.joined))

    def _finding(self, each: _Opened, number: int, verdict: Verdict) -> Finding:
        seen, (first, last) = each.seen[number], each.places[number]
        inside = seen.spans.get(verdict.behaviour)
        if inside is not None and inside[0] < inside[1]:
            a, b = seen.traced.origin(*inside)
            first, last = first + a, first + b
        start, end = each.plain.origin(first, last)
        return Finding(verdict.behaviour, number, start, end, each.message.text[start:end], verdict.score, verdict.rung)

    def _data_of(self, each: _Opened, sentences: list[Sentence]) -> list[Finding]:
        found = []
        for datum in personal_data(each.plain.text, each.conversation.region or None) if self._data else ():
            if datum.kind in self._data:
                start, end = each.plain.origin(datum.start, datum.end)
                number = next((place for place, one in enumerate(sentences) if start < one.end), 0)
                found.append(Finding(datum.kind, number, start, end, each.message.text[start:end], 1.0, "rule"))
        return found


def told(messages: Sequence[Message], conversation: Conversation = ALONE) -> list[tuple[Message, Conversation]]:
    """Each message of a conversation with those before it, as `read_all` takes them."""
    last = len(messages) - 1
    return [
        (
            one,
            replace(conversation, messages=messages[max(0, place - 8) : place] if place else (), closed=place == last),
        )
        for place, one in enumerate(messages)
    ]


def _split(text: str) -> tuple[Traced, list[tuple[int, int]], range]:
    """In plain characters, where its sentences are, and which of them are several because there were too many."""
    plain = plainly(text)
    return plain, *together(list(spans(plain.text)), len(plain.text))


def _of_other(message: Message, conversation: Conversation) -> list[Message]:
    """The last two messages of the other party, the latest first."""
    other = CUSTOMER if message.side == AGENT else AGENT
    return [one for one in reversed(conversation.messages[-8:]) if one.side == other][:2]


def _stacked(seen: Sequence[Seen]) -> np.ndarray | None:
    vectors = [one.vector for one in seen if one.vector is not None]
    return np.stack(vectors) if vectors else None


def _ordinary(behaviours: Iterable[Behaviour]) -> frozenset[str]:
    """Words that stand in lower case in the pack's own sentences, and small words: none of them a name by itself."""
    texts = (text for one in behaviours for text in (*one.exemplars, *one.counterexamples))
    return frozenset(word for text in texts for word in text.split() if word.islower()) | frozenset(_SPEAKS)


@lru_cache(maxsize=8)
def _one_of_equals(vocabulary: frozenset[str]) -> frozenset[str]:
    """The same for readers of one pack: what is remembered by it is found without comparing seven thousand words."""
    return vocabulary
