"""An item of QTI 3 (or 2, whose names are others) as a question of the bank, and what of it couldn't be carried."""

import copy
from collections.abc import Callable
from xml.etree.ElementTree import Element

from whiteglove.learning.quizzes.bank.question import (
    CHOICE,
    ESSAY,
    MATCH,
    NUMBER,
    SEVERAL,
    SHORT,
    TEXT,
    TRUTH,
    Answer,
    Pair,
    Question,
    Words,
)  # fmt: skip

from .markup import inside, line_text, words_of
from .scoring import CORRECT, Scoring, scoring
from .written import spans_of, words_from

INTERACTION = "-interaction"
NOT_OURS = {
    "hotspot": "asks to point at places of a picture", "select-point": "asks to point into a picture",
    "graphic-order": "asks to order places of a picture", "graphic-associate": "asks to join places of a picture",
    "graphic-gap-match": "asks to put things onto a picture", "position-object": "asks to put things onto a picture",
    "associate": "asks to pair things of one list among themselves", "drawing": "asks to draw",
    "media": "plays a film or a sound", "upload": "asks for a file", "end-attempt": "ends by a button of its own",
    "custom": "is a program of its own", "portable-custom": "is a program of its own", "slider": "asks by a slider",
}  # fmt: skip


class NotCarried(ValueError):
    """Why a whole item is left out."""


class Reader:
    """One item. `remarks`: what was left or changed."""

    def __init__(self, item: Element):
        self.item, self.remarks, self.lost, self.used = item, [], set(), {"general"}
        self.body = item.find("qti-item-body")
        self.said = {one.get("identifier", ""): one for one in item.iter() if one.tag in (
            "qti-modal-feedback", "qti-feedback-inline", "qti-feedback-block")}  # fmt: skip

    def question(self) -> Question:
        """Raises NotCarried."""
        if self.item.tag != "qti-assessment-item":
            raise NotCarried("isn't an item of QTI 3 or 2")
        if self.body is None:
            raise NotCarried("has no body")
        if self.item.find("qti-template-processing") is not None or self.item.get("adaptive") == "true":
            raise NotCarried("is worked out anew for everybody who is asked it")
        asks = [one for one in self.body.iter() if one.tag.endswith(INTERACTION)]
        if len(asks) > 1:
            raise NotCarried(f"asks {len(asks)} things at once; make an item of each")
        made = self._read(asks[0]) if asks else Question("", TEXT, self.words(self.body))
        unsaid = [one for name, one in self.said.items() if name not in self.used and line_text(one)]
        if unsaid:
            self.remarks.append(f"{len(unsaid)} of what is said afterwards isn't carried over: it hangs on rules")
        for what in sorted(self.lost):
            self.remarks.append(f"{what} isn't carried over")
        return self._whole(made)

    def _whole(self, made: Question) -> Question:
        general = self.said.get("general")
        said = self.words(general) if general is not None and general.tag == "qti-modal-feedback" else self._rubric()
        title = " ".join(self.item.get("title", "").split())
        return Question(**{**made.__dict__, "id": self.item.get("identifier", ""), "title": title, "general": said})

    def _rubric(self) -> Words:
        """What scorers are told."""
        rubrics = [one for one in self.body.iter("qti-rubric-block") if "scorer" in one.get("view", "")]
        return words_of([node for one in rubrics for node in inside(one)], self.lost)

    def _read(self, asks: Element) -> Question:
        kind = asks.tag.removeprefix("qti-").removesuffix(INTERACTION)
        read: Callable[[Element, Scoring], Question] | None = {
            "choice": self.choice, "inline-choice": self.inline_choice, "text-entry": self.text_entry,
            "extended-text": self.extended_text, "match": self.match, "order": self.order, "gap-match": self.gap_match,
            "hottext": self.hottext,
        }.get(kind)  # fmt: skip
        if read is None:
            raise NotCarried(NOT_OURS.get(kind, f"asks in a way that isn't known here ({kind})"))
        found = scoring(self.item, asks.get("response-identifier", "RESPONSE"))
        if found.strange:
            self.remarks.append("its scoring is a program of its own; what is right was taken from its key")
        return read(asks, found)

    # Words

    def words(self, element: Element | None) -> Words:
        """Of an element, without what is asked and said in it."""
        if element is None:
            return Words()
        bare = copy.deepcopy(element)
        _without(bare, lambda one: one.tag.startswith("qti-feedback") or one.tag.endswith(INTERACTION)
                 or (one.tag == "qti-rubric-block" and "candidate" not in one.get("view", "candidate")))  # fmt: skip
        return words_of(inside(bare), self.lost)

    def stem(self, asks: Element) -> Words:
        """The body around what asks in a block, with its prompt."""
        bare = copy.deepcopy(self.body)
        _without(bare, lambda one: one.tag.startswith("qti-feedback") or (
            one.tag == "qti-rubric-block" and "candidate" not in one.get("view", "candidate")))  # fmt: skip
        for parent in list(bare.iter()):
            for place, one in enumerate(list(parent)):
                if one.tag.endswith(INTERACTION):
                    prompt = one.find("qti-prompt")
                    made = Element("div")
                    if prompt is not None:
                        made.text, made[:] = prompt.text, list(prompt)
                    made.tail = one.tail
                    parent[place] = made
        return words_of(inside(bare), self.lost)

    def around(self, asks: Element) -> tuple[Words, Words]:
        """Before and after what asks inside a line."""
        before, after = (self._half(asks, keep_before) for keep_before in (True, False))
        return before, after

    def _half(self, asks: Element, before: bool) -> Words:
        path = _path(self.body, asks)
        bare = copy.deepcopy(self.body)
        at = bare
        for step in path:
            child = at[step]
            if before:
                child.tail = None
                del at[step + 1 :]
            else:
                at.text = None
                del at[:step]
            at = child
        tail = at.tail if before else asks.tail
        parent = bare
        for step in path[:-1]:
            parent = parent[step if before else 0]
        parent.remove(parent[path[-1] if before else 0])
        if not before and tail:
            parent.text = tail + (parent.text or "")
        return self.words(bare)

    def feedback(self, name: str) -> Words:
        found = self.said.get(name)
        self.used.add(name)
        return self.words(found) if found is not None and name != "general" else Words()

    # Kinds

    def choice(self, asks: Element, found: Scoring) -> Question:
        return self._ticks(self.stem(asks), Words(), asks.findall("qti-simple-choice"), found)

    def inline_choice(self, asks: Element, found: Scoring) -> Question:
        before, after = self.around(asks)
        return self._ticks(before, after, asks.findall("qti-inline-choice"), found)

    def hottext(self, asks: Element, found: Scoring) -> Question:
        self.remarks.append("words to be marked in a text became answers below it")
        texts = list(asks.iter("qti-hottext"))
        return self._ticks(self._with_prompt(asks), Words(), texts, found)

    def _with_prompt(self, asks: Element) -> Words:
        bare = copy.deepcopy(self.body)
        _without(bare, lambda one: one.tag == "qti-gap-text")
        _rename(bare, asks.tag, "div")
        _rename(bare, "qti-prompt", "p")
        return self.words(bare)

    def _ticks(self, text: Words, tail: Words, choices: list[Element], found: Scoring) -> Question:
        names = [one.get("identifier", "") for one in choices]
        weights = (self._shares if found.cardinality == "multiple" else self._single)(names, found)
        says = self._said_of_choices(names, found)
        answers = tuple(Answer(self.words(one), weight, said) for one, weight, said in
                        zip(choices, weights, says, strict=True))  # fmt: skip
        if found.cardinality == "multiple":
            return Question("", SEVERAL, text, answers=answers, tail=tail)
        if sorted(names) == ["false", "true"] and not tail:
            right = answers[names.index("true")], answers[names.index("false")]
            return Question("", TRUTH, text, answers=tuple(
                Answer(Words(name), one.weight or 0, one.feedback) for name, one in
                zip(("true", "false"), right, strict=True)))  # fmt: skip
        return Question("", CHOICE, text, answers=answers, tail=tail)

    def _said_of_choices(self, names: list[str], found: Scoring) -> list[Words]:
        if found.by_choice:
            return [self.feedback(name) for name in names]
        well = next((case.says for case in found.cases if case.how == CORRECT), "")
        return [self.feedback(well if name in found.correct else found.otherwise) for name in names]

    def _single(self, names: list[str], found: Scoring) -> list[float | None]:
        if found.by_map and (most := max(found.mapped.values(), default=0)) > 0:
            return [_percent(found.mapped[name] / most) if name in found.mapped else None for name in names]
        cases = {case.values[0]: case.score for case in found.cases if case.how == "value" and case.score is not None}
        most = max(cases.values(), default=0)
        if not found.correct and most > 0:
            return [_percent(cases[name] / most) if name in cases else None for name in names]
        return [100.0 if name in found.correct else None for name in names]

    def _shares(self, names: list[str], found: Scoring) -> list[float | None]:
        if not found.by_map:
            if len(found.correct) > 1:
                self.remarks.append("it was right or wrong as a whole; here each tick counts its share")
            count = sum(name in found.correct for name in names)
            return [_percent(1 / count) if name in found.correct else None for name in names]
        whole = sum(value for value in found.mapped.values() if value > 0)
        if not whole:
            return [None] * len(names)
        usual = -whole / sum(value > 0 for value in found.mapped.values())
        return [None if abs(value - usual) < 1e-4 * whole else _percent(value / whole) for value in
                (found.mapped.get(name, found.unmapped) for name in names)]  # fmt: skip

    def text_entry(self, asks: Element, found: Scoring) -> Question:
        before, after = self.around(asks)
        if found.kind in ("float", "integer"):
            return Question("", NUMBER, before, spans=tuple(spans_of(found, self.feedback)), tail=after)
        if found.sensitive:
            self.remarks.append("upper and lower case mattered there, and don't here")
        answers, strange = words_from(found, self.feedback)
        if strange:
            self.remarks.append("a pattern of letters isn't carried over")
        return Question("", SHORT, before, answers=tuple(answers), tail=after)

    def extended_text(self, asks: Element, found: Scoring) -> Question:
        if found.correct or found.mapped:
            self.remarks.append("it was scored by itself there; here somebody reads it")
        return Question("", ESSAY, self.stem(asks))

    def match(self, asks: Element, found: Scoring) -> Question:
        sets = asks.findall("qti-simple-match-set")
        if len(sets) != 2:
            raise NotCarried("has no two lists to match")
        return self._pairs(self.stem(asks), list(sets[0]), list(sets[1]), found)

    def gap_match(self, asks: Element, found: Scoring) -> Question:
        """Gaps are numbered in the text, and paired with what goes into them."""
        if list(asks.iter("qti-gap-img")):
            raise NotCarried("asks to put pictures into gaps")
        self.remarks.append("gaps in a text became pairs of a gap's number and its words")
        gaps, texts = list(asks.iter("qti-gap")), list(asks.iter("qti-gap-text"))
        turned = copy.copy(found)
        turned.correct = [" ".join(reversed(one.split(" "))) for one in found.correct]
        turned.mapped = {" ".join(reversed(key.split(" "))): value for key, value in found.mapped.items()}
        for place, gap in enumerate(gaps, 1):
            gap.text = f"[{place}]"
        return self._pairs(self._with_prompt(asks), gaps, texts, turned)

    def order(self, asks: Element, found: Scoring) -> Question:
        self.remarks.append("an order became pairs of a place and what stands there")
        known = {one.get("identifier", ""): line_text(one) for one in asks.findall("qti-simple-choice")}
        if not found.correct or set(found.correct) - set(known):
            raise NotCarried("doesn't say which order is right")
        pairs = [Pair(Words(f"{place}.", "plain"), known[name]) for place, name in enumerate(found.correct, 1)]
        rest = [Pair(Words(), text) for name, text in known.items() if name not in found.correct]
        return Question("", MATCH, self.stem(asks), pairs=(*pairs, *rest))

    def _pairs(self, text: Words, lefts: list[Element], rights: list[Element], found: Scoring) -> Question:
        if found.unmapped < 0 or (found.by_map and len({value for value in found.mapped.values() if value > 0}) > 1):
            self.remarks.append("pairs weighed differently there, or wrong ones cost; here all weigh the same")
        keys = found.correct or [key for key, value in found.mapped.items() if value > 0]
        goes: dict[str, list[str]] = {}
        for key in keys:
            left, _, right = key.partition(" ")
            goes.setdefault(left, []).append(right)
        if any(len(each) > 1 for each in goes.values()):
            raise NotCarried("has something on the left that goes with several on the right")
        known = {one.get("identifier", ""): line_text(one) for one in rights}
        pairs = []
        for one in lefts:
            right = known.get(goes.get(one.get("identifier", ""), [""])[0])
            if right:
                pairs.append(Pair(self.words(one), right))
            else:
                self.remarks.append(f"“{line_text(one)[:60]}” goes with nothing and was left out")
        used = {pair.right for pair in pairs}
        rest = [Pair(Words(), each) for each in dict.fromkeys(known.values()) if each and each not in used]
        return Question("", MATCH, text, pairs=(*pairs, *rest))


def _percent(share: float) -> float:
    return max(-100.0, min(100.0, round(share * 100, 5)))


def _without(element: Element, unwanted: Callable[[Element], bool]) -> None:
    """What follows an element that goes stays."""
    for one in list(element):
        if unwanted(one):
            place = list(element).index(one)
            if one.tail:
                if place:
                    element[place - 1].tail = (element[place - 1].tail or "") + one.tail
                else:
                    element.text = (element.text or "") + one.tail
            element.remove(one)
        else:
            _without(one, unwanted)


def _rename(element: Element, tag: str, to: str) -> None:
    for one in element.iter(tag):
        one.tag = to


def _path(root: Element, wanted: Element) -> list[int]:
    """Places of the children that lead to `wanted`."""
    for place, child in enumerate(root):
        if child is wanted:
            return [place]
        if (rest := _path(child, wanted)) or child is wanted:
            return [place, *rest]
    return []
