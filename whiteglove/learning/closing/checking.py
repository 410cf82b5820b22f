"""The self-check before solving: what is seen, what is spared, and what has to be asked. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

SEEN, SPARED, YES, NOT_NEEDED, OPEN = "seen", "spared", "yes", "not_needed", "open"
BY_HAND = (YES, NOT_NEEDED)
OFF, WARN, BLOCK = "off", "warn", "block"
AGENT, CUSTOMER = "agent", "customer"
EVIDENCE = 2  # of each question; more proves nothing further
LONGEST = 200  # characters of a quotation that is kept


@dataclass(frozen=True)
class Spoken:
    """Words that show a behaviour. `message` 0: those of the reply with which it is solved."""

    behaviour: str
    side: str
    quote: str
    message: int
    last: bool = False  # of the customer's last words


@dataclass(frozen=True)
class Shown:
    """What answers a question: words of a message, or something the desk knows."""

    says: str = ""
    quote: str = ""
    message: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Answer:
    """What one question comes to. `against`: words of the customer that speak against it; `why`: why it was spared."""

    question: str
    verdict: str
    shown: tuple[Shown, ...] = ()
    against: tuple[Shown, ...] = ()
    why: str = ""
    unmet: str = BLOCK


def check(questions: Sequence[Mapping[str, Any]], spoken: Sequence[Spoken], facts: Mapping[str, str]) -> list[Answer]:
    """`questions` as a pack has them; `facts` that hold, each as it is told. What the program can't see is open."""
    return [_answer(one, spoken, facts) for one in questions]


def _answer(question: Mapping[str, Any], spoken: Sequence[Spoken], facts: Mapping[str, str]) -> Answer:
    name, unmet = question["id"], question.get("unmet", BLOCK)
    if (why := spared(question, facts)) is not None:
        return Answer(name, SPARED, why=why, unmet=unmet)
    against = [one for one in spoken if one.last and one.behaviour in question.get("against", ())]
    shown = evidence(question["shown_by"], spoken, facts)
    return Answer(
        name, SEEN if shown and not against else OPEN, tuple(shown[:EVIDENCE]), tuple(map(quoted, against[:1])),
        unmet=unmet,
    )  # fmt: skip


def spared(question: Mapping[str, Any], facts: Mapping[str, str]) -> str | None:
    """Why it needn't be asked; None where it must."""
    if found := next((facts[one] for one in question.get("unless", ()) if one in facts), None):
        return found
    only_if = question.get("only_if", ())
    if only_if and not any(one in facts for one in only_if):
        return question.get("spared", "Nothing here asks for it")
    return None


def evidence(shown_by: Mapping[str, Sequence[str]], spoken: Iterable[Spoken], facts: Mapping[str, str]) -> list[Shown]:
    """The last words first: what was said at the end shows more than what was said at the beginning."""
    said = {(one.message, one.quote): quoted(one) for one in spoken if shows(shown_by, one)}
    known = [Shown(says=facts[one], name=one) for one in shown_by.get("facts", ()) if one in facts]
    return [*reversed(said.values()), *known]


def shows(shown_by: Mapping[str, Sequence[str]], one: Spoken) -> bool:
    if one.side == AGENT:
        return one.behaviour in shown_by.get("agent", ())
    if one.last and one.behaviour in shown_by.get("customer_last", ()):
        return True
    return one.behaviour in shown_by.get("customer", ())


def quoted(one: Spoken) -> Shown:
    return Shown(quote=one.quote[:LONGEST], message=one.message, name=one.behaviour)


def answered(answers: Iterable[Answer], given: Mapping[str, str]) -> list[Answer]:
    """With what was said by hand to those that are open; any other word changes nothing."""
    return [
        replace(one, verdict=given[one.question]) if one.verdict == OPEN and given.get(one.question) in BY_HAND else one
        for one in answers
    ]


def left_open(answers: Iterable[Answer]) -> list[Answer]:
    return [one for one in answers if one.verdict == OPEN]


def holds_up(answers: Iterable[Answer], mode: str) -> list[Answer]:
    """Those without which the ticket isn't solved, unless a lead overrules it."""
    return [one for one in left_open(answers) if one.unmet == BLOCK] if mode == BLOCK else []


def names_one(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in it as a word: “default” names no fault."""
    wanted = "|".join(re.escape(one) for one in words)
    return bool(words) and re.search(rf"(?<!\w)(?:{wanted})(?!\w)", text, re.IGNORECASE) is not None


def at_message(answers: Iterable[Answer], message: int) -> list[Answer]:
    """The words of the reply that is being sent have a number by now."""
    return [replace(one, shown=tuple(_placed(each, message) for each in one.shown)) for one in answers]


def _placed(shown: Shown, message: int) -> Shown:
    return replace(shown, message=message) if shown.message == 0 else shown
