"""What a web form asks, for each kind of request: written by an administrator a line each, kept as data. Pure.

A line is `Label | type | required | …`. Types: text, long, choice, number, date, yes/no. `like WN-######` says what an
answer looks like: # is a digit, ? a letter, everything else itself. A choice names its answers, with commas between.
`if Is it unopened? is No` asks it only where that earlier question, a choice or yes/no, was answered so.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

KINDS = {
    "billing": "Billing", "technical": "Technical problem", "refund": "Refund", "feature": "Feature request",
    "complaint": "Complaint", "other": "Something else",
}  # fmt: skip
TYPES = ("text", "long", "choice", "number", "date", "yes/no")
MOST, MOST_CHOICES, LONGEST_LABEL, LONGEST_MASK = 12, 30, 200, 40
FIRST = {
    "billing": "Invoice or order number | text",
    "technical": "Which device or browser? | text\nWhat did you do, and what happened instead? | long",
    "refund": "Order number | text | required\nIs it unopened? | yes/no\n"
    "What is the matter with it? | long | if Is it unopened? is No",
    "feature": "What would you like to do with it? | long",
    "complaint": "When was it? | date\nWhat would put it right? | long",
    "other": "",
}


class Wrong(ValueError):
    """A line can't be understood; says which and why."""


class When(NamedTuple):
    """The earlier question and its answer that another hangs on."""

    label: str
    answer: str


class Question(NamedTuple):
    """`like` is a mask, empty for none; `choices` is empty but for a choice; without `when` it is always asked."""

    label: str
    type: str = "text"
    required: bool = False
    like: str = ""
    choices: tuple[str, ...] = ()
    when: When | None = None

    @property
    def name(self) -> str:
        return named(self.label)

    @property
    def answers(self) -> tuple[str, ...]:
        """Those it can be given, as they are kept; none where people write their own."""
        return ("Yes", "No") if self.type == "yes/no" else self.choices

    def kept(self) -> dict[str, Any]:
        return self._asdict() | {"choices": list(self.choices), "when": list(self.when) if self.when else None}


def named(label: str) -> str:
    """What the field of a question is called: the same as long as it asks the same."""
    return f"q_{sha256(label.encode()).hexdigest()[:10]}"


def read(text: str) -> list[Question]:
    """The questions in these lines. Raises Wrong."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    found = []
    for number, line in lines:
        try:
            found.append(question_in(line, found))
        except Wrong as why:
            raise Wrong(f"Line {number}: {why}") from why
    if len(found) > MOST:
        raise Wrong(f"Ask {MOST} questions at most: whoever is in need won't answer more.")
    if len({one.label for one in found}) < len(found):
        raise Wrong("Two questions are the same.")
    return found


def question_in(line: str, earlier: Sequence[Question] = ()) -> Question:
    """`earlier`: those it may hang on. Raises Wrong."""
    label, *parts = (" ".join(part.split()) for part in line.split("|"))
    if not label or len(label) > LONGEST_LABEL:
        raise Wrong(f"a question has one to {LONGEST_LABEL} characters.")
    said = {"type": "text", "required": False, "like": "", "choices": (), "when": None}
    for number, part in enumerate(filter(None, parts)):
        said |= part_in(part, said["type"], number)
    said["when"] = said["when"] and when_in(said["when"], earlier)
    if (said["type"] == "choice") != bool(said["choices"]):
        raise Wrong("a choice names its answers, as in “Size | choice | small, large”.")
    if said["like"] and said["type"] != "text":
        raise Wrong("only text can be “like” something.")
    return Question(label, **said)


def part_in(part: str, kind: str, number: int) -> dict[str, Any]:
    """What one part between two strokes says. Raises Wrong."""
    lower = part.lower()
    if number == 0 and lower in TYPES:
        return {"type": lower}
    if lower == "required":
        return {"required": True}
    if lower.startswith("like ") and len(part) <= LONGEST_MASK:
        return {"like": part[5:].strip()}
    if lower.startswith("if ") and " is " in lower:
        return {"when": part[3:]}
    if kind == "choice":
        return {"choices": choices_in(part)}
    raise Wrong(f"“{part}” isn't one of {', '.join(TYPES)}, required, like … or if … is ….")


def when_in(said: str, earlier: Sequence[Question]) -> When:
    """`Is it unopened? is No`, whatever words the question itself has. Raises Wrong."""
    pairs = [When(one.label, answer) for one in earlier for answer in one.answers]
    known = {f"{one.label} is {one.answer}".casefold(): one for one in pairs}
    if said.casefold() not in known:
        raise Wrong(f"“if {said}” names no earlier choice or yes/no and its answer, as in “if Is it new? is No”.")
    return known[said.casefold()]


def asked_of(questions: Sequence[Question], answers: Mapping[str, str]) -> list[Question]:
    """Those that are asked of whoever gave these answers, by their labels: nothing hangs on what wasn't asked."""
    found: dict[str, Question] = {}
    for one in questions:
        if one.when is None or (one.when.label in found and answers.get(one.when.label) == one.when.answer):
            found[one.label] = one
    return list(found.values())


def choices_in(part: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one.strip()[:LONGEST_LABEL] for one in part.split(",") if one.strip()))
    if not 2 <= len(found) <= MOST_CHOICES:
        raise Wrong(f"a choice has two to {MOST_CHOICES} answers.")
    return found


def written(questions: list[Question]) -> str:
    """As an administrator would write them: the other way round of `read`."""
    return "\n".join(map(line_of, questions))


def line_of(one: Question) -> str:
    more = ["required"] * one.required + [f"like {one.like}"] * bool(one.like) + [", ".join(one.choices)]
    more += [f"if {one.when.label} is {one.when.answer}"] if one.when else []
    return " | ".join(filter(None, [one.label, one.type, *more]))


def fits(answer: str, like: str) -> bool:
    """Whether an answer looks like the mask; the case of letters doesn't matter."""
    known = {"#": "[0-9]", "?": "[^\\W\\d_]"}
    shape = "".join(known.get(sign) or re.escape(sign) for sign in like)
    return re.fullmatch(shape, answer, re.IGNORECASE) is not None


def example(like: str) -> str:
    """`WN-######` as somebody could fill it: `WN-123456`."""
    digits = 0
    made = []
    for sign in like:
        digits += sign == "#"
        made.append(str(digits % 10) if sign == "#" else "A" if sign == "?" else sign)
    return "".join(made)


class Kind(NamedTuple):
    """A kind of request; `label` is empty where ours is used, which speaks every language."""

    key: str
    label: str
    questions: list[Question]

    @property
    def shown(self) -> str:
        return self.label or KINDS[self.key]


def kinds_of(settings: Mapping[str, Any]) -> list[Kind]:
    """Those a form offers, in their order; never none."""
    kept = settings.get("kinds") or {}
    found = [Kind(key, kept[key].get("label", ""), asked(kept[key])) for key in KINDS if key in kept]
    return found or [Kind("other", "", [])]


def asked(kept: Mapping[str, Any]) -> list[Question]:
    return [question_of(one) for one in kept.get("questions", [])]


def question_of(kept: Mapping[str, Any]) -> Question:
    when = kept.get("when")
    return Question(**{**kept, "choices": tuple(kept["choices"]), "when": When(*when) if when else None})


def is_in_portal(settings: Mapping[str, Any]) -> bool:
    """Whether customers who are signed in are offered it; those set up before there was a choice are."""
    return bool(settings.get("in_portal", True))
