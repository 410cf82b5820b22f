"""What should be done in a task, as deeds at our desk, as words the customer has to hear, or as neither. Pure.

Looking something up leaves no trace at a desk and isn't asked of anybody; looking the caller up is making sure who it
is; handing over is an escalation; the rest are deeds whose values have to be named. What the customer does themselves,
they have to be told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .tasks import Step, Task

LOOKS = re.compile(r"^(?:get|find|search|list|look|read|fetch|check|calculate|think|query|view|show|can|is|run)(?:_|$)")
PASSES_ON = re.compile(r"^(?:transfer|escalate|hand_?over|hand_?off)")
MOST_GROUPS, MOST_DEEDS, MOST_HEARD = 8, 10, 11
PAST = {
    "send": "sent", "pay": "paid", "make": "made", "set": "set", "put": "put", "give": "given", "take": "taken",
    "reset": "reset", "cancel": "cancelled", "modify": "changed", "update": "updated", "refuel": "topped up",
    "sell": "sold", "buy": "bought", "hold": "held", "get": "got", "write": "written", "submit": "submitted",
}  # fmt: skip
# What one may say for it, to somebody who has to do it.
SAYING = {
    "toggle": ("turn*", "switch*", "toggl*", "disabl*", "enabl*", "activat*"),
    "set": ("set*", "chang*", "switch*", "choos*", "select*"),
    "reset": ("reset*", "restor*"),
    "reboot": ("reboot*", "restart*", "turn* * off", "power*"),
    "grant": ("grant*", "allow*", "give*", "permission*"),
    "reseat": ("reseat*", "re-seat*", "take*", "remov*", "insert*", "put*"),
    "disconnect": ("disconnect*", "turn*", "switch*", "stop*"),
    "connect": ("connect*", "turn*", "switch*"),
    "make": ("make*", "pay*", "complet*"),
    "use": ("use*", "using"),
    "check": ("check*", "look*"),
}
ALSO = {
    "airplane mode": "flight mode", "apn settings": "access point", "roaming": "data roaming", "sim card": "sim",
    "network mode preference": "network mode", "data": "mobile data", "payment": "bill", "device": "phone",
}  # fmt: skip
VAGUE = frozenset({"mode", "setting", "settings", "status", "number", "the", "all"})


def is_look(step: Step) -> bool:
    return LOOKS.match(step.name) is not None and not step.theirs


def ours(task: Task) -> list[Step]:
    """What we should do, each once."""
    return _once(one for one in task.steps if not (one.theirs or is_look(one) or PASSES_ON.match(one.name)))


def theirs(task: Task) -> list[Step]:
    return _once(one for one in task.steps if one.theirs and not LOOKS.match(one.name))


def passes_on(task: Task) -> bool:
    return any(PASSES_ON.match(one.name) for one in task.steps)


def _once(steps: Iterable[Step]) -> list[Step]:
    return list({(one.name, repr(one.values)): one for one in steps}.values())


def plain_name(name: str) -> str:
    """`cancel_pending_order` -> cancel pending order."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()).strip() or "do it"


def verb_and_noun(name: str) -> tuple[str, str]:
    verb, _, noun = plain_name(name).partition(" ")
    return verb, noun


def done_words(verb: str) -> str:
    """cancel -> cancelled."""
    return PAST.get(verb) or (
        f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}ed"
    )


def values_of(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, value) of everything that can be written in a word or a number, deep in lists too."""
    for name, value in values.items():
        for one in _flat(value):
            if (text := " ".join(re.sub(r"[{}]", "", str(one)).split())) and len(text) <= 60:
                yield name, text


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _flat(one)
    elif isinstance(value, list):
        for one in value:
            yield from _flat(one)
    elif isinstance(value, float) and value.is_integer():
        yield int(value)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield value


def deed(step: Step, number: int, after: list[str], alone: bool) -> dict[str, Any]:
    """`alone`: nobody else's deed is told in the same words, so that saying it's done can be held against the desk."""
    verb, _ = verb_and_noun(step.name)
    values = list(dict.fromkeys(value for _, value in values_of(step.values)))
    made: dict[str, Any] = {"id": f"deed{number}", "do": plain_name(step.name).replace(" ", "_")[:60]}
    made["about"] = _short(f"{plain_name(step.name)} {' '.join(values[:3])}".strip(), 110)
    if values:
        made["words"] = [[value] for value in values[:MOST_GROUPS]]
    if after:
        made["after"] = after
    if alone:
        past = done_words(verb)
        made["claims"] = [f"have {past}", f"i've {past}", f"is {past}", f"are {past}", f"been {past}"]
    return made


def heard(step: Step, number: int) -> dict[str, Any]:
    """What the customer has to be told to do."""
    verb, noun = verb_and_noun(step.name)
    tokens = [f"{one}*" for one in noun.split() if len(one) > 2 and one not in VAGUE]
    what = [one for one in (noun, ALSO.get(noun, ""), *tokens) if one]
    groups = [what] if what else []
    groups.append(list(SAYING.get(verb, (f"{verb}*",))))
    values = [re.findall(r"[a-z0-9]+", value.lower()) for _, value in values_of(step.values)]
    groups += [[f"{one}*" for one in words[:6]] for words in values[:4] if words]
    said = " ".join(filter(None, [plain_name(step.name), *(value for _, value in values_of(step.values))]))
    return {"id": f"told{number}", "about": _short(f"to {said}".replace("_", " "), 110), "words": groups}


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
