"""What an item of QTI says is right: its declaration, and as much of its rules as can be understood."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

CORRECT, VALUE, NEAR, BETWEEN, PATTERN, ANY = "correct", "value", "near", "between", "pattern", "any"
# Everything rules may be made of that is understood; anything else makes them a program of their own.
UNDERSTOOD = {
    "qti-response-processing", "qti-response-condition", "qti-response-if", "qti-response-else-if", "qti-response-else",
    "qti-set-outcome-value", "qti-map-response", "qti-variable", "qti-correct", "qti-base-value", "qti-match",
    "qti-equal", "qti-string-match", "qti-pattern-match", "qti-and", "qti-gte", "qti-lte", "qti-is-null", "qti-not",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """When an answer fits (`how`, with its values), what it scores, and the name of what is said then."""

    how: str
    values: tuple[str, ...] = ()
    score: float | None = None
    says: str = ""


@dataclass
class Scoring:
    correct: list[str] = field(default_factory=list)
    mapped: dict[str, float] = field(default_factory=dict)
    unmapped: float = 0.0  # what anything else scores
    sensitive: bool = False
    kind: str = ""
    cardinality: str = "single"
    by_map: bool = False
    cases: list[Case] = field(default_factory=list)
    otherwise: str = ""  # what is said where no case fits
    by_choice: bool = False  # what is said is named as the choice
    strange: bool = False


def scoring(item: Element, name: str) -> Scoring:
    """Of the response `name`."""
    made = Scoring()
    declared = next((one for one in item.iter("qti-response-declaration") if one.get("identifier") == name), None)
    if declared is not None:
        _declared(declared, made)
    rules = item.find("qti-response-processing")
    if rules is not None:
        _rules(rules, name, made)
    made.by_map = bool(made.mapped) and (made.by_map or rules is None)
    return made


def _declared(declared: Element, made: Scoring) -> None:
    made.kind, made.cardinality = declared.get("base-type", ""), declared.get("cardinality", "single")
    correct = declared.find("qti-correct-response")
    made.correct = [_text(one) for one in correct.iter("qti-value")] if correct is not None else []
    mapping = declared.find("qti-mapping")
    made.unmapped = number(mapping.get("default-value", "")) or 0.0 if mapping is not None else 0.0
    for entry in declared.iter("qti-map-entry"):
        made.mapped[_spaced(entry.get("map-key", ""))] = number(entry.get("mapped-value", "")) or 0.0
        made.sensitive |= entry.get("case-sensitive") == "true"


def _text(one: Element) -> str:
    return _spaced("".join(one.itertext()))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None


def _rules(rules: Element, name: str, made: Scoring) -> None:
    template = rules.get("template", "")
    if template:
        made.by_map = "map_response" in template
        made.strange = not re.search(r"match_correct|map_response(\.xml)?$", template)
        return
    made.strange = any(one.tag not in UNDERSTOOD for one in rules.iter())
    made.by_map = rules.find(".//qti-map-response") is not None
    for one in rules.findall("qti-set-outcome-value"):
        inner = one.find("qti-variable")
        made.by_choice |= inner is not None and inner.get("identifier") == name and one.get("identifier") != "SCORE"
    for condition in rules.findall("qti-response-condition"):
        for branch in condition:
            _branch(branch, name, made)


def _branch(branch: Element, name: str, made: Scoring) -> None:
    score, says = None, ""
    for one in branch.findall("qti-set-outcome-value"):
        value = one.find("qti-base-value")
        if value is None:
            inner = one.find("qti-variable")
            made.by_choice |= inner is not None and inner.get("identifier") == name
        elif value.get("base-type") == "identifier":
            says = _text(value)
        elif one.get("identifier") == "SCORE":
            score = number(_text(value))
    if branch.tag == "qti-response-else":
        made.otherwise = says
        return
    asked = next((one for one in branch if one.tag != "qti-set-outcome-value"), None)
    case = _case(asked) if asked is not None else None
    if case:
        made.cases.append(Case(case[0], case[1], score, says))
    elif asked is not None:
        made.strange = True


def _case(asked: Element) -> tuple[str, tuple[str, ...]] | None:
    base = [_text(one) for one in asked.iter("qti-base-value")]
    if asked.find("qti-correct") is not None:
        return (CORRECT, tuple(_tolerance(asked)))
    if asked.tag in ("qti-match", "qti-string-match") and len(base) == 1:
        return (VALUE, (base[0],))
    if asked.tag == "qti-pattern-match":
        return (PATTERN, (asked.get("pattern", ""),))
    if asked.tag == "qti-equal" and len(base) == 1:
        return (NEAR, (base[0], *_tolerance(asked)))
    if asked.tag == "qti-and" and [one.tag for one in asked] == ["qti-gte", "qti-lte"] and len(base) == 2:
        return (BETWEEN, tuple(base))
    if asked.tag == "qti-not" and asked.find("qti-is-null") is not None:
        return (ANY, ())
    return None


def _tolerance(asked: Element) -> list[str]:
    """[mode, below, above] where numbers near the right one count."""
    mode, said = asked.get("tolerance-mode", "exact"), asked.get("tolerance", "").split()
    return [mode, said[0], said[-1]] if mode in ("absolute", "relative") and said else []
