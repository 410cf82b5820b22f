"""A question as an item of QTI 3."""

import re
from xml.etree.ElementTree import Element, SubElement

from whiteglove.learning.quizzes.asking import spoken
from whiteglove.learning.quizzes.bank.gift_writing import figure
from whiteglove.learning.quizzes.bank.grading import worth
from whiteglove.learning.quizzes.bank.question import (
    ANY,
    BETWEEN,
    CHOICE,
    ESSAY,
    MATCH,
    NUMBER,
    SEVERAL,
    SHORT,
    TRUTH,
    Answer,
    Question,
    Span,
    Words,
)  # fmt: skip

from .markup import add_text, put, put_line, xml_text

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
R, SCORE, FEEDBACK, GENERAL = "RESPONSE", "SCORE", "FEEDBACK", "GENERAL"


def item(one: Question) -> Element:
    root = Element("qti-assessment-item", {
        "xmlns": SPACE, "identifier": one.id, "title": xml_text(one.title or one.name), "adaptive": "false",
        "time-dependent": "false",
    })  # fmt: skip
    WRITERS.get(one.kind, _text)(root, one)
    if one.general:
        _modal(root, "general", GENERAL, one.general)
    return root


def _declare(root: Element, cardinality: str, kind: str) -> Element:
    return SubElement(root, "qti-response-declaration",
                      {"identifier": R, "cardinality": cardinality, "base-type": kind})  # fmt: skip


def _outcomes(root: Element, one: Question, *, feedback: str = "") -> None:
    """SCORE; FEEDBACK of that cardinality where there is any; what everybody reads is shown from the beginning on."""
    score = SubElement(root, "qti-outcome-declaration", {"identifier": SCORE, "cardinality": "single",
                       "base-type": "float", "normal-maximum": "1"})  # fmt: skip
    if one.kind == ESSAY:
        score.set("external-scored", "human")
    if feedback:
        SubElement(root, "qti-outcome-declaration",
                   {"identifier": FEEDBACK, "cardinality": feedback, "base-type": "identifier"})  # fmt: skip
    if one.general:
        made = SubElement(root, "qti-outcome-declaration",
                          {"identifier": GENERAL, "cardinality": "single", "base-type": "identifier"})  # fmt: skip
        _value(SubElement(made, "qti-default-value"), "general")


def _value(parent: Element, text: str) -> None:
    SubElement(parent, "qti-value").text = xml_text(text)


def _map(declared: Element, entries: list[tuple[str, float]], **more: str) -> None:
    made = SubElement(declared, "qti-mapping", {"default-value": "0", "lower-bound": "0", "upper-bound": "1"})
    for key, weight in entries:
        SubElement(made, "qti-map-entry", {"map-key": xml_text(key), "mapped-value": figure(round(weight / 100, 7))} | {
            name.replace("_", "-"): value for name, value in more.items()})  # fmt: skip


def _choices(root: Element, one: Question) -> None:
    """One or several. A missing word stands as a choice inside its line."""
    several, names = one.kind == SEVERAL, [_name(one, place) for place in range(len(one.answers))]
    declared = _declare(root, "multiple" if several else "single", "identifier")
    correct = SubElement(declared, "qti-correct-response")
    for name, answer in zip(names, one.answers, strict=True):
        if (answer.weight or 0) > 0 if several else answer.weight == 100:
            _value(correct, name)
    _map(declared, [(name, float(worth(one, answer) * 100) if several else answer.weight or 0) for name, answer in
                    zip(names, one.answers, strict=True) if several or answer.weight is not None])  # fmt: skip
    said = [(name, answer.feedback) for name, answer in zip(names, one.answers, strict=True) if answer.feedback]
    _outcomes(root, one, feedback="multiple" if several and said else "single" if said else "")
    body = SubElement(root, "qti-item-body")
    if one.tail:
        _in_line(body, one, "qti-inline-choice-interaction", "qti-inline-choice", names)
    else:
        asks = SubElement(body, "qti-choice-interaction",
                          {"response-identifier": R, "shuffle": "false" if one.kind == TRUTH else "true",
                           "max-choices": "0" if several else "1"})  # fmt: skip
        put(one.text, SubElement(asks, "qti-prompt"))
        for place, name in enumerate(names):
            put_line(spoken(one, place), SubElement(asks, "qti-simple-choice", {"identifier": name}))
    _score_by_map(root, said)


def _name(one: Question, place: int) -> str:
    """True and false are called so: whoever reads them knows what they are."""
    return one.answers[place].text.text if one.kind == TRUTH else f"answer-{place + 1}"


def _in_line(body: Element, one: Question, tag: str, choice: str, names: list[str]) -> None:
    """Before the gap, the gap, after it."""
    line = put_line(one.text, SubElement(body, "div"))
    add_text(line, " ")
    asks = SubElement(line, tag, {"response-identifier": R})
    for place, name in enumerate(names):
        put_line(spoken(one, place), SubElement(asks, choice, {"identifier": name}))
    if one.tail:
        add_text(line, " ")
        put_line(one.tail, SubElement(line, "span"))


def _score_by_map(root: Element, said: list[tuple[str, Words]]) -> None:
    rules = SubElement(root, "qti-response-processing")
    SubElement(SubElement(rules, "qti-set-outcome-value", {"identifier": SCORE}), "qti-map-response", {"identifier": R})
    if said:
        SubElement(SubElement(rules, "qti-set-outcome-value", {"identifier": FEEDBACK}), "qti-variable",
                   {"identifier": R})  # fmt: skip
    for name, words in said:
        _modal(root, name, FEEDBACK, words)


def _modal(root: Element, name: str, outcome: str, words: Words) -> None:
    made = SubElement(root, "qti-modal-feedback",
                      {"outcome-identifier": outcome, "show-hide": "show", "identifier": name})  # fmt: skip
    put(words, SubElement(made, "qti-content-body"))


def _written(root: Element, one: Question) -> None:
    """A word or a number: by rules, because a mapping knows neither tolerance nor feedback."""
    cases: list[Answer | Span] = [*one.answers, *one.spans]
    declared = _declare(root, "single", "float" if one.kind == NUMBER else "string")
    correct, best = SubElement(declared, "qti-correct-response"), [each for each in cases if each.weight == 100]
    if best:
        _value(correct, figure(best[0].first) if isinstance(best[0], Span) else best[0].text.text)
    if one.kind == SHORT:
        _map(declared, [(each.text.text, each.weight or 0) for each in one.answers if "*" not in each.text.text],
             case_sensitive="false")  # fmt: skip
    said = [(f"answer-{place}", each) for place, each in enumerate(cases, 1)]
    _outcomes(root, one, feedback="single" if any(each.feedback for each in cases) else "")
    _in_line(SubElement(root, "qti-item-body"), one, "qti-text-entry-interaction", "", [])
    condition = SubElement(SubElement(root, "qti-response-processing"), "qti-response-condition")
    # The best one that fits counts, so the best are asked first.
    for place, (name, each) in enumerate(sorted(said, key=lambda pair: -(pair[1].weight or 0))):
        branch = SubElement(condition, "qti-response-else-if" if place else "qti-response-if")
        _fits(branch, each)
        _set(branch, SCORE, "float", figure((each.weight or 0) / 100))
        if each.feedback:
            _set(branch, FEEDBACK, "identifier", name)
    for name, each in said:
        if each.feedback:
            _modal(root, name, FEEDBACK, each.feedback)


def _set(parent: Element, name: str, kind: str, value: str) -> None:
    made = SubElement(parent, "qti-set-outcome-value", {"identifier": name})
    SubElement(made, "qti-base-value", {"base-type": kind}).text = value


def _fits(branch: Element, each: Answer | Span) -> None:
    if isinstance(each, Answer):
        _fits_word(branch, each.text.text)
    elif each.how == ANY:
        SubElement(SubElement(SubElement(branch, "qti-not"), "qti-is-null"), "qti-variable", {"identifier": R})
    elif each.how == BETWEEN:
        both = SubElement(branch, "qti-and")
        _compare(SubElement(both, "qti-gte"), "float", figure(each.first))
        _compare(SubElement(both, "qti-lte"), "float", figure(each.second))
    else:
        near = figure(each.second)
        how = {"tolerance-mode": "absolute", "tolerance": f"{near} {near}"} if each.second else {
            "tolerance-mode": "exact"}  # fmt: skip
        _compare(SubElement(branch, "qti-equal", how), "float", figure(each.first))


def _fits_word(branch: Element, text: str) -> None:
    if "*" in text:
        pattern = ".*".join(re.escape(piece) for piece in xml_text(text).split("*"))
        made = SubElement(branch, "qti-pattern-match", {"pattern": pattern})
        SubElement(made, "qti-variable", {"identifier": R})
    else:
        _compare(SubElement(branch, "qti-string-match", {"case-sensitive": "false"}), "string", text)


def _compare(parent: Element, kind: str, value: str) -> None:
    SubElement(parent, "qti-variable", {"identifier": R})
    SubElement(parent, "qti-base-value", {"base-type": kind}).text = xml_text(value)


def _pairs(root: Element, one: Question) -> None:
    asked = [pair for pair in one.pairs if pair.left]
    rights = list(dict.fromkeys(pair.right for pair in one.pairs))
    keys = [f"left-{place} right-{rights.index(pair.right) + 1}" for place, pair in enumerate(asked, 1)]
    declared = _declare(root, "multiple", "directedPair")
    correct = SubElement(declared, "qti-correct-response")
    for key in keys:
        _value(correct, key)
    _map(declared, [(key, 100 / max(1, len(keys))) for key in keys])
    _outcomes(root, one)
    asks = SubElement(SubElement(root, "qti-item-body"), "qti-match-interaction",
                      {"response-identifier": R, "shuffle": "true", "max-associations": str(len(asked))})  # fmt: skip
    put(one.text, SubElement(asks, "qti-prompt"))
    first, second = SubElement(asks, "qti-simple-match-set"), SubElement(asks, "qti-simple-match-set")
    for place, pair in enumerate(asked, 1):
        put_line(pair.left, SubElement(first, "qti-simple-associable-choice",
                                       {"identifier": f"left-{place}", "match-max": "1"}))  # fmt: skip
    for place, right in enumerate(rights, 1):
        choice = {"identifier": f"right-{place}", "match-max": "0"}
        SubElement(second, "qti-simple-associable-choice", choice).text = xml_text(right)
    _score_by_map(root, [])


def _essay(root: Element, one: Question) -> None:
    _declare(root, "single", "string")
    _outcomes(root, one)
    body = SubElement(root, "qti-item-body")
    asks = SubElement(body, "qti-extended-text-interaction", {"response-identifier": R, "expected-lines": "10"})
    put(one.text, SubElement(asks, "qti-prompt"))


def _text(root: Element, one: Question) -> None:
    put(one.text, SubElement(root, "qti-item-body"))


WRITERS = {CHOICE: _choices, SEVERAL: _choices, TRUTH: _choices, SHORT: _written, NUMBER: _written, MATCH: _pairs,
           ESSAY: _essay}  # fmt: skip
